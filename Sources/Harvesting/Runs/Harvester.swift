package import Catalog
package import Fetching
package import Logging

/// Runs one job: gather, fetch, import.
package struct Harvester: Sendable {
    package let ingest: Ingest
    package let engine: FetchEngine
    package let logger: Logger

    package init(ingest: Ingest, engine: FetchEngine, logger: Logger) {
        self.ingest = ingest
        self.engine = engine
        self.logger = logger
    }

    /// Runs the job that `lease` holds to its end and finishes it. Renews the lease meanwhile.
    ///
    /// - Throws: `CatalogError` `.leaseLost` when another worker took over; `CancellationError` after giving the lease back.
    package func run(_ job: Job, lease: Lease) async throws -> Job { fatalError("stub") }
}
