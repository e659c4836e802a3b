import HTTPTypes
import HummingbirdTesting
import OpenData
import Testing
import WebSupport

@testable import CatalogAPI

@Suite struct `Versions` {
    private static func version(_ number: Int, _ fields: [(String, String)], rows: Int) -> TableVersion {
        TableVersion(
            number: number,
            state: .published,
            table: "t",
            blob: "b",
            blobBytes: 1,
            format: "csv",
            encoding: "utf-8",
            rowCount: rows,
            fields: fields.map { TableVersion.Field(name: $0.0, type: $0.1) },
            errorCount: 0,
            warningCount: 0,
            created: Timestamp(microseconds: 1_795_305_600_000_000)
        )
    }

    @Test func `say which columns came, went and changed their type, and how many rows there were`() {
        let before = Self.version(1, [("名称", "string"), ("人口", "string"), ("備考", "string")], rows: 10)
        let after = Self.version(2, [("人口", "integer"), ("名称", "string"), ("面積", "number")], rows: 12)
        let changes = VersionChanges(from: before, to: after)
        #expect(changes.added == ["面積"])
        #expect(changes.removed == ["備考"])
        #expect(changes.retyped == [.init(name: "人口", before: "string", after: "integer")])
        #expect(changes.isReordered)
        #expect(changes.rowsBefore == 10 && changes.rowsAfter == 12)
        let same = VersionChanges(from: before, to: before)
        #expect(same.added.isEmpty && same.removed.isEmpty && same.retyped.isEmpty && !same.isReordered)
    }

    @Test func `of a resource are listed with their files, which never change`() async throws {
        let world = try await World.shared.value
        let list = try await world.answer("/api/v1/resources/\(world.resource)/versions")
        #expect(list.status == .ok)
        let text = list.text
        #expect(text.contains("\"changes\":null"))
        let path = "/api/v1/resources/\(world.resource)/versions/1/file"
        #expect(text.contains("\"file\":\"https://data.example\(path)\""))
        let file = try await world.answer(path)
        #expect(file.status == .ok)
        #expect(file.text == World.table)
        #expect(file.headers[.cacheControl]?.contains("immutable") == true)
        #expect(file.headers[.reprDigest]?.hasPrefix("sha-256=:") == true)
        for missing in ["0", "2", "1x", "-1", "99999999999999999999"] {
            let answer = try await world.answer("/api/v1/resources/\(world.resource)/versions/\(missing)/file")
            #expect(answer.status == .notFound, "\(missing)")
        }
    }

    @Test func `The catalogue of APIs leads to descriptions`() async throws {
        let world = try await World.shared.value
        let answer = try await world.answer("/.well-known/api-catalog")
        #expect(answer.headers[.contentType]?.hasPrefix("application/linkset+json") == true)
        let text = answer.text
        #expect(text.contains("\"service-desc\":[{\"href\":\"https://data.example/api/v1/openapi.json\""))
    }
}
