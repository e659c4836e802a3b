import Catalog
import CatalogAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OpenData
import Portal
import Tables
import Tabular
import TestSupport
import Testing
import Validation
import WebSupport

/// Gives all tests of a suite one filled site, which they only read.
struct FilledSite: SuiteTrait, TestScoping {
    @TaskLocal private static var current: PortalFixture?

    /// The site of the suite that is running.
    static func site() throws -> PortalFixture { try #require(current) }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: () async throws -> Void,
    ) async throws {
        try await Self.$current.withValue(try await PortalFixture.filled(), operation: function)
    }
}

extension Trait where Self == FilledSite {
    static var filledSite: FilledSite { FilledSite() }
}

/// A site over a catalogue, table files and jobs of its own, with everything that a page can show, hostile data included.
struct PortalFixture: Sendable {
    let services: Services
    private let directory: TemporaryDirectory
    private let application: Application<RouterResponder<WebContext>>

    static let base = "https://data.example.jp"
    /// 2026-11-22T09:00:00+09:00.
    static let moment = Timestamp(microseconds: 1_795_305_600_000_000)

    /// An empty site.
    init() async throws {
        let directory = try TemporaryDirectory()
        let store = FileStore(directory: directory.path("data"))
        try store.prepare()
        let catalog = try await CatalogDatabase(directory: directory.path("data")) {
            withExtendedLifetime(directory) { Self.moment }
        }
        self.directory = directory
        services = Services(
            catalog: catalog,
            queries: TableQueries(store: store, threads: 2),
            store: store,
            schemas: try SchemaLibrary.builtIn(),
            site: Site(publicURL: Self.base, version: "0.0.1")
        )
        application = Self.application(services)
    }

    /// A site with the samples of `Samples.swift`.
    static func filled() async throws -> PortalFixture {
        let fixture = try await PortalFixture()
        try await fixture.addSamples()
        return fixture
    }

    /// Every route of the site: pages and, for the links on them, the API.
    private static func application(_ services: Services) -> Application<RouterResponder<WebContext>> {
        let portal = PortalRoutes(services: services)
        let router = WebRouter.make(site: services.site, page: portal.problemPage)
        APIRoutes(services: services).add(to: router)
        portal.add(to: router)
        return Application(responder: router.buildResponder())
    }

    /// What a browser in Japan gets for `path`.
    func get(_ path: String, _ headers: HTTPFields = [:], method: HTTPRequest.Method = .get) async throws -> Answer {
        let headers = HTTPFields([.init(name: .accept, value: "text/html,*/*;q=0.8")]) + headers
        return try await application.test(.router) { client in
            try await client.execute(uri: path, method: method, headers: headers) { response in
                Answer(
                    status: response.status.code,
                    headers: response.headers,
                    body: String(decoding: response.body.readableBytesView, as: UTF8.self)
                )
            }
        }
    }

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: String

        var html: HTMLScanner { HTMLScanner(body) }
    }

    /// Publishes `csv` as the next version of a distribution that the catalogue has.
    func publish(_ csv: String, as state: TableVersion.State = .published, of distribution: String) async throws {
        let path = services.store.temporaryPath()
        try directory.write(Array(csv.utf8), atPath: path)
        let (blob, bytes) = try services.store.put(.blobs, movingFrom: path)
        let document = try TabularDocument(bytes: Array(csv.utf8))
        let built = try TableBuilder(store: services.store).build(
            document,
            blob: blob,
            source: "table.csv",
            schema: nil
        )
        let fields = document.columns.map {
            TableVersion.Field(name: $0.name, type: $0.type.rawValue, format: $0.format)
        }
        let version = TableVersion(
            number: 0,
            state: state,
            table: built.table,
            blob: blob,
            blobBytes: bytes,
            format: "csv",
            encoding: document.reading.encoding.rawValue,
            rowCount: built.rowCount,
            fields: fields,
            errorCount: built.report.errorCount,
            warningCount: built.report.warningCount,
            reason: state == .held ? "row_count_change" : nil,
            created: Self.moment
        )
        try await services.catalog.publish(version, of: distribution, actor: "test")
    }
}

extension TemporaryDirectory {
    /// Writes a file whose whole path is known; the folder must be there.
    fileprivate func write(_ bytes: [UInt8], atPath path: String) throws {
        let prefix = self.path + "/"
        try write(bytes, to: String(path.dropFirst(prefix.count)))
    }
}

extension HTTPFields {
    fileprivate static func + (left: HTTPFields, right: HTTPFields) -> HTTPFields {
        var fields = left
        for field in right { fields[field.name] = field.value }
        return fields
    }
}
