internal import CSQLite
internal import Foundation

/// A few threads that run queries in the order in which they came.
///
/// SQLite blocks, so it never runs on Swift's own threads.
// Sound: `jobs` and `isEnded` are only touched while `condition` is held.
final class QueryThreads: @unchecked Sendable {
    private typealias Job = @Sendable (QueryLane) -> Void

    private let condition = NSCondition()
    private var jobs: Deque = Deque()
    private let waitingLimit: Int
    private var isEnded = false
    private let watchdog = QueryWatchdog()

    /// - Parameter waitingLimit: how many queries may wait for a thread; another is refused.
    init(store: FileStore, count: Int, waitingLimit: Int) {
        self.waitingLimit = waitingLimit
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
    /// - Parameter isBegun: whether it goes on with something that readers were promised (an export under way), which is
    ///   never refused for others that wait.
    /// - Throws: ``QueryError`` (``QueryError/Kind/timeout``, ``QueryError/Kind/busy``), ``TableError``, `CancellationError` when the task was
    ///   cancelled or the threads have ended.
    func run<Answer: Sendable>(
        table: String,
        within timeout: Duration,
        isBegun: Bool = false,
        _ body: @escaping @Sendable (QueryConnection) throws -> Answer,
    ) async throws -> Answer {
        let abandonment = QueryLimit.Abandonment()
        let limit = QueryLimit(deadline: .now + timeout, abandonment: abandonment)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Answer, any Error>) in
                let refusal = enqueue(isBegun: isBegun) { lane in
                    continuation.resume(with: Result { try Self.answer(table, limit, lane, body) })
                }
                if let refusal { continuation.resume(throwing: refusal) }
            }
        } onCancel: {
            abandonment.set()
        }
    }

    /// As ``run(table:within:isBegun:_:)`` for who cannot wait in a task: `then` is called once, on one of the threads, or at once
    /// on the caller's where the query is refused.
    func run<Answer: Sendable>(
        table: String,
        within timeout: Duration,
        _ body: @escaping @Sendable (QueryConnection) throws -> Answer,
        then: @escaping @Sendable (Result<Answer, any Error>) -> Void,
    ) {
        let limit = QueryLimit(deadline: .now + timeout)
        let refusal = enqueue(isBegun: false) { lane in
            then(Result { try Self.answer(table, limit, lane, body) })
        }
        if let refusal { then(.failure(refusal)) }
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
        } catch let failure as SQLiteFailure where [SQLITE_TOOBIG, SQLITE_NOMEM].contains(failure.primaryCode) {
            throw QueryError(.tooComplex)
        } catch let failure as SQLiteFailure {
            throw TableError.sqlite(failure)
        }
    }

    /// - Returns: why the job is not taken, or nil.
    private func enqueue(isBegun: Bool, _ job: @escaping Job) -> (any Error)? {
        condition.lock()
        defer { condition.unlock() }
        guard !isEnded else { return CancellationError() }
        guard isBegun || jobs.count < waitingLimit else { return QueryError(.busy) }
        jobs.append(job)
        condition.signal()
        return nil
    }

    private func nextJob() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let job = jobs.popFirst() { return job }
            if isEnded { return nil }
            condition.wait()
        }
    }

    /// Jobs in the order in which they came.
    private struct Deque {
        private var incoming: [Job] = []
        private var outgoing: [Job] = []

        var count: Int { incoming.count + outgoing.count }

        mutating func append(_ job: @escaping Job) { incoming.append(job) }

        mutating func popFirst() -> Job? {
            if outgoing.isEmpty {
                outgoing = incoming.reversed()
                incoming.removeAll(keepingCapacity: true)
            }
            return outgoing.popLast()
        }
    }
}
