import OpenData
import Testing

@testable import Catalog

@Suite struct `Health of a source` {
    /// Runs as `hours ago, reason` (nil: it went well), newest first, and what they come to.
    struct Case: Sendable, CustomTestStringConvertible {
        var runs: [(hours: Int, reason: String?)]
        var needsPerson = false
        var isPaused = false
        /// Hours since a person last changed the source.
        var changed = 1_000
        var health: Source.Health

        var testDescription: String { "\(runs.map { "\($0.hours)h \($0.reason ?? "ok")" }) → \(health)" }
    }

    static let cases: [Case] = [
        Case(runs: [(1, nil)], health: .healthy),
        Case(runs: [(49, nil)], health: .stale),
        Case(runs: [(1, "server_error"), (25, "server_error"), (47, nil)], health: .healthy),
        Case(runs: [(1, "server_error"), (25, "server_error"), (49, "server_error"), (73, nil)], health: .failing),
        Case(runs: [(1, "not_found"), (25, "not_found"), (49, "not_found")], health: .failing),
        Case(runs: [(1, "not_found"), (25, "not_found"), (74, "not_found")], health: .suspended),
        Case(runs: [(1, "dns_not_found"), (37, "dns_not_found"), (74, "dns_not_found")], health: .suspended),
        Case(runs: [(1, "not_found"), (74, "not_found"), (75, nil)], health: .stale),
        Case(runs: [(1, "not_found"), (25, "not_found"), (74, "not_found")], changed: 30, health: .failing),
        Case(runs: [(1, nil), (25, "not_found"), (49, "not_found"), (98, "not_found")], health: .healthy),
        Case(runs: [(1, "tls_untrusted")], needsPerson: true, health: .suspended),
        Case(runs: [(2, "tls_untrusted")], needsPerson: true, changed: 1, health: .stale),
        Case(runs: [(1, nil)], isPaused: true, health: .suspended),
        Case(runs: [], health: .stale),
    ]

    @Test(arguments: cases)
    func `follows from its last runs`(each: Case) {
        let now = Timestamp(microseconds: 1_795_305_600_000_000)
        func ago(_ hours: Int) -> Timestamp { now.adding(.seconds(-hours * 3_600)) }
        var source = Source(name: "city", kind: .file, url: "", created: ago(1_000), modified: ago(each.changed))
        source.interval = 86_400
        source.isPaused = each.isPaused
        let runs = each.runs.map { run in
            RunVerdict(
                finished: ago(run.hours),
                hasFailed: run.reason != nil,
                reason: run.reason,
                needsPerson: each.needsPerson && run.reason != nil
            )
        }
        #expect(source.health(runs: runs, now: now) == each.health)
    }

    @Test(arguments: [(30 * 86_400, 1), (-30 * 86_400, 0)])
    func `a clock that jumps a month queues one run at most and ends no lease that is renewed`(
        seconds: Int,
        runs: Int
    ) async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        var source = Source(
            name: "list",
            kind: .file,
            url: "https://example.jp/a.csv",
            created: fixture.clock.read(),
            modified: fixture.clock.read()
        )
        source.interval = 86_400
        try await catalog.put(source, actor: "test")
        source.name = "other"
        try await catalog.put(source, actor: "test")
        for _ in 0..<2 {
            let job = try await catalog.enqueue(source: "list", limit: nil, due: nil)
            let claimed = try #require(await catalog.claim(worker: "w", lease: .seconds(60), job: job.id))
            _ = try await catalog.finish(claimed.lease, reason: nil, message: nil)
        }
        let other = try await catalog.enqueue(source: "other", limit: nil, due: nil)
        let held = try #require(await catalog.claim(worker: "w", lease: .seconds(60), job: other.id))
        fixture.clock.advance(.seconds(seconds))
        // The worker that is at work renews before anyone else asks, and keeps its job.
        try await catalog.renew(held.lease, for: .seconds(60))
        #expect(try await catalog.claim(worker: "late", lease: .seconds(60), job: other.id) == nil)
        #expect(try await catalog.enqueueDue().count == runs)
        #expect(try await catalog.enqueueDue().isEmpty)
        _ = try await catalog.finish(held.lease, reason: nil, message: nil)
    }

    @Test func `a single file's own reason is the run's, and numbers tell how all do`() async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        var source = Source(
            name: "list",
            kind: .file,
            url: "https://example.jp/a.csv",
            created: fixture.clock.read(),
            modified: fixture.clock.read()
        )
        source.interval = 86_400
        try await catalog.put(source, actor: "test")
        for _ in 0..<4 {
            fixture.clock.advance(.seconds(30 * 3_600))
            let job = try await catalog.enqueue(source: "list", limit: nil, due: nil)
            let claimed = try #require(await catalog.claim(worker: "w", lease: .seconds(60), job: job.id))
            let record = HarvestRecord(
                job: job.id,
                remoteID: "a",
                name: "list",
                title: "表",
                outcome: .failed,
                reason: "not_found",
                at: fixture.clock.read()
            )
            try await catalog.put(record, lease: claimed.lease)
            _ = try await catalog.finish(claimed.lease, reason: nil, message: nil)
        }
        #expect(try await catalog.health(ofSource: "list") == .suspended)
        let metrics = try await catalog.harvestMetrics()
        #expect(metrics.sources == [.healthy: 0, .stale: 0, .failing: 0, .suspended: 1])
        #expect(metrics.runs == [.failed: 4])
        #expect(metrics.queued + metrics.running + metrics.waiting == 0)
        #expect(metrics.lastSuccess.isEmpty)
    }
}
