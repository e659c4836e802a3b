package import Catalog
package import Fetching
package import Logging

/// Runs one job: gather, fetch, import.
package struct Harvester: Sendable {
    package let ingest: Ingest
    package let engine: FetchEngine
    package let logger: Logger
    package let limits: HarvestLimits
    package let retries: RetryPlan
    /// Shared by all runs, so that two sources on one host keep its pace together.
    private let gate: HostGate
    let clock: HarvestClock

    /// - Parameter clock: for pacing; nil: the machine's, waiting as `retries` does.
    package init(
        ingest: Ingest,
        engine: FetchEngine,
        logger: Logger,
        limits: HarvestLimits = HarvestLimits(),
        retries: RetryPlan = RetryPlan(),
        clock: HarvestClock? = nil,
    ) {
        let clock = clock ?? .system(sleep: retries.sleep)
        self.ingest = ingest
        self.engine = engine
        self.logger = logger
        self.limits = limits
        self.retries = retries
        self.clock = clock
        gate = HostGate(perHost: limits.perHost, inAll: limits.inAll, clock: clock)
    }

    /// Runs the job that `lease` holds to its end and finishes it.
    ///
    /// Renews the lease meanwhile.
    ///
    /// - Throws: `CatalogError` `.leaseLost` when another worker took over; `CancellationError` after giving the lease back.
    package func run(_ job: Job, lease: Lease) async throws -> Job {
        let catalog = ingest.catalog
        do {
            return try await LeaseKeeper(catalog: catalog, lease: lease, limits: limits).keep {
                let failure = try await harvest(job, lease)
                return try await catalog.finish(
                    lease,
                    outcome: failure?.outcome,
                    reason: failure?.reason,
                    message: failure?.message,
                    retry: failure.flatMap { Job.Retry(rawValue: $0.retry.rawValue) },
                    retryAfter: failure?.retryAfter
                )
            }
        } catch  where Task.isCancelled {
            // A cancelled task cannot use the database: the lease is given back by one that is not.
            try await Task { try await catalog.release(lease) }.value
            throw CancellationError()
        }
    }

    /// Does the work of a job.
    ///
    /// - Returns: why the run failed as a whole; nil when it reached its end.
    private func harvest(_ job: Job, _ lease: Lease) async throws -> GatherError? {
        guard let source = try await ingest.catalog.source(job.source) else {
            return HarvestReason.unknownSource.gatherError
        }
        let downloader = Downloader(
            engine: engine,
            retries: retries,
            gate: gate,
            allowedAddresses: source.allowedAddresses.compactMap { AddressBlock($0) },
            redirectHosts: Set((source.allowedHosts ?? []).map { $0.lowercased() }),
            allowedPorts: Set((source.allowedPorts ?? []).compactMap { UInt16(exactly: $0) }),
            certificateAuthority: source.authorities,
            pace: limits.pace,
            robots: limits.asksRobots && source.ignoresRobots != true ? Robots() : nil
        )
        let adapter = source.adapter(downloader, now: ingest.now, since: job.since)
        let run = HarvestRun(
            job: job,
            lease: lease,
            source: source,
            ingest: ingest,
            downloader: downloader,
            limits: limits,
            logger: logger
        )
        do {
            try await run.execute(adapter, done: finishedRecords(of: job))
            return nil
        } catch let error as GatherError {
            return error
        }
    }

    /// Remote ids of the records that an earlier attempt of the job has dealt with.
    private func finishedRecords(of job: Job) async throws -> Set<String> {
        guard job.attempts > 1 else { return [] }
        let page = 500
        var ids: Set<String> = []
        var count = 0
        while true {
            let records = try await ingest.catalog.records(ofJob: job.id, after: count, limit: page)
            ids.formUnion(records.map(\.remoteID))
            count += records.count
            guard records.count == page else { return ids }
        }
    }
}
