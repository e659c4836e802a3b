import Foundation

/// Lets a worker notice that the process that started it is gone: an orphan is adopted by another process, so its parent's id
/// changes. (`prctl(PR_SET_PDEATHSIG)` would be shorter, but is variadic and tied to the parent's thread.)
struct SupervisorWatch: Sendable {
    /// Environment variable in which a supervisor tells its workers its process id.
    static let variable = "SUPERVISOR_PID"

    private static let pause: Duration = .seconds(1)
    private let supervisor: Int32

    /// Nil for a worker that was started by hand.
    init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
        guard let supervisor = environment[Self.variable].flatMap({ Int32($0) }) else { return nil }
        self.supervisor = supervisor
    }

    /// Returns when the supervisor is no longer this process's parent, or when the task is cancelled.
    func waitUntilGone() async {
        while getppid() == supervisor, !Task.isCancelled { try? await Task.sleep(for: Self.pause) }
    }
}
