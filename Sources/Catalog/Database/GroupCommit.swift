import GRDB
import Synchronization

/// Commits writes that wait at the same time together.
///
/// A commit waits for the disk, whatever it holds; a harvest makes six small ones for each record. While one waits, the others that
/// came meanwhile share the next. Nothing is answered before it is on the disk, and a write that fails takes only its own changes
/// back (a savepoint).
final class GroupCommit: Sendable {
    /// One write that waits.
    struct Write: Sendable {
        fileprivate let run: @Sendable (Database) throws -> Void
        fileprivate let end: @Sendable ((any Error)?) -> Void

        /// - Parameter continuation: resumed once, after the commit.
        init<Value: Sendable>(
            _ body: @escaping @Sendable (Database) throws -> Value,
            _ continuation: CheckedContinuation<Value, any Error>,
        ) {
            let result = Result<Value>()
            run = { result.value = try body($0) }
            end = { error in
                switch (error, result.value) {
                case (let error?, _): continuation.resume(throwing: error)
                case (nil, let value?): continuation.resume(returning: value)
                case (nil, nil): continuation.resume(throwing: CatalogError(.busy))
                }
            }
        }

        /// What a write brought.
        ///
        /// `@unchecked`: written by the database's one writing thread and read by it after the commit.
        private final class Result<Value: Sendable>: @unchecked Sendable {
            var value: Value?
        }
    }

    /// Writes of one transaction, so that no reader of the journal waits for ever.
    private static let most = 64

    private let waiting = Mutex<[Write]>([])

    /// Queues a write; a call of ``commitWaiting(_:)`` must follow.
    func add(_ write: Write) { waiting.withLock { $0.append(write) } }

    /// Commits what waits, on the writing thread; nothing when an earlier call took it along.
    func commitWaiting(_ database: Database) {
        while true {
            let group = waiting.withLock { waiting in
                let group = Array(waiting.prefix(Self.most))
                waiting.removeFirst(group.count)
                return group
            }
            guard !group.isEmpty else { return }
            commit(group, database)
        }
    }

    private func commit(_ group: [Write], _ database: Database) {
        var failures: [Int: any Error] = [:]
        do {
            try database.inTransaction(.immediate) {
                for (index, write) in group.enumerated() {
                    do {
                        try database.inSavepoint {
                            try write.run(database)
                            return .commit
                        }
                    } catch {
                        // A disk that is full ends the whole transaction: then nothing of the group was kept.
                        guard database.isInsideTransaction else { throw error }
                        failures[index] = error
                    }
                }
                return .commit
            }
        } catch {
            for write in group { write.end(error) }
            return
        }
        for (index, write) in group.enumerated() { write.end(failures[index]) }
    }
}
