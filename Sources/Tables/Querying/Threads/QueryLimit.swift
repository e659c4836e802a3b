internal import Synchronization

/// When a query must end: at its deadline, or when nobody waits for it any more.
struct QueryLimit: Sendable {
    let deadline: ContinuousClock.Instant?
    private let abandonment: Abandonment?

    /// No limit.
    init() {
        deadline = nil
        abandonment = nil
    }

    /// - Parameter abandonment: nil where nobody can turn away.
    init(deadline: ContinuousClock.Instant, abandonment: Abandonment? = nil) {
        self.deadline = deadline
        self.abandonment = abandonment
    }

    /// Set when the task that asked was cancelled.
    final class Abandonment: Sendable {
        private let flag = Atomic(false)

        var isSet: Bool { flag.load(ordering: .relaxed) }
        func set() { flag.store(true, ordering: .relaxed) }
    }

    var isAbandoned: Bool { abandonment?.isSet ?? false }

    /// For SQLite's progress handler, whose context points to a limit.
    static func isOver(_ context: UnsafeMutableRawPointer?) -> Bool {
        guard let limit = context?.assumingMemoryBound(to: QueryLimit.self) else { return false }
        if limit.pointee.isAbandoned { return true }
        guard let deadline = limit.pointee.deadline else { return false }
        return ContinuousClock.now >= deadline
    }
}
