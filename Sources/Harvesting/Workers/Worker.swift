package import Catalog
package import Logging
package import ServiceLifecycle

/// Claims and runs jobs until it is told to stop, or (`once`) until none is due.
package struct Worker: Service {
    package let harvester: Harvester
    package let once: Bool

    package init(harvester: Harvester, once: Bool) {
        self.harvester = harvester
        self.once = once
    }

    package func run() async throws { fatalError("stub") }
}

/// Starts `count` worker processes, watches them, and starts another when one dies.
///
/// On graceful shutdown they get SIGTERM, then
/// SIGKILL. A worker also ends by itself when its parent is gone.
package struct WorkerSupervisor: Service {
    package let executable: String
    package let arguments: [String]
    package let count: Int
    package let logger: Logger

    package init(executable: String, arguments: [String], count: Int, logger: Logger) {
        self.executable = executable
        self.arguments = arguments
        self.count = count
        self.logger = logger
    }

    package func run() async throws { fatalError("stub") }
}

/// Queues the jobs of sources whose interval has passed.
package struct Scheduler: Service {
    package let catalog: CatalogDatabase
    package let logger: Logger

    package init(catalog: CatalogDatabase, logger: Logger) {
        self.catalog = catalog
        self.logger = logger
    }

    package func run() async throws { fatalError("stub") }
}
