import OpenData
import Testing

@testable import Catalog

@Suite struct `Datasets` {
    @Test func `putting the same again writes nothing`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        var dataset = Dataset.withTable("aed", title: "AED設置箇所")
        dataset.tags = ["防災", "医療"]
        dataset.license = "cc-by-4.0"
        #expect(try await fixture.catalog.put(dataset, actor: "a") == .created)
        let revision = try await fixture.catalog.revision()
        let stored = try await fixture.catalog.dataset("aed")

        fixture.clock.advance(.seconds(60))
        dataset.created = fixture.clock.read()
        dataset.modified = fixture.clock.read()
        #expect(try await fixture.catalog.put(dataset, actor: "b") == .unchanged)
        #expect(try await fixture.catalog.revision() == revision)
        #expect(try await fixture.catalog.dataset("aed") == stored)
    }

    struct Difference: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let apply: @Sendable (inout Dataset) -> Void
        init(_ testDescription: String, _ apply: @escaping @Sendable (inout Dataset) -> Void) {
            self.testDescription = testDescription
            self.apply = apply
        }
    }

    @Test(arguments: [
        Difference("title") { $0.title = "新しい題" },
        Difference("English title") { $0.titleEnglish = "AED" },
        Difference("description") { $0.description = "説明" },
        Difference("tags") { $0.tags = ["防災"] },
        Difference("licence") { $0.license = "pdl-1.0" },
        Difference("standard") { $0.standard = "aed" },
        Difference("the publisher's date") { $0.sourceModified = Timestamp(microseconds: 5) },
        Difference("a resource's address") { $0.distributions[0].downloadURL = "https://example.jp/aed.csv" },
        Difference("one resource more") {
            $0.distributions.append(Distribution(id: "pdf", title: "PDF", format: "PDF"))
        },
        Difference("no resource") { $0.distributions = [] },
    ])
    func `a difference is written and moves the date`(_ difference: Difference) async throws {
        let fixture = try await CatalogFixture.withOrganization()
        var dataset = Dataset.withTable("aed", title: "AED")
        try await fixture.catalog.put(dataset, actor: "a")
        fixture.clock.advance(.seconds(60))
        difference.apply(&dataset)
        #expect(try await fixture.catalog.put(dataset, actor: "a") == .updated)
        let stored = try #require(try await fixture.catalog.dataset("aed"))
        #expect(stored.modified == fixture.clock.read())
        #expect(stored.created == Timestamp(microseconds: 0))
        dataset.modified = stored.modified
        #expect(stored == dataset)
    }

    @Test func `text that looks the same is the same`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        var dataset = Dataset.withoutTable("aed", title: "か\u{3099}っこう")
        dataset.tags = ["か\u{3099}", "が", "防災", "防災", ""]
        try await fixture.catalog.put(dataset, actor: "a")
        let stored = try #require(try await fixture.catalog.dataset("aed"))
        #expect(stored.title.utf8.elementsEqual("がっこう".utf8))
        #expect(stored.tags.map { Array($0.utf8) } == ["が", "防災"].map { Array($0.utf8) })
        #expect(try await fixture.catalog.put(dataset, actor: "a") == .unchanged)
    }

    @Test func `a dataset without a title shows its name`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        try await fixture.catalog.put(.withoutTable("aed", title: " \u{3000}"), actor: "a")
        #expect(try await fixture.catalog.dataset("aed")?.title == "aed")
    }

    @Test func `formats are kept in upper case`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        var dataset = Dataset.withoutTable("aed", title: "AED")
        dataset.distributions = [Distribution(id: "r", title: "r", format: "geojson")]
        try await fixture.catalog.put(dataset, actor: "a")
        #expect(try await fixture.catalog.distribution("r")?.distribution.format == "GEOJSON")
    }

    @Test(arguments: ["", "a", "AED", "aed 1", "ＡＥＤ", "new", "a/b", "../etc"])
    func `what is not a name is refused`(_ name: String) async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        #expect(
            await refusal { try await catalog.put(.withoutTable(name, title: "t"), actor: "a") } == .invalidName(name)
        )
        #expect(
            await refusal { try await catalog.put(Organization.sample(name, title: "t"), actor: "a") }
                == .invalidName(name)
        )
        #expect(await refusal { try await catalog.put(Source.sample(name), actor: "a") } == .invalidName(name))
        #expect(try await catalog.revision() == 1)
    }

    @Test func `names and ids belong to one dataset`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        var first = Dataset.withTable("first", title: "1")
        first.origin = Dataset.Origin(source: "portal", remoteID: "1")
        try await catalog.put(first, actor: "a")

        var sameName = Dataset.withoutTable("first", title: "2")
        sameName.id = Identifier.uuid("dataset", "other")
        #expect(await refusal { try await catalog.put(sameName, actor: "a") } == .nameTaken("first"))

        var sameID = Dataset.withoutTable("second", title: "2")
        sameID.id = first.id
        #expect(await refusal { try await catalog.put(sameID, actor: "a") } == .idTaken(first.id))

        var sameResource = Dataset.withoutTable("second", title: "2")
        sameResource.distributions = first.distributions
        #expect(await refusal { try await catalog.put(sameResource, actor: "a") } == .idTaken("first-csv"))

        var twice = Dataset.withTable("second", title: "2")
        twice.distributions += twice.distributions
        #expect(await refusal { try await catalog.put(twice, actor: "a") } == .idTaken("second-csv"))

        var sameOrigin = Dataset.withoutTable("second", title: "2")
        sameOrigin.origin = first.origin
        #expect(await refusal { try await catalog.put(sameOrigin, actor: "a") } == .idTaken("1"))

        let orphan = Dataset.withoutTable("third", title: "3", organization: "nobody")
        #expect(await refusal { try await catalog.put(orphan, actor: "a") } == .unknownOrganization("nobody"))
        #expect(try await catalog.datasetNames() == ["first"])
    }

    @Test func `a dataset is found by name, by id and by origin`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        var dataset = Dataset.withTable("aed", title: "AED")
        dataset.origin = Dataset.Origin(source: "portal", remoteID: "remote-1")
        try await fixture.catalog.put(dataset, actor: "a")
        #expect(try await fixture.catalog.dataset("aed")?.name == "aed")
        #expect(try await fixture.catalog.dataset(dataset.id)?.name == "aed")
        #expect(try await fixture.catalog.dataset(source: "portal", remoteID: "remote-1")?.name == "aed")
        #expect(try await fixture.catalog.distribution("aed-csv")?.dataset.name == "aed")
        #expect(try await fixture.catalog.dataset("none") == nil)
        #expect(try await fixture.catalog.dataset(source: "portal", remoteID: "none") == nil)
        #expect(try await fixture.catalog.distribution("none") == nil)
    }

    @Test func `a withdrawn dataset is hidden, not lost, and no harvest brings it back`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        try await catalog.put(.withTable("aed", title: "AED"), actor: "a")
        try await catalog.withdraw("aed", actor: "person")
        try await catalog.withdraw("aed", actor: "person")
        #expect(try await catalog.revision() == 3)
        #expect(try await catalog.dataset("aed")?.state == .withdrawn)
        #expect(try await catalog.distribution("aed-csv")?.dataset.state == .withdrawn)
        #expect(try await catalog.datasetNames() == [])
        #expect(try await catalog.search(DatasetQuery()).count == 0)
        #expect(try await catalog.organizations().map(\.datasetCount) == [0])

        #expect(try await catalog.put(.withTable("aed", title: "AED 新"), actor: "job:1") == .updated)
        #expect(try await catalog.dataset("aed")?.state == .withdrawn)
        try await catalog.reinstate("aed", actor: "person")
        #expect(try await catalog.datasetNames() == ["aed"])
        #expect(await refusal { try await catalog.withdraw("none", actor: "a") } == .unknownDataset("none"))
    }

    @Test func `what a source no longer lists is marked, stays public, and is unmarked when it returns`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        for name in ["one", "two", "three"] {
            var dataset = Dataset.withoutTable(name, title: name)
            dataset.origin = Dataset.Origin(source: "portal", remoteID: "remote-" + name)
            try await catalog.put(dataset, actor: "job:1")
        }
        try await catalog.put(.withoutTable("ours", title: "ours"), actor: "seed")
        fixture.clock.advance(.seconds(60))
        let gone = fixture.clock.read()
        let seen: Set = ["remote-one"]
        #expect(
            try await catalog.markVanished(source: "portal", seen: seen, lease: nil, actor: "job:2") == [
                "three", "two",
            ]
        )
        #expect(try await catalog.dataset("two")?.origin?.vanished == gone)
        #expect(try await catalog.dataset("one")?.origin?.vanished == nil)
        #expect(try await catalog.search(DatasetQuery()).count == 4)

        fixture.clock.advance(.seconds(60))
        #expect(try await catalog.markVanished(source: "portal", seen: seen, lease: nil, actor: "job:3") == [])
        #expect(try await catalog.dataset("two")?.origin?.vanished == gone)
        let all: Set = ["remote-one", "remote-two", "remote-three"]
        #expect(try await catalog.markVanished(source: "portal", seen: all, lease: nil, actor: "job:4") == [])
        #expect(try await catalog.datasets(ofSource: "portal").map(\.name) == ["one", "three", "two"])
        #expect(try await catalog.datasets(ofSource: "portal").compactMap(\.origin?.vanished) == [])
    }
}
