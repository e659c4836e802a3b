import OpenData
import Tabular
import Testing

@testable import Catalog

@Suite struct `Leases` {
    /// A catalogue with one source, `portal`, one dataset with a table, and one queued job.
    private static func withJob() async throws -> (CatalogFixture, Job) {
        let fixture = try await CatalogFixture.withOrganization()
        try await fixture.catalog.put(Source.sample("portal"), actor: "a")
        try await fixture.catalog.put(.withTable("aed", title: "AED"), actor: "a")
        return (fixture, try await fixture.catalog.enqueue(source: "portal", limit: 7, due: nil))
    }

    @Test func `a claim takes the job for one worker`() async throws {
        let (fixture, job) = try await Self.withJob()
        let claimed = try #require(try await fixture.catalog.claim(worker: "w1", lease: .seconds(60)))
        #expect(claimed.job.id == job.id)
        #expect(claimed.job.state == .running)
        #expect(claimed.job.attempts == 1)
        #expect(claimed.job.limit == 7)
        #expect(claimed.job.started == fixture.clock.read())
        #expect(claimed.lease == Lease(job: job.id, attempt: 1))
        #expect(try await fixture.catalog.claim(worker: "w2", lease: .seconds(60)) == nil)
    }

    @Test func `of many claims from two processes each job is given once`() async throws {
        let fixture = try await CatalogFixture()
        let second = try await fixture.reopened()
        var jobs: Set<String> = []
        for number in 0..<6 {
            try await fixture.catalog.put(Source.sample("source-\(number)"), actor: "a")
            jobs.insert(try await fixture.catalog.enqueue(source: "source-\(number)", limit: nil, due: nil).id)
        }
        let claimed = try await withThrowingTaskGroup { group in
            for number in 0..<24 {
                let catalog = number.isMultiple(of: 2) ? fixture.catalog : second
                group.addTask { try await catalog.claim(worker: "w\(number)", lease: .seconds(60))?.job.id }
            }
            return try await group.reduce(into: []) { $0.append($1) }.compactMap { $0 }
        }
        #expect(claimed.count == 6)
        #expect(Set(claimed) == jobs)
    }

    @Test func `a lease that ran out is claimed again, and the old worker can write nothing more`() async throws {
        let (fixture, job) = try await Self.withJob()
        let catalog = fixture.catalog
        let old = try #require(try await catalog.claim(worker: "w1", lease: .seconds(60))).lease
        fixture.clock.advance(.seconds(60))
        let new = try #require(try await catalog.claim(worker: "w2", lease: .seconds(60)))
        #expect(new.job.attempts == 2)
        #expect(new.lease == Lease(job: job.id, attempt: 2))

        let revision = try await catalog.revision()
        let moment = fixture.clock.read()
        let record = HarvestRecord(
            job: job.id,
            remoteID: "r",
            name: "aed",
            title: "AED",
            outcome: .updated,
            at: moment
        )
        let state = FetchState(
            distribution: "aed-csv",
            url: "u",
            blob: "b",
            bytes: 1,
            outcome: .updated,
            checked: moment
        )
        let writes: [(String, () async throws -> Void)] = [
            ("publish", { try await catalog.publish(.sample(), of: "aed-csv", lease: old, actor: "job") }),
            ("put", { try await catalog.put(.withTable("new", title: "新"), lease: old, actor: "job") }),
            ("mark", { _ = try await catalog.markVanished(source: "portal", seen: [], lease: old, actor: "job") }),
            ("record", { try await catalog.put(record, lease: old) }),
            ("fetch state", { try await catalog.put(state, lease: old) }),
            ("renew", { try await catalog.renew(old, for: .seconds(60)) }),
            ("release", { try await catalog.release(old) }),
            ("finish", { _ = try await catalog.finish(old, reason: nil, message: nil) }),
        ]
        for (name, write) in writes {
            #expect(await refusal(write) == .leaseLost(job: job.id), "\(name)")
        }
        #expect(try await catalog.revision() == revision)
        #expect(try await catalog.versions(ofDistribution: "aed-csv") == [])
        #expect(try await catalog.records(ofJob: job.id, after: 0, limit: 10) == [])
        #expect(try await catalog.fetchState(ofDistribution: "aed-csv") == nil)
        #expect(try await catalog.job(job.id)?.state == .running)
        #expect(try await catalog.publish(.sample(), of: "aed-csv", lease: new.lease, actor: "job").number == 1)
    }

    @Test func `a lease that ran out unclaimed is still the worker's`() async throws {
        let (fixture, _) = try await Self.withJob()
        let lease = try #require(try await fixture.catalog.claim(worker: "w1", lease: .seconds(60))).lease
        fixture.clock.advance(.seconds(3_600))
        try await fixture.catalog.publish(.sample(), of: "aed-csv", lease: lease, actor: "job")
        #expect(try await fixture.catalog.finish(lease, reason: nil, message: nil).state == .finished)
    }

