internal import CSQLite
internal import Foundation

/// A few threads that run queries in the order in which they came.
///
/// SQLite blocks, so it never runs on Swift's own threads.
// Sound: `jobs` and `isEnded` are only touched while `condition` is held.
final class QueryThreads: @unchecked Sendable {
    private typealias Job = @Sendable (QueryLane) -> Void

    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var isEnded = false
    private let watchdog = QueryWatchdog()

    init(store: FileStore, count: Int) {
        watchdog.start()
        for number in 0..<max(count, 1) {
            let thread = Thread { [self, watchdog] in
                let lane = QueryLane(number: number, store: store, watchdog: watchdog)
                while let job = nextJob() { job(lane) }
            }
            thread.name = "query \(number)"
            // SQLite's parser and code generator recurse; this is what a main thread has.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Runs `body` on one of the threads.
    ///
    /// The time that it waits for a thread counts.
    /// - Throws: ``QueryError`` (``QueryError/Kind/timeout``), ``TableError``, `CancellationError` when the task was
    ///   cancelled or the threads have ended.
    func run<Answer: Sendable>(
        table: String,
        within timeout: Duration,
        _ body: @escaping @Sendable (QueryConnection) throws -> Answer,
    ) async throws -> Answer {
        let abandonment = QueryLimit.Abandonment()
        let limit = QueryLimit(deadline: .now + timeout, abandonment: abandonment)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Answer, any Error>) in
                let isTaken = enqueue { lane in
                    continuation.resume(with: Result { try Self.answer(table, limit, lane, body) })
                }
                if !isTaken { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            abandonment.set()
        }
    }

    /// Ends the threads after the jobs under way; those still waiting are run first, so that nobody waits for ever.
    func shutDown() {
        condition.lock()
        isEnded = true
        condition.broadcast()
        condition.unlock()
        watchdog.shutDown()
    }

    private static func answer<Answer>(
        _ table: String,
        _ limit: QueryLimit,
        _ lane: QueryLane,
        _ body: (QueryConnection) throws -> Answer,
    ) throws -> Answer {
        guard !limit.isAbandoned else { throw CancellationError() }
        if let deadline = limit.deadline, ContinuousClock.now >= deadline { throw QueryError(.timeout) }
        do {
            return try lane.query(table, limit: limit, body)
        } catch let failure as SQLiteFailure where failure.primaryCode == SQLITE_INTERRUPT {
            throw limit.isAbandoned ? CancellationError() : QueryError(.timeout)
        } catch let failure as SQLiteFailure {
            throw TableError.sqlite(failure)
        }
    }

    private func enqueue(_ job: @escaping Job) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isEnded else { return false }
        jobs.append(job)
        condition.signal()
        return true
    }

    private func nextJob() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty {
            if isEnded { return nil }
            condition.wait()
        }
        return jobs.removeFirst()
    }
}
