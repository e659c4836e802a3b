import Catalog
import Logging
import ServiceLifecycle

/// Claims and runs jobs until it is told to stop, or (`once`) until none is due.
///
/// A graceful stop ends the downloads under way and gives the job back, so that the next worker goes on at once. A worker that a
/// supervisor started also stops when that supervisor is gone.
package struct Worker: Service {
    package let harvester: Harvester
    package let once: Bool

    /// Pause between two looks for work.
    private static let pause: Duration = .seconds(1)

    package init(harvester: Harvester, once: Bool) {
        self.harvester = harvester
        self.once = once
    }

    /// Works until the group shuts down, the supervisor is gone, or (`once`) no job is due.
    package func run() async throws {
        let supervisor = SupervisorWatch()
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask { await work() }
                if let supervisor { group.addTask { await supervisor.waitUntilGone() } }
                // Whichever ends first ends the other: the work is done, or the supervisor is gone.
                await group.next()
            }
        }
    }

    private func work() async {
        let name = ProcessName.current(role: "worker")
        while !Task.isCancelled {
            do {
                if try await runNext(as: name) { continue }
                if once { return }
            } catch let error as CatalogError where error.isLeaseLost {
                harvester.logger.warning("another worker took the job over")
            } catch is CancellationError {
                return
            } catch {
                harvester.logger.error("the worker could not go on with a job", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Claims and runs one job; false when none is due.
    private func runNext(as name: String) async throws -> Bool {
        let catalog = harvester.ingest.catalog
        try await catalog.endLeases(ofWorkersWhere: ProcessName.isGone)
        guard let (job, lease) = try await catalog.claim(worker: name, lease: harvester.limits.lease) else {
            return false
        }
        var logger = harvester.logger
        logger[metadataKey: "job"] = "\(job.id)"
        logger[metadataKey: "source"] = "\(job.source)"
        logger.info("job begins", metadata: ["attempt": "\(job.attempts)"])
        let finished = try await harvester.run(job, lease: lease)
        logger.info(
            "job ends",
            metadata: ["outcome": "\(finished.outcome?.rawValue ?? "-")", "reason": "\(finished.reason ?? "-")"]
        )
        return true
    }
}
