package import OpenData
package import Tabular

extension CatalogDatabase {
    // MARK: Sources

    package func put(_ source: Source, actor: String) async throws { fatalError("stub") }
    package func removeSource(_ name: String, actor: String) async throws { fatalError("stub") }
    package func source(_ name: String) async throws -> Source? { fatalError("stub") }
    package func sources() async throws -> [Source] { fatalError("stub") }
    /// Health from the last runs (hazards.md §2.0): `failing` after three failed runs, `stale` without success for twice the interval.
    package func health(ofSource name: String) async throws -> Source.Health { fatalError("stub") }

    // MARK: Jobs

    /// Queues a run; when one of the source is already queued or running, answers that one.
    package func enqueue(source: String, limit: Int?, due: Timestamp?) async throws -> Job { fatalError("stub") }
    /// Queues runs of the sources whose interval has passed. Returns the new jobs.
    package func enqueueDue() async throws -> [Job] { fatalError("stub") }
    /// Takes the oldest job that is due and free (queued, or running with an expired lease) for `worker`, or the one named.
    /// - Returns: the job and the lease; nil when there is none.
    package func claim(worker: String, lease: Duration, job: String? = nil) async throws -> (job: Job, lease: Lease)? {
        fatalError("stub")
    }
    /// Prolongs a lease.
    /// - Throws: ``CatalogError`` `.leaseLost`.
    package func renew(_ lease: Lease, for duration: Duration) async throws { fatalError("stub") }
    /// Ends the job: counts come from its records; the outcome is `failed` when `reason` is given or a record failed, else the
    /// most telling of the records' (`updated` when anything was created or updated, else `held`, `rejected`, `unchanged`).
    package func finish(_ lease: Lease, reason: String?, message: Bilingual?) async throws -> Job { fatalError("stub") }
    /// Gives the job back (graceful stop of a worker): the next claim goes on at once.
    package func release(_ lease: Lease) async throws { fatalError("stub") }

    package func job(_ id: String) async throws -> Job? { fatalError("stub") }
    /// Newest first; all sources when `source` is nil.
    package func jobs(ofSource source: String?, limit: Int) async throws -> [Job] { fatalError("stub") }
    /// When the next job could begin: nil when none is queued.
    package func nextDue() async throws -> Timestamp? { fatalError("stub") }

    // MARK: Records

    /// Stores what became of a record; a second attempt of the job replaces its row.
    package func put(_ record: HarvestRecord, lease: Lease) async throws { fatalError("stub") }
    /// In the order they were imported; `after` is the number of records already read.
    package func records(ofJob id: String, after: Int, limit: Int) async throws -> [HarvestRecord] { fatalError("stub") }

    // MARK: What the last fetch of an address said

    /// Validators and hash of the last good fetch of one distribution.
    package func fetchState(ofDistribution id: String) async throws -> FetchState? { fatalError("stub") }
    package func put(_ state: FetchState, lease: Lease?) async throws { fatalError("stub") }

    // MARK: Poison

    /// Notes that a worker begins to parse these bytes; returns how often it was begun before without ending.
    package func beginParsing(blob: String) async throws -> Int { fatalError("stub") }
    /// Notes that parsing those bytes ended, well or badly but alive.
    package func endParsing(blob: String) async throws { fatalError("stub") }
}

/// What is remembered of the last complete fetch of a distribution, for conditional requests and for `unchanged`.
package struct FetchState: Hashable, Sendable, Codable {
    package var distribution: String
    package var url: String
    package var etag: String?
    package var lastModified: String?
    /// SHA-256 (hex) of the bytes.
    package var blob: String
    package var bytes: Int
    /// What became of those bytes, so that the same bytes give the same answer without work.
    package var outcome: Outcome
    package var reason: String?
    package var message: Bilingual?
    /// When the address was last asked, and when it last answered well.
    package var checked: Timestamp

    package init(
        distribution: String, url: String, etag: String? = nil, lastModified: String? = nil, blob: String, bytes: Int,
        outcome: Outcome, reason: String? = nil, message: Bilingual? = nil, checked: Timestamp,
    ) {
        self.distribution = distribution
        self.url = url
        self.etag = etag
        self.lastModified = lastModified
        self.blob = blob
        self.bytes = bytes
        self.outcome = outcome
        self.reason = reason
        self.message = message
        self.checked = checked
    }
}