    @Test func `a renewed lease holds longer`() async throws {
        let (fixture, _) = try await Self.withJob()
        let lease = try #require(try await fixture.catalog.claim(worker: "w1", lease: .seconds(60))).lease
        fixture.clock.advance(.seconds(50))
        try await fixture.catalog.renew(lease, for: .seconds(60))
        fixture.clock.advance(.seconds(50))
        #expect(try await fixture.catalog.claim(worker: "w2", lease: .seconds(60)) == nil)
        fixture.clock.advance(.seconds(10))
        #expect(try await fixture.catalog.claim(worker: "w2", lease: .seconds(60)) != nil)
    }

    @Test func `a job given back is claimed at once and does not count as a crash`() async throws {
        let (fixture, job) = try await Self.withJob()
        let catalog = fixture.catalog
        for attempt in 1...12 {
            let claimed = try #require(try await catalog.claim(worker: "w", lease: .seconds(60)))
            #expect(claimed.job.attempts == attempt)
            try await catalog.release(claimed.lease)
            #expect(
                await refusal { try await catalog.renew(claimed.lease, for: .seconds(1)) } == .leaseLost(job: job.id)
            )
        }
        #expect(try await catalog.job(job.id)?.state == .queued)
    }

    @Test func `a job that stops five workers is given up`() async throws {
        let (fixture, job) = try await Self.withJob()
        let catalog = fixture.catalog
        for attempt in 1...5 {
            let claimed = try #require(try await catalog.claim(worker: "w", lease: .seconds(60)))
            #expect(claimed.job.attempts == attempt)
            fixture.clock.advance(.seconds(61))
        }
        #expect(try await catalog.claim(worker: "w", lease: .seconds(60)) == nil)
        let given = try #require(try await catalog.job(job.id))
        #expect(given.state == .finished)
        #expect(given.outcome == .failed)
        #expect(given.reason == "worker_crashed")
        #expect(given.message?.ja.contains("5回") == true)
        #expect(given.finished == fixture.clock.read())
    }

    /// Claims the job as often as it can be claimed, storing the given record each time, and lets every lease run out.
    private static func crashes(_ fixture: CatalogFixture, records: (Int) -> String) async throws -> Int {
        for attempt in 1...12 {
            guard let claimed = try await fixture.catalog.claim(worker: "w", lease: .seconds(60)) else {
                return attempt - 1
            }
            let record = HarvestRecord(
                job: claimed.job.id,
                remoteID: records(attempt),
                name: "n",
                title: "t",
                outcome: .updated,
                at: fixture.clock.read()
            )
            try await fixture.catalog.put(record, lease: claimed.lease)
            fixture.clock.advance(.seconds(61))
        }
        return 12
    }

    @Test func `a job that gets further each time is not given up, one that stops at the same record is`() async throws
    {
        let (further, _) = try await Self.withJob()
        #expect(try await Self.crashes(further) { "record-\($0)" } == 12)
        let (stuck, job) = try await Self.withJob()
        #expect(try await Self.crashes(stuck) { _ in "record" } == 5)
        #expect(try await stuck.catalog.job(job.id)?.reason == "worker_crashed")
    }

    @Test func `the lease of a worker known to be dead ends at once`() async throws {
        let (fixture, _) = try await Self.withJob()
        let catalog = fixture.catalog
        _ = try await catalog.claim(worker: "dead", lease: .seconds(60))
        try await catalog.endLeases { $0 == "other" }
        #expect(try await catalog.claim(worker: "w", lease: .seconds(60)) == nil)
        try await catalog.endLeases { $0 == "dead" }
        #expect(try await catalog.claim(worker: "w", lease: .seconds(60))?.job.attempts == 2)
    }

    @Test func `giving up one job goes on to the next`() async throws {
        let (fixture, _) = try await Self.withJob()
        let catalog = fixture.catalog
        for _ in 1...5 {
            _ = try await catalog.claim(worker: "w", lease: .seconds(60))
            fixture.clock.advance(.seconds(61))
        }
        try await catalog.put(Source.sample("other"), actor: "a")
        let next = try await catalog.enqueue(source: "other", limit: nil, due: nil)
        #expect(try await catalog.claim(worker: "w", lease: .seconds(60))?.job.id == next.id)
    }

    @Test func `the oldest job that is due comes first, or the one named`() async throws {
        let (fixture, first) = try await Self.withJob()
        let catalog = fixture.catalog
        fixture.clock.advance(.seconds(10))
        for name in ["second", "later"] { try await catalog.put(Source.sample(name), actor: "a") }
        let second = try await catalog.enqueue(source: "second", limit: nil, due: nil)
        let later = try await catalog.enqueue(
            source: "later",
            limit: nil,
            due: fixture.clock.read().adding(.seconds(100))
        )
        #expect(try await catalog.nextDue() == first.due)
        #expect(try await catalog.claim(worker: "w", lease: .seconds(900), job: later.id) == nil)
        #expect(try await catalog.claim(worker: "w", lease: .seconds(900), job: second.id)?.job.id == second.id)
        #expect(try await catalog.claim(worker: "w", lease: .seconds(900))?.job.id == first.id)
        #expect(try await catalog.claim(worker: "w", lease: .seconds(900)) == nil)
        #expect(try await catalog.nextDue() == later.due)
        fixture.clock.advance(.seconds(100))
        #expect(try await catalog.claim(worker: "w", lease: .seconds(900))?.job.id == later.id)
        #expect(try await catalog.nextDue() == nil)
    }
}
