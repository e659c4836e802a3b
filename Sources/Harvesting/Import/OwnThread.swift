import Foundation

/// Runs blocking work (parsing, SQLite, fsync) on a thread of its own, so that it never holds one of the cooperative pool's.
///
/// Callers bound how many run at once.
enum OwnThread {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
        }
    }
}
