import Catalog
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import OpenData
import Tables
import Tabular
import TestSupport
import Testing
import Validation
import WebSupport

@testable import CatalogAPI

/// A small catalogue with one real table, and the routes over it; made once for all tests, which only read.
final class World: Sendable {
    static let shared = Task { try await World() }

    static let table = #"""
        名称,市町名,緯度,経度,人口,開設日,公開,limit,備考
        中央公民館,山口市,34.178,131.474,1200,2020-04-01,true,1,"コンマ,と""引用符"""
        萩図書館,萩市,34.408,131.399,800,2011-03-21,false,2,
        防府ホール,防府市,34.051,131.563,,2015-10-10,true,3,＝SUM(A1)
        ｶﾀｶﾅ会館,山口市,34.2,131.5,50,2001-01-01,false,4,<script>alert(1)</script>
        周防大島館,周防大島町,33.927,132.195,9007199254740993,1999-12-31,true,5,'; DROP TABLE rows; --

        """#

    let directory: TemporaryDirectory
    let services: Services
    let resource = "0b3f5f3e-6f0e-4f7e-8a0f-0123456789ab"

    private init() async throws {
        let directory = try TemporaryDirectory()
        let data = directory.path("data")
        let store = FileStore(directory: data)
        try store.prepare()
        let now = Timestamp(microseconds: 1_795_305_600_000_000)
        let catalog = try await CatalogDatabase(directory: data) { now }
        self.directory = directory
        services = Services(
            catalog: catalog,
            queries: TableQueries(store: store, threads: 2),
            store: store,
            schemas: SchemaLibrary(schemas: []),
            site: Site(publicURL: "https://data.example", version: "1", ckanPrefix: "/ckan"),
        )
        try await fill(now)
    }

    private func fill(_ now: Timestamp) async throws {
        let catalog = services.catalog
        for (name, title) in [("yamaguchi", "山口市"), ("hagi", "萩市")] {
            let organization = Organization(
                name: name,
                id: Identifier.uuid("organization", name),
                title: title,
                created: now,
                modified: now
            )
            try await catalog.put(organization, actor: "test")
        }
        var halls = Dataset(
            name: "halls",
            id: Identifier.uuid("dataset", "halls"),
            title: "公民館 一覧",
            organization: "yamaguchi",
            created: now,
            modified: now
        )
        halls.description = "市内の公民館"
        halls.license = "cc-by-4.0"
        halls.tags = ["施設", "公民館"]
        halls.contact = "data@city.example"
        halls.distributions = [
            Distribution(id: resource, title: "公民館一覧", format: "CSV"),
            Distribution(id: "11111111-2222-4333-8444-555555555555", title: "地図", format: "PDF"),
        ]
        halls.distributions[0].downloadURL = "https://city.example/files/%E5%85%AC%E6%B0%91%E9%A4%A8.csv?v=1"
        halls.distributions[1].downloadURL = "https://city.example/map.pdf"
        try await catalog.put(halls, actor: "test")
        try await catalog.publish(try version(now), of: resource, actor: "test")
        var books = Dataset(
            name: "books",
            id: Identifier.uuid("dataset", "books"),
            title: "図書館の蔵書",
            organization: "hagi",
            created: now,
            modified: now
        )
        books.tags = ["施設"]
        try await catalog.put(books, actor: "test")
        let gone = Dataset(
            name: "gone",
            id: Identifier.uuid("dataset", "gone"),
            title: "取り下げた",
            organization: "hagi",
            created: now,
            modified: now
        )
        try await catalog.put(gone, actor: "test")
        try await catalog.withdraw("gone", actor: "test")
        let source = Source(
            name: "hagi-portal",
            kind: .ckan,
            url: "https://user:pass@portal.example/ckan",
            created: now,
            modified: now
        )
        try await catalog.put(source, actor: "test")
        _ = try await catalog.enqueue(source: "hagi-portal", limit: nil, due: nil)
    }

    private func version(_ now: Timestamp) throws -> TableVersion {
        let bytes = Array(Self.table.utf8)
        let temporary = try directory.write(bytes, to: "data/tmp/halls.csv")
        let blob = try services.store.put(.blobs, movingFrom: temporary)
        let document = try TabularDocument(bytes: bytes)
        let built = try TableBuilder(store: services.store)
            .build(document, blob: blob.hash, source: "halls.csv", schema: nil)
        return TableVersion(
            number: 0,
            state: .published,
            table: built.table,
            blob: blob.hash,
            blobBytes: blob.bytes,
            format: "csv",
            encoding: "utf-8",
            rowCount: built.rowCount,
            fields: built.columns.map {
                .init(name: $0.column.name, type: $0.column.type.rawValue, format: $0.column.format)
            },
            errorCount: 0,
            warningCount: 0,
            created: now
        )
    }

    /// What the routes answer.
    func answer(
        _ path: String,
        _ method: HTTPRequest.Method = .get,
        headers: HTTPFields = [:],
        body: String? = nil,
    ) async throws -> TestResponse {
        let router = WebRouter.make(site: services.site)
        APIRoutes(services: services).add(to: router)
        return try await Application(router: router).test(.router) { client in
            try await client.execute(
                uri: path,
                method: method,
                headers: headers,
                body: body.map { ByteBuffer(string: $0) }
            )
        }
    }
}

/// Asks the shared world.
func answer(
    _ path: String,
    _ method: HTTPRequest.Method = .get,
    headers: HTTPFields = [:],
    body: String? = nil,
) async throws -> TestResponse {
    try await World.shared.value.answer(path, method, headers: headers, body: body)
}

/// Asks for JSON and reads it.
func json(
    _ path: String,
    status: Int = 200,
    headers: HTTPFields = [:],
    body: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
) async throws -> JSONValue {
    let response = try await answer(path, body == nil ? .get : .post, headers: headers, body: body)
    #expect(response.status.code == status, "\(String(buffer: response.body))", sourceLocation: sourceLocation)
    return try read(response.text)
}

/// Reads a JSON text.
func read(_ text: String) throws -> JSONValue {
    try #require(JSONValue(text: text))
}

extension TestResponse {
    var text: String { String(buffer: body) }
}

extension JSONValue {
    /// Names of an object's members in their order; empty for anything else.
    var names: [String] { if case .object(let members) = self { members.map(\.name) } else { [] } }
    var string: String? { stringValue }
    var number: String? { if case .number(let text) = self { text } else { nil } }

    /// The value at `a.b.0.c`; nil where the way ends early.
    func at(_ path: String) -> JSONValue? {
        var value: JSONValue? = self
        for step in path.split(separator: ".") {
            if let index = Int(step), let elements = value?.elements {
                value = elements.indices.contains(index) ? elements[index] : nil
            } else {
                value = value?[String(step)]
            }
        }
        return value
    }
}
