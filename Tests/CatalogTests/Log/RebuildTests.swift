import GRDB
import OpenData
import Testing

@testable import Catalog

@Suite struct `Rebuilding` {
    /// Every kind of record at least once, some of them undone later.
    private static func lived() async throws -> CatalogFixture {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        try await catalog.put(.sample("hofu", title: "防府市"), actor: "seed")
        try await catalog.put(.sample("hagi", title: "萩市"), actor: "seed")
        for name in ["aed", "tourism", "population"] {
            fixture.clock.advance(.seconds(1))
            var dataset = Dataset.withTable(name, title: "データ \(name)")
            dataset.tags = ["防災", name]
            dataset.origin = Dataset.Origin(source: "portal", remoteID: "remote-" + name)
            try await catalog.put(dataset, actor: "job:1")
            try await catalog.publish(.sample(columns: ["緯度", name]), of: name + "-csv", actor: "job:1")
        }
        fixture.clock.advance(.seconds(1))
        try await catalog.put(.sample("hofu", title: "防府市役所"), actor: "cli")
        try await catalog.publish(.sample(.held, blob: "b2"), of: "aed-csv", actor: "job:2")
        try await catalog.publish(.sample(.held, blob: "b3"), of: "aed-csv", actor: "job:3")
        try await catalog.approve(2, of: "aed-csv", actor: "cli")
        try await catalog.reject(3, of: "aed-csv", actor: "cli")
        var moved = Dataset.withoutTable("tourism", title: "観光", organization: "hagi")
        moved.distributions = [Distribution(id: "tourism-xlsx", title: "Excel", format: "xlsx")]
        try await catalog.put(moved, actor: "job:4")
        _ = try await catalog.markVanished(source: "portal", seen: [], lease: nil, actor: "job:5")
        _ = try await catalog.markVanished(source: "portal", seen: ["remote-aed"], lease: nil, actor: "job:6")
        try await catalog.withdraw("population", actor: "cli")
        try await catalog.withdraw("aed", actor: "cli")
        try await catalog.reinstate("aed", actor: "cli")
        try await catalog.put(.sample("portal"), actor: "cli")
        try await catalog.put(.sample("gone"), actor: "cli")
        try await catalog.removeSource("gone", actor: "cli")
        return fixture
    }

    /// Every row of every projection table, as SQL literals.
    private static func dump(_ catalog: CatalogDatabase) async throws -> [String] {
        try await catalog.pool.read { database in
            var lines: [String] = []
            for table in Projection.tables {
                let columns = try database.columns(in: table).map { "quote(\($0.name))" }.joined(
                    separator: " || ',' || "
                )
                let key = table == "dataset_search" ? "rowid || ','" : "''"
                let rows = try String.fetchAll(
                    database,
                    sql: "SELECT \(key) || \(columns) AS line FROM \(table) ORDER BY line"
                )
                lines += rows.map { table + ": " + $0 }
            }
            return lines
        }
    }

    @Test func `the projection rebuilt from the log is the same, byte for byte`() async throws {
        let fixture = try await Self.lived()
        let kinds = Set(try await fixture.catalog.log(after: 0, limit: 1_000).map(\.kind))
        #expect(
            kinds == [
                "organization.put", "dataset.put", "dataset.vanish", "dataset.reappear", "dataset.withdraw",
                "dataset.reinstate", "version.publish", "version.hold", "version.reject", "source.put", "source.remove",
            ]
        )
        let before = try await Self.dump(fixture.catalog)
        #expect(before.count > 20)
        fixture.clock.advance(.seconds(86_400))
        try await fixture.catalog.rebuild()
        let after = try await Self.dump(fixture.catalog)
        #expect(after == before)
        try await fixture.catalog.rebuild()
        #expect(try await Self.dump(fixture.catalog) == before)
    }

    @Test func `a damaged projection is made whole`() async throws {
        let catalog = try await Self.lived().catalog
        let before = try await Self.dump(catalog)
        try await catalog.pool.write { database in
            try database.execute(
                sql: "UPDATE dataset SET title = 'wrong'; DELETE FROM dataset_search; DELETE FROM dataset_tag"
            )
        }
        #expect(try await Self.dump(catalog) != before)
        try await catalog.rebuild()
        #expect(try await Self.dump(catalog) == before)
    }

    @Test func `jobs, records, fetch states and the log stay`() async throws {
        let catalog = try await Self.lived().catalog
        let job = try await catalog.enqueue(source: "portal", limit: nil, due: nil)
        let (_, lease) = try #require(try await catalog.claim(worker: "w", lease: .seconds(60)))
        let moment = Timestamp(microseconds: 0)
        let record = HarvestRecord(
            job: job.id,
            remoteID: "r",
            name: "aed",
            title: "AED",
            outcome: .updated,
            at: moment
        )
        try await catalog.put(record, lease: lease)
        let state = FetchState(
            distribution: "aed-csv",
            url: "https://example.jp",
            blob: "b",
            bytes: 1,
            outcome: .updated,
            checked: moment
        )
        try await catalog.put(state, lease: lease)
        let chain = try await catalog.verifyLog()

        try await catalog.rebuild()
        #expect(try await catalog.job(job.id)?.counts == [.updated: 1])
        #expect(try await catalog.records(ofJob: job.id, after: 0, limit: 10) == [record])
        #expect(try await catalog.fetchState(ofDistribution: "aed-csv") == state)
        #expect(try await catalog.verifyLog() == chain)
    }
}
