import OpenData
import Testing

@testable import Catalog

@Suite struct `Versions` {
    private static func withTable() async throws -> CatalogFixture {
        let fixture = try await CatalogFixture.withOrganization()
        try await fixture.catalog.put(.withTable("aed", title: "AED"), actor: "a")
        return fixture
    }

    @Test func `publishing numbers the version, shows it and moves the dataset's date`() async throws {
        let fixture = try await Self.withTable()
        let catalog = fixture.catalog
        fixture.clock.advance(.seconds(60))
        let first = try await catalog.publish(.sample(blob: "b1"), of: "aed-csv", actor: "a")
        fixture.clock.advance(.seconds(60))
        let second = try await catalog.publish(.sample(rows: 9, blob: "b2"), of: "aed-csv", actor: "a")
        #expect([first.number, second.number] == [1, 2])
        let dataset = try #require(try await catalog.dataset("aed"))
        #expect(dataset.distributions[0].current == second)
        #expect(dataset.modified == fixture.clock.read())
        #expect(try await catalog.versions(ofDistribution: "aed-csv") == [second, first])
        let totals = try await catalog.totals()
        #expect(totals == (datasets: 1, resources: 1, organizations: 1, rows: 9))
    }

    @Test(arguments: [TableVersion.State.held, .rejected])
    func `a version that is not published only enters the history`(_ state: TableVersion.State) async throws {
        let fixture = try await Self.withTable()
        let catalog = fixture.catalog
        let good = try await catalog.publish(.sample(), of: "aed-csv", actor: "a")
        let before = try await catalog.dataset("aed")
        fixture.clock.advance(.seconds(60))
        let other = try await catalog.publish(.sample(state, blob: "b2"), of: "aed-csv", actor: "a")
        #expect(other.number == 2)
        #expect(try await catalog.dataset("aed") == before)
        #expect(try await catalog.versions(ofDistribution: "aed-csv") == [other, good])
        #expect(try await catalog.publish(.sample(blob: "b3"), of: "aed-csv", actor: "a").number == 3)
    }

    @Test func `metadata can change without touching the version`() async throws {
        let catalog = try await Self.withTable().catalog
        let version = try await catalog.publish(.sample(), of: "aed-csv", actor: "a")
        var changed = Dataset.withTable("aed", title: "新しい題")
        changed.distributions[0].current = .sample(rows: 999)
        try await catalog.put(changed, actor: "a")
        #expect(try await catalog.dataset("aed")?.distributions[0].current == version)
    }

    @Test func `an unlisted resource keeps its history and has it again when it returns`() async throws {
        let catalog = try await Self.withTable().catalog
        let version = try await catalog.publish(.sample(), of: "aed-csv", actor: "a")
        try await catalog.put(.withoutTable("aed", title: "AED"), actor: "a")
        #expect(try await catalog.distribution("aed-csv") == nil)
        #expect(try await catalog.dataset("aed")?.distributions == [])
        #expect(try await catalog.versions(ofDistribution: "aed-csv") == [version])
        #expect(try await catalog.referencedFiles().tables == ["t-b1"])
        let publishing = await refusal { try await catalog.publish(.sample(), of: "aed-csv", actor: "a") }
        #expect(publishing == .unknownDistribution("aed-csv"))

        try await catalog.put(.withTable("aed", title: "AED"), actor: "a")
        #expect(try await catalog.distribution("aed-csv")?.distribution.current == version)
        #expect(try await catalog.publish(.sample(), of: "aed-csv", actor: "a").number == 2)
    }

    @Test func `a resource that nobody lists may move to another dataset`() async throws {
        let catalog = try await Self.withTable().catalog
        let version = try await catalog.publish(.sample(), of: "aed-csv", actor: "a")
        try await catalog.put(.withoutTable("aed", title: "AED"), actor: "a")
        var heir = Dataset.withoutTable("heir", title: "後継")
        heir.distributions = [Distribution(id: "aed-csv", title: "CSV", format: "CSV")]
        try await catalog.put(heir, actor: "a")
        let found = try await catalog.distribution("aed-csv")
        #expect(found?.dataset.name == "heir")
        #expect(found?.distribution.current == version)
    }

    @Test func `all files of all versions are referenced`() async throws {
        let catalog = try await Self.withTable().catalog
        try await catalog.publish(.sample(blob: "b1"), of: "aed-csv", actor: "a")
        try await catalog.publish(.sample(.held, blob: "b2"), of: "aed-csv", actor: "a")
        var noTable = TableVersion.sample(.rejected, blob: "b3")
        noTable.table = nil
        try await catalog.publish(noTable, of: "aed-csv", actor: "a")
        let files = try await catalog.referencedFiles()
        #expect(files.tables == ["t-b1", "t-b2"])
        #expect(files.blobs == ["b1", "b2", "b3"])
    }
}

@Suite struct `Review` {
    /// Version 1 published, versions 2 and 3 held.
    private static func waiting() async throws -> CatalogDatabase {
        let catalog = try await CatalogFixture.withOrganization().catalog
        try await catalog.put(.withTable("aed", title: "AED"), actor: "a")
        try await catalog.publish(.sample(blob: "b1"), of: "aed-csv", actor: "a")
        try await catalog.publish(.sample(.held, blob: "b2"), of: "aed-csv", actor: "a")
        try await catalog.publish(.sample(.held, blob: "b3"), of: "aed-csv", actor: "a")
        return catalog
    }

    @Test func `held versions wait in a list`() async throws {
        let catalog = try await Self.waiting()
        let held = try await catalog.heldVersions()
        #expect(held.map(\.version.number) == [3, 2])
        #expect(held.map(\.dataset.name) == ["aed", "aed"])
        #expect(held.map(\.distribution.current?.number) == [1, 1])
    }

    @Test func `an approved version is what readers see`() async throws {
        let catalog = try await Self.waiting()
        try await catalog.approve(3, of: "aed-csv", actor: "person")
        #expect(try await catalog.distribution("aed-csv")?.distribution.current?.number == 3)
        #expect(try await catalog.distribution("aed-csv")?.distribution.current?.state == .published)
    }

    @Test func `approving an older version does not go back behind a newer one`() async throws {
        let catalog = try await Self.waiting()
        try await catalog.approve(3, of: "aed-csv", actor: "person")
        try await catalog.approve(2, of: "aed-csv", actor: "person")
        #expect(try await catalog.distribution("aed-csv")?.distribution.current?.number == 3)
    }

    @Test func `a rejected version stays away`() async throws {
        let catalog = try await Self.waiting()
        try await catalog.reject(2, of: "aed-csv", actor: "person")
        #expect(try await catalog.versions(ofDistribution: "aed-csv").map(\.state) == [.held, .rejected, .published])
        #expect(try await catalog.distribution("aed-csv")?.distribution.current?.number == 1)
    }

    @Test(arguments: [("aed-csv", 1), ("aed-csv", 4), ("none", 2)])
    func `only what is held can be decided`(_ distribution: String, _ number: Int) async throws {
        let catalog = try await Self.waiting()
        let expected = CatalogError.Kind.notHeld(distribution: distribution, number: number)
        #expect(await refusal { try await catalog.approve(number, of: distribution, actor: "p") } == expected)
        #expect(await refusal { try await catalog.reject(number, of: distribution, actor: "p") } == expected)
    }
}
