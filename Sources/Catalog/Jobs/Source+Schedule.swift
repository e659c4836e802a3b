import Crypto
import GRDB
import OpenData

extension Source {
    /// The longest pause that failures alone bring about: 24 hours.
    static let longestBackOff = 86_400
    /// What changed is asked for from so long before the last run began: clocks differ.
    static let overlap: Duration = .seconds(3_600)
    /// Finished runs that are looked at; failures double the pause at most so often.
    private static let lookedAt = 16

    /// The sources whose run should be queued now, with the moment from which on changes are wanted (nil: a full sweep).
    static func due(_ database: Database, now: Timestamp, sweep: Int) throws -> [(source: Source, since: Timestamp?)] {
        try fetchAll(database).compactMap { source in
            guard !source.isPaused, source.interval != nil else { return nil }
            let runs = try Job.fetch(database, ofSource: source.name, limit: max(lookedAt, sweep))
            guard runs.allSatisfy({ $0.state == .finished }) else { return nil }
            guard let next = source.nextRun(after: runs, sweep: sweep), next.due <= now else { return nil }
            return (source, next.since)
        }
    }

    /// When the next scheduled run should begin, and from which moment on changes are wanted of it (nil: a full sweep).
    ///
    /// The interval counts from the last run's start. It is stretched or shortened by up to a tenth, differently for every source,
    /// so that sources registered together do not stay together. While runs fail it doubles, up to 24 hours; a pause that the
    /// server asked for is kept; after a failure that only a person can end there is no next run until a person ran the source
    /// or changed it.
    /// - Parameters:
    ///   - runs: finished runs, newest first.
    ///   - sweep: every so many runs is a full sweep.
    /// - Returns: nil when none should be queued.
    func nextRun(after runs: [Job], sweep: Int) -> (due: Timestamp, since: Timestamp?)? {
        guard let interval, !isPaused else { return nil }
        guard let last = runs.first else { return (created, nil) }
        let begun = last.started ?? last.created
        let usual = Self.jittered(interval, of: name)
        guard last.hasFailed else {
            return (begun.adding(.seconds(usual)), changes(after: runs, every: interval, sweep: sweep))
        }
        switch last.retry {
        case .afterAction: return (last.finished ?? begun) < modified ? (modified, nil) : nil
        case .nextRun, .never: return (begun.adding(.seconds(usual)), nil)
        case .withinRun, .asServerSays, nil:
            let failures = runs.prefix(Self.lookedAt).prefix(while: \.hasFailed).count
            let wait = max(usual, min(usual << (failures - 1), Self.longestBackOff))
            return (max(begun.adding(.seconds(wait)), last.retryAt ?? begun), nil)
        }
    }

    /// The beginning of the last run when the next may ask for changes only: every run since the last sweep was without error, and
    /// the next sweep is not due.
    ///
    /// What failed must be tried again although it did not change; and a file may change without its record, so that a sweep is
    /// never longer away than a day.
    private func changes(after runs: [Job], every interval: Int, sweep: Int) -> Timestamp? {
        guard sweep > 1, let last = runs.first, let lastBegun = last.started else { return nil }
        let incremental = runs.prefix { $0.since != nil }
        guard runs.count > incremental.count, incremental.count + 1 < sweep else { return nil }
        let fullSweep = runs[incremental.count]
        let isClean = (Array(incremental) + [fullSweep]).allSatisfy {
            $0.reason == nil && $0.limit == nil && $0.counts[.failed, default: 0] == 0
        }
        guard isClean, let sweepBegun = fullSweep.started,
            lastBegun.adding(.seconds(interval)) < sweepBegun.adding(.seconds(Self.longestBackOff))
        else { return nil }
        return lastBegun.adding(.zero - Self.overlap)
    }

    /// `interval` (seconds) changed by at most a tenth, always by the same share for one source.
    static func jittered(_ interval: Int, of source: String) -> Int {
        let draw = SHA256.hash(data: Array(source.utf8)).withUnsafeBytes { $0.loadUnaligned(as: UInt16.self) }
        let tenth = interval / 10
        return interval - tenth + Int(draw) * 2 * tenth / Int(UInt16.max)
    }
}
