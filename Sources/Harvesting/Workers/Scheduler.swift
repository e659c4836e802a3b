package import Catalog
package import Logging
import ServiceLifecycle

/// Queues the jobs of sources whose interval has passed.
package struct Scheduler: Service {
    package let catalog: CatalogDatabase
    package let logger: Logger
    /// Every so many scheduled runs of a source reads its whole list.
    package let sweep: Int

    /// Pause between two looks at the sources.
    ///
    /// Intervals are hours; a source waits at most this much longer.
    private static let pause: Duration = .seconds(5)

    package init(catalog: CatalogDatabase, logger: Logger, sweep: Int = 4) {
        self.catalog = catalog
        self.logger = logger
        self.sweep = sweep
    }

    /// Looks every few seconds until the group shuts down.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await enqueue()
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// A catalogue that is busy or full now is asked again after the pause.
    private func enqueue() async {
        do {
            for job in try await catalog.enqueueDue(sweep: sweep) {
                logger.info("job queued", metadata: ["job": "\(job.id)", "source": "\(job.source)"])
            }
        } catch {
            guard !Task.isCancelled else { return }
            logger.error("due sources could not be queued", metadata: ["error": "\(error)"])
        }
    }
}
