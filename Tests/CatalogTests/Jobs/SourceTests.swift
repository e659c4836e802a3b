import OpenData
import Tabular
import Testing

@testable import Catalog

@Suite struct `Sources` {
    /// Lets one run of `portal` end like that.
    private func run(_ fixture: CatalogFixture, _ records: [Outcome], reason: String? = nil) async throws {
        _ = try await fixture.catalog.enqueue(source: "portal", limit: nil, due: nil)
        let (job, lease) = try #require(try await fixture.catalog.claim(worker: "w", lease: .seconds(60)))
        for (number, outcome) in records.enumerated() {
            let record = HarvestRecord(
                job: job.id,
                remoteID: "r\(number)",
                name: "n",
                title: "t",
                outcome: outcome,
                at: fixture.clock.read()
            )
            try await fixture.catalog.put(record, lease: lease)
        }
        _ = try await fixture.catalog.finish(lease, reason: reason, message: nil)
        fixture.clock.advance(.seconds(1))
    }

    @Test func `putting the same again writes nothing, removing leaves history`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        var source = Source.sample("portal")
        source.allowedAddresses = ["127.0.0.1/32"]
        source.organization = "hofu"
        try await catalog.put(source, actor: "cli")
        fixture.clock.advance(.seconds(1))
        source.created = fixture.clock.read()
        try await catalog.put(source, actor: "cli")
        #expect(try await catalog.revision() == 2)
        #expect(try await catalog.source("portal")?.allowedAddresses == ["127.0.0.1/32"])
        try await run(fixture, [.created])
        _ = try await catalog.enqueue(source: "portal", limit: nil, due: nil)
        try await catalog.removeSource("portal", actor: "cli")
        #expect(try await catalog.sources() == [])
        #expect(try await catalog.jobs(ofSource: "portal", limit: 10).map(\.state) == [.finished])
        #expect(try await catalog.nextDue() == nil)
        #expect(await refusal { try await catalog.removeSource("portal", actor: "cli") } == .unknownSource("portal"))
        #expect(await refusal { _ = try await catalog.health(ofSource: "portal") } == .unknownSource("portal"))
        source.organization = "nobody"
        #expect(await refusal { try await catalog.put(source, actor: "cli") } == .unknownOrganization("nobody"))
    }

    @Test func `a source is failing after three failed runs in a row and healthy after a good one`() async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        try await catalog.put(Source.sample("portal"), actor: "a")
        #expect(try await catalog.health(ofSource: "portal") == .healthy)
        try await run(fixture, [], reason: "connect_refused")
        try await run(fixture, [.failed, .blocked])
        #expect(try await catalog.health(ofSource: "portal") == .healthy)
        try await run(fixture, [], reason: "connect_refused")
        #expect(try await catalog.health(ofSource: "portal") == .failing)
        try await run(fixture, [.unchanged])
        #expect(try await catalog.health(ofSource: "portal") == .healthy)
    }

    @Test func `one broken file among good ones makes no source ill`() async throws {
        let fixture = try await CatalogFixture()
        try await fixture.catalog.put(Source.sample("portal"), actor: "a")
        for _ in 1...3 { try await run(fixture, [.unchanged, .failed, .updated]) }
        #expect(try await fixture.catalog.health(ofSource: "portal") == .healthy)
    }

    @Test func `without success for twice the interval a source is stale`() async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        try await catalog.put(Source.sample("portal"), actor: "a")
        try await catalog.put(Source.sample("by-hand", interval: nil), actor: "a")
        fixture.clock.advance(.seconds(7_200))
        #expect(try await catalog.health(ofSource: "portal") == .healthy)
        fixture.clock.advance(.seconds(1))
        #expect(try await catalog.health(ofSource: "portal") == .stale)
        try await run(fixture, [.created])
        #expect(try await catalog.health(ofSource: "portal") == .healthy)
        try await run(fixture, [], reason: "timeout")
        fixture.clock.advance(.seconds(7_200))
        #expect(try await catalog.health(ofSource: "portal") == .stale)
        #expect(try await catalog.health(ofSource: "by-hand") == .healthy)
        var paused = Source.sample("portal")
        paused.isPaused = true
        try await catalog.put(paused, actor: "a")
        #expect(try await catalog.health(ofSource: "portal") == .suspended)
    }

    @Test func `runs are queued when the interval has passed`() async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        var paused = Source.sample("paused")
        paused.isPaused = true
        for source in [Source.sample("portal"), .sample("by-hand", interval: nil), paused] {
            try await catalog.put(source, actor: "a")
        }
        #expect(try await catalog.enqueueDue().map(\.source) == ["portal"])
        #expect(try await catalog.enqueueDue().isEmpty)
        try await run(fixture, [.created])
        // The interval is 3 600 s, up to a tenth more or less; a second has passed.
        fixture.clock.advance(.seconds(3_238))
        #expect(try await catalog.enqueueDue().isEmpty)
        fixture.clock.advance(.seconds(722))
        #expect(try await catalog.enqueueDue().map(\.source) == ["portal"])
    }

    @Test func `intervals are spread over a tenth to both sides, always the same for one source`() {
        let drawn = (0..<1_000).map { Source.jittered(3_600, of: "source-\($0)") }
        #expect(drawn.allSatisfy { (3_240...3_960).contains($0) })
        #expect((drawn.min() ?? 0) < 3_300)
        #expect((drawn.max() ?? 0) > 3_900)
        #expect(Set(drawn).count > 300)
        #expect(Source.jittered(3_600, of: "source-1") == drawn[1])
        #expect(Source.jittered(1, of: "source-1") == 1)
    }
}
