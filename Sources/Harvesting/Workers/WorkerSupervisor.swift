import Foundation
package import Logging
import ServiceLifecycle
import Subprocess
import SystemPackage

/// Starts `count` worker processes, watches them, and starts another when one dies.
///
/// On graceful shutdown they get SIGTERM, then SIGKILL. What they print goes to our standard error: our standard output belongs to
/// the server.
package struct WorkerSupervisor: Service {
    package let executable: String
    package let arguments: [String]
    package let count: Int
    package let logger: Logger

    /// How long workers have to give their jobs back.
    private static let grace: Duration = .seconds(10)

    package init(executable: String, arguments: [String], count: Int, logger: Logger) {
        self.executable = executable
        self.arguments = arguments
        self.count = count
        self.logger = logger
    }

    /// Keeps the workers alive until the group shuts down.
    package func run() async throws {
        // A service that ends takes its group with it; without workers there is still a server to run.
        guard count > 0 else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<count { group.addTask { await keepAlive(number) } }
            }
        }
    }

    /// Runs one worker after the other until the task is cancelled.
    private func keepAlive(_ number: Int) async {
        var backOff = BackOff()
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do {
                let status = try await runWorker()
                guard !Task.isCancelled else { return }
                logger.warning("a worker ended", metadata: ["worker": "\(number)", "status": "\(status)"])
            } catch {
                guard !Task.isCancelled else { return }
                logger.error("a worker could not be started", metadata: ["worker": "\(number)", "error": "\(error)"])
            }
            try? await Task.sleep(for: backOff.pause(afterLiving: ContinuousClock.now - start))
        }
    }

    /// Cancelling the task ends the process: SIGTERM first, SIGKILL when its time of grace is over.
    private func runWorker() async throws -> TerminationStatus {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: Self.grace)]
        let supervisor = "\(ProcessInfo.processInfo.processIdentifier)"
        let result = try await Subprocess.run(
            .path(FilePath(executable)),
            arguments: Arguments(arguments),
            environment: .inherit.updating([Environment.Key(stringLiteral: SupervisorWatch.variable): supervisor]),
            platformOptions: options,
            input: .none,
            output: .fileDescriptor(.standardError, closeAfterSpawningProcess: false),
            error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
        )
        return result.terminationStatus
    }
}

/// Pauses before a dead worker is replaced: longer each time it dies soon, short again after it has lived a while.
struct BackOff: Sendable {
    static let shortest: Duration = .seconds(1)
    static let longest: Duration = .seconds(30)
    /// A worker that lived so long was well.
    static let healthyLife: Duration = .seconds(60)

    private var next = Self.shortest

    mutating func pause(afterLiving life: Duration) -> Duration {
        if life >= Self.healthyLife { next = Self.shortest }
        defer { next = min(next * 2, Self.longest) }
        return next
    }
}
