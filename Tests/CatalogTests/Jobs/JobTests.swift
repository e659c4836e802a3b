import OpenData
import Tabular
import Testing

@testable import Catalog

@Suite struct `Jobs` {
    private static func withSource() async throws -> CatalogFixture {
        let fixture = try await CatalogFixture()
        try await fixture.catalog.put(Source.sample("portal"), actor: "a")
        return fixture
    }

    @Test func `one run of a source is open at a time`() async throws {
        let fixture = try await Self.withSource()
        let catalog = fixture.catalog
        let first = try await catalog.enqueue(source: "portal", limit: nil, due: nil)
        #expect(try await catalog.enqueue(source: "portal", limit: 3, due: nil) == first)
        let lease = try #require(try await catalog.claim(worker: "w", lease: .seconds(60))).lease
        #expect(try await catalog.enqueue(source: "portal", limit: nil, due: nil).id == first.id)
        _ = try await catalog.finish(lease, reason: nil, message: nil)
        fixture.clock.advance(.seconds(1))
        let second = try await catalog.enqueue(source: "portal", limit: nil, due: nil)
        #expect(second.id > first.id)
        #expect(try await catalog.jobs(ofSource: "portal", limit: 10).map(\.id) == [second.id, first.id])
        #expect(try await catalog.jobs(ofSource: nil, limit: 1).map(\.id) == [second.id])
        #expect(
            await refusal { _ = try await catalog.enqueue(source: "none", limit: nil, due: nil) }
                == .unknownSource("none")
        )
    }

    @Test func `asking again brings a waiting run forward, never back`() async throws {
        let fixture = try await Self.withSource()
        let now = fixture.clock.read()
        let later = now.adding(.seconds(100))
        #expect(try await fixture.catalog.enqueue(source: "portal", limit: nil, due: later).due == later)
        #expect(try await fixture.catalog.enqueue(source: "portal", limit: nil, due: nil).due == now)
        #expect(try await fixture.catalog.enqueue(source: "portal", limit: nil, due: later).due == now)
    }

    @Test func `ids are version 7 UUIDs that sort as the jobs were made`() {
        var last = ""
        for microseconds in stride(from: Int64(1_795_305_600_000_000), to: 1_795_305_600_020_000, by: 1) {
            let id = Job.makeID(at: Timestamp(microseconds: microseconds))
            guard Identifier.isUUID(id), id > last, Array(id.utf8)[14] == UInt8(ascii: "7"),
                "89ab".utf8.contains(Array(id.utf8)[19])
            else {
                Issue.record("\(id) after \(last)")
                return
            }
            last = id
        }
        #expect(!last.isEmpty)
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        let records: [Outcome]
        var reason: String?
        let outcome: Outcome
        var testDescription: String { "\(records.map(\.rawValue)) \(reason ?? "") → \(outcome)" }
    }

    @Test(arguments: [
        Ending(records: [], outcome: .unchanged),
        Ending(records: [], reason: "api_shape", outcome: .failed),
        Ending(records: [.unchanged, .unchanged], outcome: .unchanged),
        Ending(records: [.unchanged, .created], outcome: .updated),
        Ending(records: [.held, .updated, .rejected], outcome: .updated),
        Ending(records: [.rejected, .held, .unchanged], outcome: .held),
        Ending(records: [.unchanged, .rejected], outcome: .rejected),
        Ending(records: [.blocked, .unchanged], outcome: .blocked),
        Ending(records: [.withdrawn, .unchanged], outcome: .withdrawn),
        Ending(records: [.created, .updated, .failed], outcome: .failed),
        Ending(records: [.created], reason: "timeout", outcome: .failed),
    ])
    func `a finished run counts its records and tells the most telling outcome`(_ ending: Ending) async throws {
        let fixture = try await Self.withSource()
        let catalog = fixture.catalog
        _ = try await catalog.enqueue(source: "portal", limit: nil, due: nil)
        let (job, lease) = try #require(try await catalog.claim(worker: "w", lease: .seconds(60)))
        for (number, outcome) in ending.records.enumerated() {
            let record = HarvestRecord(
                job: job.id,
                remoteID: "r\(number)",
                name: "n",
                title: "t",
                outcome: outcome,
                at: fixture.clock.read()
            )
            try await catalog.put(record, lease: lease)
        }
        let counts = Dictionary(ending.records.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(try await catalog.job(job.id)?.counts == counts)
        fixture.clock.advance(.seconds(5))
        let message = ending.reason.map { Bilingual(ja: "理由 \($0)", en: "reason \($0)") }
        let finished = try await catalog.finish(lease, reason: ending.reason, message: message)
        #expect(finished.state == .finished)
        #expect(finished.outcome == ending.outcome)
        #expect(finished.reason == ending.reason)
        #expect(finished.message == message)
        #expect(finished.counts == counts)
        #expect(finished.finished == fixture.clock.read())
        #expect(try await catalog.job(job.id) == finished)
    }

    @Test func `records are read in the order of import, and a second attempt replaces its own`() async throws {
        let fixture = try await Self.withSource()
        let catalog = fixture.catalog
        _ = try await catalog.enqueue(source: "portal", limit: nil, due: nil)
        let (job, lease) = try #require(try await catalog.claim(worker: "w", lease: .seconds(60)))
        func record(_ id: String, _ outcome: Outcome) -> HarvestRecord {
            var resource = HarvestRecord.Resource(id: "res", title: "CSV", format: "CSV", outcome: outcome)
            resource.rows = 12
            return HarvestRecord(
                job: job.id,
                remoteID: id,
                name: id,
                title: "題 " + id,
                outcome: outcome,
                message: Bilingual(ja: "失敗", en: "failed"),
                resources: [resource],
                at: fixture.clock.read()
            )
        }
        for id in ["c", "a", "b"] { try await catalog.put(record(id, .failed), lease: lease) }
        try await catalog.put(record("a", .created), lease: lease)
        #expect(
            try await catalog.records(ofJob: job.id, after: 0, limit: 10)
                == [record("c", .failed), record("a", .created), record("b", .failed)]
        )
        #expect(try await catalog.records(ofJob: job.id, after: 1, limit: 1).map(\.remoteID) == ["a"])
        #expect(try await catalog.records(ofJob: job.id, after: 3, limit: 10).isEmpty)
        #expect(try await catalog.records(ofJob: "none", after: 0, limit: 10).isEmpty)
    }

    @Test func `only the last hundred runs of a source are kept, with their records`() async throws {
        let fixture = try await Self.withSource()
        let catalog = fixture.catalog
        var ids: [String] = []
        for _ in 0..<(JobHistory.keptRuns + 2) {
            fixture.clock.advance(.seconds(1))
            _ = try await catalog.enqueue(source: "portal", limit: nil, due: nil)
            let (job, lease) = try #require(try await catalog.claim(worker: "w", lease: .seconds(60)))
            let record = HarvestRecord(
                job: job.id,
                remoteID: "r",
                name: "n",
                title: "t",
                outcome: .unchanged,
                at: fixture.clock.read()
            )
            try await catalog.put(record, lease: lease)
            _ = try await catalog.finish(lease, reason: nil, message: nil)
            ids.append(job.id)
        }
        let kept = try await catalog.jobs(ofSource: "portal", limit: 1_000).map(\.id)
        #expect(kept == ids.dropFirst(2).reversed())
        #expect(try await catalog.records(ofJob: ids[0], after: 0, limit: 10).isEmpty)
        #expect(try await catalog.records(ofJob: ids[2], after: 0, limit: 10).count == 1)
    }

    @Test func `what the last fetch said is remembered per resource`() async throws {
        let fixture = try await Self.withSource()
        let catalog = fixture.catalog
        var state = FetchState(
            distribution: "aed-csv",
            url: "https://example.jp/aed.csv",
            etag: "\"1\"",
            blob: "b1",
            bytes: 10,
            outcome: .rejected,
            reason: "not_utf8",
            message: Bilingual(ja: "文字化け", en: "garbled"),
            checked: fixture.clock.read()
        )
        try await catalog.put(state, lease: nil)
        #expect(try await catalog.fetchState(ofDistribution: "aed-csv") == state)
        state.etag = nil
        state.blob = "b2"
        try await catalog.put(state, lease: nil)
        #expect(try await catalog.fetchState(ofDistribution: "aed-csv") == state)
        #expect(try await catalog.fetchState(ofDistribution: "other") == nil)
    }

    @Test func `bytes whose parsing was begun and never ended are known`() async throws {
        let catalog = try await CatalogFixture().catalog
        #expect(try await catalog.beginParsing(blob: "b") == 0)
        #expect(try await catalog.beginParsing(blob: "b") == 1)
        #expect(try await catalog.beginParsing(blob: "b") == 2)
        #expect(try await catalog.beginParsing(blob: "other") == 0)
        try await catalog.endParsing(blob: "b")
        #expect(try await catalog.beginParsing(blob: "b") == 0)
    }
}
