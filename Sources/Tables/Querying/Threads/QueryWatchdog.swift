internal import CSQLite
internal import Foundation

/// Interrupts queries whose deadline has passed, from a thread of its own: SQLite's progress handler is not called
/// everywhere (not while a sort merges its runs, for one), and an interruption is heeded there.
///
/// One lock guards everything, and a query is taken off the list under it before its connection may close.
// Sound: every stored property is only touched while `condition` is held.
final class QueryWatchdog: @unchecked Sendable {
    private struct Watched {
        let deadline: ContinuousClock.Instant
        let handle: OpaquePointer
    }

    private let condition = NSCondition()
    private var watched: [Int: Watched] = [:]
    private var isEnded = false
    /// When the thread wakes by itself; nil while it waits to be told.
    private var wakesAt: ContinuousClock.Instant?

    func start() {
        let thread = Thread { [self] in run() }
        thread.name = "query watchdog"
        thread.start()
    }

    /// Watches the query that runs on `handle` until ``end(_:)``.
    ///
    /// The thread is woken only where it would sleep past the deadline: most queries are shorter than a change of threads.
    /// - Parameter lane: number of the thread that runs it.
    func begin(_ lane: Int, handle: OpaquePointer, deadline: ContinuousClock.Instant) {
        condition.lock()
        watched[lane] = Watched(deadline: deadline, handle: handle)
        if wakesAt.map({ deadline < $0 }) ?? true {
            wakesAt = deadline
            condition.signal()
        }
        condition.unlock()
    }

    func end(_ lane: Int) {
        condition.lock()
        watched[lane] = nil
        condition.unlock()
    }

    func shutDown() {
        condition.lock()
        isEnded = true
        condition.signal()
        condition.unlock()
    }

    private func run() {
        condition.lock()
        defer { condition.unlock() }
        while !isEnded {
            let now = ContinuousClock.now
            for (lane, query) in watched where query.deadline <= now {
                sqlite3_interrupt(query.handle)
                // Once is enough: the interruption holds until the connection's statements have ended.
                watched[lane] = nil
            }
            wakesAt = watched.values.map(\.deadline).min()
            guard let next = wakesAt else {
                condition.wait()
                continue
            }
            _ = condition.wait(until: Date(timeIntervalSinceNow: max((next - now) / .seconds(1), 0.001)))
        }
    }
}
