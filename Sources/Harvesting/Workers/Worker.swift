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

    /// Runs up to ``HarvestLimits/jobs`` jobs side by side, so that a slow source keeps none of the others waiting.
    private func work() async {
        let name = ProcessName.current(role: "worker")
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            while !Task.isCancelled {
                if running >= harvester.limits.jobs {
                    await group.next()
                    running -= 1
                }
                if let claimed = await claimNext(as: name) {
                    group.addTask { await run(claimed.job, claimed.lease) }
                    running += 1
                    continue
                }
                if once, running == 0 { return }
                // A job that ends is the sign to look again; without one there is only the clock.
                if once {
                    await group.next()
                    running -= 1
                } else {
                    try? await Task.sleep(for: Self.pause)
                }
            }
            group.cancelAll()
        }
    }

    /// Claims one job; nil when none is due or the catalogue cannot be asked now.
    private func claimNext(as name: String) async -> (job: Job, lease: Lease)? {
        let catalog = harvester.ingest.catalog
        do {
            try await catalog.endLeases(ofWorkersWhere: ProcessName.isGone)
            return try await catalog.claim(worker: name, lease: harvester.limits.lease)
        } catch {
            guard !Task.isCancelled else { return nil }
            harvester.logger.error("no job could be claimed", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// Runs one job to its end.
    private func run(_ job: Job, _ lease: Lease) async {
        var logger = harvester.logger
        logger[metadataKey: "job"] = "\(job.id)"
        logger[metadataKey: "source"] = "\(job.source)"
        logger.info("job begins", metadata: ["attempt": "\(job.attempts)"])
        do {
            let finished = try await harvester.run(job, lease: lease)
            logger.info(
                "job ends",
                metadata: ["outcome": "\(finished.outcome?.rawValue ?? "-")", "reason": "\(finished.reason ?? "-")"]
            )
        } catch let error as CatalogError where error.isLeaseLost {
            logger.warning("another worker took the job over")
        } catch is CancellationError {
            return
        } catch {
            logger.error("the worker could not go on with a job", metadata: ["error": "\(error)"])
        }
    }
}
