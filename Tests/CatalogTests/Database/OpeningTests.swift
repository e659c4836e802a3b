import Foundation
import GRDB
import OpenData
import TestSupport
import Testing

@testable import Catalog

@Suite struct `Opening the catalogue` {
    @Test func `commits are durable: WAL, synchronous FULL, foreign keys`() async throws {
        let fixture = try await CatalogFixture()
        for catalog in [fixture.catalog, try await fixture.reopened()] {
            let pragmas = try await catalog.pool.writeWithoutTransaction { database in
                try ["synchronous", "journal_mode", "foreign_keys"].map {
                    try String.fetchOne(database, sql: "PRAGMA \($0)")
                }
            }
            #expect(pragmas == ["2", "wal", "1"])
        }
    }

    @Test func `what was written is there when it is opened again`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        try fixture.catalog.close()
        #expect(try await fixture.reopened().organization("hofu")?.title == "防府市")
    }

    @Test func `a file from a newer release is refused and left alone`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        try await fixture.catalog.pool.write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('2099-01-01 something new')")
        }
        try fixture.catalog.close()
        #expect(await refusal { _ = try await fixture.reopened() } == .newerRelease)
    }

    @Test func `a file that is no database is called damaged`() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(String(repeating: "This is not a database. ", count: 100), to: "data/catalog.sqlite")
        let opening = await refusal {
            _ = try await CatalogDatabase(directory: directory.path("data"), now: TestClock().read)
        }
        #expect(opening == .damaged("catalog.sqlite: not a database"))
    }

    @Test func `a directory that cannot be made is not writable`() async throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("a file", to: "file")
        let opening = await refusal {
            _ = try await CatalogDatabase(directory: file + "/data", now: TestClock().read)
        }
        #expect(opening == .notWritable)
    }

    @Test func `the directory is its owner's only`() async throws {
        let fixture = try await CatalogFixture()
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.directory.path("data"))
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func `many can open a new catalogue at once`() async throws {
        let directory = try TemporaryDirectory()
        let clock = TestClock()
        let opened = try await withThrowingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { try await CatalogDatabase(directory: directory.path("data"), now: clock.read) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(opened.count == 8)
        for catalog in opened { #expect(try await catalog.revision() == 0) }
    }

    @Test func `several writers on the same files leave one unbroken chain`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let second = try await fixture.reopened()
        try await withThrowingTaskGroup { group in
            for (writer, catalog) in [fixture.catalog, second].enumerated() {
                for number in 0..<20 {
                    group.addTask {
                        let dataset = Dataset.withTable("dataset-\(writer)-\(number)", title: "データ")
                        try await catalog.put(dataset, actor: "writer \(writer)")
                        try await catalog.publish(.sample(), of: dataset.name + "-csv", actor: "writer \(writer)")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await second.verifyLog().count == 1 + 2 * 40)
        #expect(try await fixture.catalog.totals().resources == 40)
    }
}
