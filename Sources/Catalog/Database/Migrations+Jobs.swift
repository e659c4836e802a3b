extension Migrations {
    /// Operational state.
    ///
    /// It is not in the log, and a rebuild leaves it alone: leases change every few seconds, old runs are pruned, and
    /// none of it changes what the catalogue says. It names datasets and sources by text, without foreign keys, because
    /// it outlives them.
    ///
    /// `job.expired` counts leases that ran out; `job.attempts` also counts those given back in good order, and fences.
    static let jobs = Migration(
        name: "2026-11-23 jobs",
        sql: """
            CREATE TABLE job (
                id TEXT PRIMARY KEY NOT NULL,
                source TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'finished')),
                outcome TEXT,
                reason TEXT,
                message_ja TEXT,
                message_en TEXT,
                attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
                expired INTEGER NOT NULL DEFAULT 0 CHECK (expired >= 0),
                worker TEXT,
                lease_until INTEGER,
                created INTEGER NOT NULL,
                due INTEGER NOT NULL,
                started INTEGER,
                finished INTEGER,
                record_limit INTEGER,
                counts TEXT CHECK (counts IS NULL OR json_valid(counts)),
                CHECK ((state = 'running') = (lease_until IS NOT NULL)),
                CHECK ((state = 'finished') = (outcome IS NOT NULL)),
                CHECK ((state = 'finished') = (finished IS NOT NULL)),
                CHECK ((message_ja IS NULL) = (message_en IS NULL))
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX job_open ON job (source) WHERE state <> 'finished';
            CREATE INDEX job_waiting ON job (due) WHERE state <> 'finished';
            CREATE INDEX job_source ON job (source, created);
            CREATE INDEX job_created ON job (created);

            CREATE TABLE record (
                job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
                remote_id TEXT NOT NULL,
                position INTEGER NOT NULL,
                outcome TEXT NOT NULL,
                body TEXT NOT NULL CHECK (json_valid(body)),
                PRIMARY KEY (job, remote_id)
            ) STRICT;
            CREATE UNIQUE INDEX record_position ON record (job, position);

            CREATE TABLE fetch_state (
                distribution TEXT PRIMARY KEY NOT NULL,
                body TEXT NOT NULL CHECK (json_valid(body))
            ) STRICT;

            CREATE TABLE parsing (
                blob TEXT PRIMARY KEY NOT NULL,
                begun INTEGER NOT NULL CHECK (begun > 0)
            ) STRICT, WITHOUT ROWID;
            """
    )

    /// What decides when a source is asked again, and what of it.
    static let jobRetries = Migration(
        name: "2026-11-25 job retries",
        sql: """
            ALTER TABLE job ADD COLUMN retry TEXT;
            ALTER TABLE job ADD COLUMN retry_at INTEGER;
            ALTER TABLE job ADD COLUMN since INTEGER;
            """
    )
}
