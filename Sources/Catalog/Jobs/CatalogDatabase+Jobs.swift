import GRDB
package import OpenData

// Jobs are claimed by whichever worker process asks first. Every step is one immediate transaction: SQLite lets one process
// at a time write, so that two claims never both succeed. A lease is a deadline and a number, the attempt; a worker that
// outlives its deadline finds the number moved on and can write nothing more.

extension CatalogDatabase {
    /// Queues a run; when one of the source is already queued or running, answers that one (a waiting one is brought forward
    /// when `due` is earlier than its own).
    /// - Parameters:
    ///   - limit: at most so many records; nil: all.
    ///   - due: not begun before; nil: now.
    /// - Throws: ``CatalogError`` `.unknownSource`.
    package func enqueue(source: String, limit: Int?, due: Timestamp?) async throws -> Job {
        let now = now()
        return try await write { database in
            guard try Source.fetch(database, source) != nil else { throw CatalogError(.unknownSource(source)) }
            return try Job.enqueue(database, source: source, limit: limit, due: due ?? now, now: now)
        }
    }

    /// Queues runs of the sources whose interval has passed, paused ones left out.
    ///
    /// Returns the new jobs.
    ///
    /// When that is, and whether only what changed is wanted, is decided by ``Source/nextRun(after:sweep:)``.
    /// - Parameter sweep: every so many scheduled runs reads the whole list, the others what changed; 1: always all.
    package func enqueueDue(sweep: Int = 1) async throws -> [Job] {
        let now = now()
        // Asked every few seconds: look first, without the one lock that writers share.
        let due = try await read { try Source.due($0, now: now, sweep: sweep) }
        guard !due.isEmpty else { return [] }
        return try await write { database in
            // Another scheduler may have been quicker.
            try Source.due(database, now: now, sweep: sweep).map { source, since in
                try Job.enqueue(database, source: source.name, limit: nil, due: now, since: since, now: now)
            }
        }
    }

    /// Nil when unknown, or when it has left the history.
    package func job(_ id: String) async throws -> Job? {
        try await read { try Job.fetch($0, id) }
    }

    /// Newest first; all sources when `source` is nil.
    package func jobs(ofSource source: String?, limit: Int) async throws -> [Job] {
        try await read { try Job.fetch($0, ofSource: source, limit: max(limit, 0)) }
    }

    /// When the next job could begin: nil when none is queued.
    package func nextDue() async throws -> Timestamp? {
        try await read { database in
            try Int64.fetchOne(database, sql: "SELECT min(due) FROM job WHERE state = 'queued'")
                .map(Timestamp.init(microseconds:))
        }
    }
}

extension Job {
    static func enqueue(
        _ database: Database,
        source: String,
        limit: Int?,
        due: Timestamp,
        since: Timestamp? = nil,
        now: Timestamp,
    ) throws -> Job {
        try database.execute(
            sql: """
                INSERT INTO job (id, source, state, created, due, record_limit, since) VALUES (?, ?, 'queued', ?, ?, ?, ?)
                ON CONFLICT (source) WHERE state <> 'finished'
                    DO UPDATE SET due = min(due, excluded.due) WHERE state = 'queued'
                """,
            arguments: [
                makeID(at: now), source, now.microseconds, due.microseconds, limit, since?.microseconds,
            ]
        )
        guard let job = try fetch(database, "WHERE source = ? AND state <> 'finished'", [source]).first else {
            throw CatalogError(.unknownSource(source))
        }
        return job
    }
}
