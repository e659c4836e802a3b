import OpenData
import Testing

@testable import Catalog

@Suite struct `Schedule` {
    private static let start = Timestamp("2026-11-01T00:00:00Z") ?? Timestamp(microseconds: 0)

    private static func source(every interval: Int?) -> Source {
        var source = Source(name: "portal", kind: .ckan, url: "https://host", created: start, modified: start)
        source.interval = interval
        return source
    }

    /// A finished run that began so many seconds after the start.
    private static func run(
        at seconds: Int,
        failed: Bool = false,
        retry: Job.Retry? = nil,
        counts: [Outcome: Int] = [.unchanged: 3],
        since: Int? = nil,
        limit: Int? = nil,
    ) -> Job {
        let begun = start.adding(.seconds(seconds))
        return Job(
            id: "job-\(seconds)",
            source: "portal",
            state: .finished,
            outcome: failed ? .failed : .unchanged,
            reason: failed ? "connect_refused" : nil,
            attempts: 1,
            created: begun,
            due: begun,
            started: begun,
            finished: begun.adding(.seconds(10)),
            counts: failed ? [:] : counts,
            limit: limit,
            retry: retry,
            since: since.map { start.adding(.seconds($0)) }
        )
    }

    /// Seconds after the start at which the next run begins; nil when none does.
    private func next(_ source: Source, _ runs: [Job], sweep: Int = 1) -> (due: Int, since: Int?)? {
        let seconds = { (moment: Timestamp) in Int((moment.microseconds - Self.start.microseconds) / 1_000_000) }
        return source.nextRun(after: runs, sweep: sweep).map { (seconds($0.due), $0.since.map(seconds)) }
    }

    @Test func `a new source runs at once, one without interval or paused never`() {
        #expect(next(Self.source(every: 3_600), [])?.due == 0)
        #expect(next(Self.source(every: nil), []) == nil)
        var paused = Self.source(every: 3_600)
        paused.isPaused = true
        #expect(next(paused, []) == nil)
    }

    @Test(
        arguments: [
            (3_600, 1, 1), (3_600, 2, 2), (3_600, 3, 4), (3_600, 5, 16), (3_600, 6, 24), (3_600, 16, 24),
            (86_400, 3, 24),
            (604_800, 4, 168),
        ] as [(Int, Int, Int)]
    )
    func `failures double the pause up to a day, and never shorten it`(interval: Int, failures: Int, hours: Int) throws
    {
        let runs = (0..<failures).map { Self.run(at: 1_000 - $0, failed: true, retry: .withinRun) } + [Self.run(at: 0)]
        let due = try #require(next(Self.source(every: interval), runs)).due - 1_000
        // The usual jitter of a tenth.
        #expect((hours * 3_240...hours * 3_960).contains(due) || due == 86_400, "\(due)")
    }

    @Test func `what only the next schedule may heal does not slow it down`() throws {
        let runs = (0..<5).map { Self.run(at: 1_000 - $0, failed: true, retry: .nextRun) }
        #expect((3_240...3_960).contains(try #require(next(Self.source(every: 3_600), runs)).due - 1_000))
    }

    @Test func `a pause that the server asked for is kept`() throws {
        var limited = Self.run(at: 0, failed: true, retry: .asServerSays)
        limited.retryAt = Self.start.adding(.seconds(50_000))
        #expect(next(Self.source(every: 3_600), [limited])?.due == 50_000)
    }

    @Test func `what only a person can end stops the schedule until a person acted`() throws {
        var source = Self.source(every: 3_600)
        let stopped = [Self.run(at: 0, failed: true, retry: .afterAction)]
        #expect(next(source, stopped) == nil)
        source.modified = Self.start.adding(.seconds(500))
        #expect(next(source, stopped)?.due == 500, "the source was changed")
        source.modified = Self.start
        #expect(next(source, [Self.run(at: 900)] + stopped) != nil, "a run by hand came through")
    }

    @Test func `changes are asked for between full sweeps`() throws {
        let source = Self.source(every: 3_600)
        let full = Self.run(at: 0)
        let second = try #require(next(source, [full], sweep: 3))
        #expect(second.since == -3_600, "an hour before the sweep began: clocks differ")
        let changes = Self.run(at: 3_600, counts: [:], since: -3_600)
        #expect(next(source, [changes, full], sweep: 3)?.since == 0)
        let more = Self.run(at: 7_200, since: 0)
        #expect(next(source, [more, changes, full], sweep: 3)?.due != nil)
        #expect(next(source, [more, changes, full], sweep: 3)?.since == nil, "the third is a sweep again")
        #expect(next(source, [full], sweep: 1)?.since == nil)
    }

    @Test func `after an error, a try, or a day everything is read`() {
        let full = Self.run(at: 0)
        #expect(next(Self.source(every: 86_400), [full], sweep: 9)?.since == nil, "once a day is a sweep each time")
        #expect(next(Self.source(every: 3_600), [Self.run(at: 0, limit: 3)], sweep: 9)?.since == nil)
        #expect(
            next(Self.source(every: 3_600), [Self.run(at: 0, counts: [.failed: 1, .created: 1])], sweep: 9)?.since
                == nil
        )
        #expect(
            next(Self.source(every: 3_600), [Self.run(at: 9, failed: true, retry: .nextRun), full], sweep: 9)?.since
                == nil
        )
        #expect(
            next(Self.source(every: 3_600), [Self.run(at: 9, since: -9)], sweep: 9)?.since == nil,
            "the sweep left the history"
        )
    }
}
