import GRDB
import OpenData
package import Tabular

extension CatalogDatabase {
    /// After so many leases that ran out, the job is what kills its workers.
    static let crashLimit = 5

    /// Takes the oldest job that is due and free (queued, or running with an expired lease) for `worker`, or the one named.
    ///
    /// A job whose lease has run out for the fifth time is finished as failed (`worker_crashed`) instead.
    /// - Parameter lease: how long it is the worker's without ``renew(_:for:)``.
    /// - Returns: the job and the lease; nil when there is none.
    package func claim(
        worker: String,
        lease: Duration,
        job: String? = nil,
    ) async throws -> (job: Job, lease: Lease)? {
        let now = now()
        // Asked every few seconds by every worker: look first, without the one lock that writers share.
        guard try await read({ try Job.free($0, named: job, now: now) }) != nil else { return nil }
        return try await write { database in
            while let free = try Job.free(database, named: job, now: now) {
                guard free.expired < Self.crashLimit else {
                    try Job.giveUp(database, free.id, now: now)
                    continue
                }
                try Job.begin(database, free, worker: worker, now: now, until: now.adding(lease))
                guard let job = try Job.fetch(database, free.id) else { return nil }
                return (job, Lease(job: job.id, attempt: job.attempts))
            }
            return nil
        }
    }

    /// Prolongs a lease: it now ends so long after the present.
    /// - Throws: ``CatalogError`` `.leaseLost`.
    package func renew(_ lease: Lease, for duration: Duration) async throws {
        let until = now().adding(duration).microseconds
        try await write { database in
            try lease.check(database)
            try database.execute(sql: "UPDATE job SET lease_until = ? WHERE id = ?", arguments: [until, lease.job])
        }
    }

    /// Ends at once the leases of workers that are known to be dead, so that the next claim need not wait for their time.
    ///
    /// - Parameter isGone: whether the worker of that name (as given to ``claim(worker:lease:job:)``) ended for certain.
    package func endLeases(ofWorkersWhere isGone: @escaping @Sendable (String) -> Bool) async throws {
        let now = now().microseconds
        let held = "SELECT worker FROM job WHERE state = 'running' AND lease_until > ? AND worker IS NOT NULL"
        // Asked before every claim: look first, without the one lock that writers share.
        let gone = try await read { try String.fetchAll($0, sql: held, arguments: [now]) }.filter(isGone)
        guard !gone.isEmpty else { return }
        try await write { database in
            for worker in gone {
                try database.execute(
                    sql: "UPDATE job SET lease_until = ? WHERE state = 'running' AND worker = ?",
                    arguments: [now, worker]
                )
            }
        }
    }

    /// Gives the job back (graceful stop of a worker): the next claim goes on at once.
    /// - Throws: ``CatalogError`` `.leaseLost`.
    package func release(_ lease: Lease) async throws {
        let now = now().microseconds
        try await write { database in
            try lease.check(database)
            try database.execute(
                sql: "UPDATE job SET state = 'queued', due = ?, lease_until = NULL, worker = NULL WHERE id = ?",
                arguments: [now, lease.job]
            )
        }
    }

    /// Ends the job: counts come from its records; the outcome is `outcome` (nil: `failed`) when `reason` is given, `failed` when a
    /// record failed, else the
    /// most telling of the records' (`updated` when anything was created or updated, else `held`, `rejected`, `blocked`,
    /// `withdrawn`, `unchanged`).
    /// - Parameters:
    ///   - retry: when trying again makes sense after the run itself failed.
    ///   - retryAfter: the pause that the server asked for.
    /// - Returns: the finished job.
    /// - Throws: ``CatalogError`` `.leaseLost`.
    package func finish(
        _ lease: Lease,
        outcome: Outcome? = nil,
        reason: String?,
        message: Bilingual?,
        retry: Job.Retry? = nil,
        retryAfter: Duration? = nil,
    ) async throws -> Job {
        let now = now()
        let retryAt = retryAfter.map { now.adding($0).microseconds }
        return try await write { database in
            try lease.check(database)
            try Job.finish(database, lease.job, outcome: outcome, reason: reason, message: message, now: now)
            try database.execute(
                sql: "UPDATE job SET retry = ?, retry_at = ? WHERE id = ?",
                arguments: [retry?.rawValue, retryAt, lease.job]
            )
            guard let job = try Job.fetch(database, lease.job) else { throw CatalogError(.unknownJob(lease.job)) }
            try JobHistory.prune(database, source: job.source)
            return job
        }
    }
}

extension Job {
    /// A job that may be claimed.
    struct Free {
        let id: String
        /// Leases that ran out, the present one included.
        let expired: Int
    }

    static func free(_ database: Database, named id: String?, now: Timestamp) throws -> Free? {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT id, expired + (state = 'running') FROM job
                WHERE ((state = 'queued' AND due <= ?1) OR (state = 'running' AND lease_until <= ?1))
                    AND (?2 IS NULL OR id = ?2)
                ORDER BY due, id LIMIT 1
                """,
            arguments: [now.microseconds, id]
        )
        return row.map { Free(id: $0[0], expired: $0[1]) }
    }

    static func begin(
        _ database: Database,
        _ free: Free,
        worker: String,
        now: Timestamp,
        until: Timestamp,
    ) throws {
        try database.execute(
            sql: """
                UPDATE job SET state = 'running', attempts = attempts + 1, expired = ?, worker = ?, lease_until = ?,
                    started = coalesce(started, ?)
                WHERE id = ?
                """,
            arguments: [free.expired, worker, until.microseconds, now.microseconds, free.id]
        )
    }

    static func giveUp(_ database: Database, _ id: String, now: Timestamp) throws {
        let message = Bilingual(
            ja: "収集の途中でワーカーが\(CatalogDatabase.crashLimit)回停止したため、打ち切りました。",
            en: "Given up, because the worker stopped \(CatalogDatabase.crashLimit) times in the middle of this run."
        )
        try finish(database, id, reason: "worker_crashed", message: message, now: now)
    }

    static func finish(
        _ database: Database,
        _ id: String,
        outcome given: Outcome? = nil,
        reason: String?,
        message: Bilingual?,
        now: Timestamp,
    ) throws {
        let counts = try fetch(database, id)?.counts ?? [:]
        let outcome = reason == nil ? outcome(of: counts) : given ?? .failed
        let named = Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
        try database.execute(
            sql: """
                UPDATE job SET state = 'finished', outcome = ?, reason = ?, message_ja = ?, message_en = ?, finished = ?,
                    lease_until = NULL, counts = ?
                WHERE id = ?
                """,
            arguments: [
                outcome.rawValue, reason, message?.ja, message?.en, now.microseconds, try CanonicalJSON.text(named), id,
            ]
        )
    }

    /// The most telling outcome among a run's records.
    static func outcome(of counts: [Outcome: Int]) -> Outcome {
        let telling: [(found: Outcome, told: Outcome)] = [
            (.failed, .failed), (.created, .updated), (.updated, .updated), (.held, .held), (.rejected, .rejected),
            (.blocked, .blocked), (.withdrawn, .withdrawn),
        ]
        return telling.first { counts[$0.found, default: 0] > 0 }?.told ?? .unchanged
    }
}
