import GRDB
import OpenData
import Testing

@testable import Catalog

@Suite struct `The log` {
    /// Five records: an organization, a dataset, a version, a changed title, a withdrawal.
    private static func filled() async throws -> CatalogFixture {
        let fixture = try await CatalogFixture.withOrganization()
        try await fixture.catalog.put(.withTable("aed", title: "AED設置箇所"), actor: "seed")
        try await fixture.catalog.publish(.sample(), of: "aed-csv", actor: "job:1")
        try await fixture.catalog.put(.withTable("aed", title: "AED設置箇所一覧"), actor: "cli")
        try await fixture.catalog.withdraw("aed", actor: "cli")
        return fixture
    }

    @Test func `every change is one record, linked to the one before`() async throws {
        let catalog = try await Self.filled().catalog
        let records = try await catalog.log(after: 0, limit: 100)
        #expect(records.map(\.seq) == [1, 2, 3, 4, 5])
        #expect(
            records.map(\.kind) == [
                "organization.put", "dataset.put", "version.publish", "dataset.put", "dataset.withdraw",
            ]
        )
        #expect(records.map(\.entity) == ["hofu", "aed", "aed-csv", "aed", "aed"])
        #expect(records.map(\.actor) == ["test", "seed", "job:1", "cli", "cli"])
        #expect(records.first?.previousHash == String(repeating: "0", count: 64))
        #expect(records.dropFirst().map(\.previousHash) == records.dropLast().map(\.hash))
        let verified = try await catalog.verifyLog()
        #expect(verified.count == 5)
        #expect(verified.last == records.last?.hash)
    }

    @Test func `the hash is SHA-256 over the documented bytes`() {
        // Computed with Python's hashlib over the same layout.
        let record = LogRecord(
            seq: 1,
            at: Timestamp(microseconds: 1_795_305_600_000_000),
            actor: "seed",
            kind: "organization.put",
            entity: "hofu",
            body: #"{"title":"防府市"}"#,
            previousHash: LogRecord.origin,
            hash: ""
        )
        #expect(record.expectedHash == "2e1f20dfb324256f72ce2647f704aa536c093a511fed315522e4220c256529eb")
    }

    @Test func `fields cannot be shifted into one another`() {
        func hash(_ actor: String, _ kind: String) -> String {
            LogRecord(
                seq: 1,
                at: Timestamp(microseconds: 0),
                actor: actor,
                kind: kind,
                entity: "e",
                body: "{}",
                previousHash: LogRecord.origin,
                hash: ""
            ).expectedHash
        }
        #expect(hash("ab", "c") != hash("a", "bc"))
    }

    @Test func `an empty log is sound`() async throws {
        let verified = try await CatalogFixture().catalog.verifyLog()
        #expect(verified.count == 0)
        #expect(verified.last == LogRecord.origin)
    }

    @Test func `the log is read in portions`() async throws {
        let catalog = try await Self.filled().catalog
        #expect(try await catalog.log(after: 0, limit: 2).map(\.seq) == [1, 2])
        #expect(try await catalog.log(after: 2, limit: 2).map(\.seq) == [3, 4])
        #expect(try await catalog.log(after: 5, limit: 2).isEmpty)
        #expect(try await catalog.log(after: 0, limit: -1).isEmpty)
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        /// What ``CatalogDatabase/verifyLog()`` says.
        let complaint: String
    }

    @Test(arguments: [
        Tampering(
            testDescription: "a changed body",
            sql: "UPDATE log SET body = '{}' WHERE seq = 2",
            complaint: "log record 2 was changed"
        ),
        Tampering(
            testDescription: "a changed actor",
            sql: "UPDATE log SET actor = 'somebody' WHERE seq = 3",
            complaint: "log record 3 was changed"
        ),
        Tampering(
            testDescription: "a changed moment",
            sql: "UPDATE log SET at = at + 1 WHERE seq = 5",
            complaint: "log record 5 was changed"
        ),
        Tampering(
            testDescription: "a changed hash",
            sql: "UPDATE log SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 4",
            complaint: "log record 4 was changed"
        ),
        Tampering(
            testDescription: "a removed record",
            sql: "DELETE FROM log WHERE seq = 3",
            complaint: "log record 3 is missing"
        ),
        Tampering(
            testDescription: "the first record removed",
            sql: "DELETE FROM log WHERE seq = 1",
            complaint: "log record 1 is missing"
        ),
        Tampering(
            testDescription: "the end cut off",
            sql: "DELETE FROM log WHERE seq >= 4",
            complaint: "log record 4 is missing"
        ),
        Tampering(
            testDescription: "two records exchanged",
            sql: """
                UPDATE log SET seq = 100 WHERE seq = 2; UPDATE log SET seq = 2 WHERE seq = 3;
                UPDATE log SET seq = 3 WHERE seq = 100
                """,
            complaint: "log record 2 was changed"
        ),
    ])
    func `verification names the first record that is not as it was written`(_ tampering: Tampering) async throws {
        let catalog = try await Self.filled().catalog
        try await catalog.pool.write { database in
            try database.execute(sql: "DROP TRIGGER log_keeps_records; DROP TRIGGER log_keeps_contents")
            try database.execute(sql: tampering.sql)
        }
        #expect(await refusal { _ = try await catalog.verifyLog() } == .damaged(tampering.complaint))
        #expect(await refusal { try await catalog.rebuild() } == .damaged(tampering.complaint))
    }

    @Test(arguments: ["UPDATE log SET body = '{}' WHERE seq = 1", "DELETE FROM log WHERE seq = 5", "DELETE FROM log"])
    func `the database itself refuses to change or remove a record`(_ sql: String) async throws {
        let catalog = try await Self.filled().catalog
        await #expect(throws: DatabaseError.self) { try await catalog.pool.write { try $0.execute(sql: sql) } }
        #expect(try await catalog.verifyLog().count == 5)
    }
}
