extension Migrations {
    /// The log, and the tables that are a projection of it.
    ///
    /// `dataset.number` is the sequence number of the log record that first named the dataset, so that a rebuild gives every
    /// dataset its number again. Bodies lie apart from the columns that searches run over, which then stay small enough to be
    /// kept in memory (100 000 datasets: counting matches takes a quarter of the time). `distribution.position` is null once the dataset no longer lists it. `log.seq` is
    /// AUTOINCREMENT for its high-water mark alone: it betrays records cut off the end, which no chain can.
    static let logAndProjection = Migration(
        name: "2026-11-23 log and its projection",
        sql: """
            CREATE TABLE log (
                seq INTEGER PRIMARY KEY AUTOINCREMENT CHECK (seq > 0),
                at INTEGER NOT NULL,
                actor TEXT NOT NULL CHECK (actor <> ''),
                kind TEXT NOT NULL CHECK (kind <> ''),
                entity TEXT NOT NULL CHECK (entity <> ''),
                body TEXT NOT NULL CHECK (json_valid(body)),
                previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
                hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
            ) STRICT;
            CREATE INDEX log_entity ON log (entity);
            CREATE TRIGGER log_keeps_records BEFORE DELETE ON log
                BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
            CREATE TRIGGER log_keeps_contents BEFORE UPDATE ON log
                BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

            CREATE TABLE organization (
                name TEXT PRIMARY KEY NOT NULL,
                id TEXT NOT NULL UNIQUE,
                title TEXT NOT NULL,
                body TEXT NOT NULL CHECK (json_valid(body))
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE dataset (
                number INTEGER PRIMARY KEY NOT NULL,
                name TEXT NOT NULL UNIQUE,
                id TEXT NOT NULL UNIQUE,
                title TEXT NOT NULL,
                organization TEXT NOT NULL REFERENCES organization (name),
                license TEXT,
                standard TEXT,
                state TEXT NOT NULL CHECK (state IN ('active', 'withdrawn')),
                source TEXT,
                remote_id TEXT,
                created INTEGER NOT NULL,
                modified INTEGER NOT NULL,
                CHECK ((source IS NULL) = (remote_id IS NULL))
            ) STRICT;
            CREATE TABLE dataset_body (
                number INTEGER PRIMARY KEY NOT NULL REFERENCES dataset (number),
                body TEXT NOT NULL CHECK (json_valid(body))
            ) STRICT;
            CREATE UNIQUE INDEX dataset_origin ON dataset (source, remote_id) WHERE source IS NOT NULL;
            CREATE INDEX dataset_organization ON dataset (organization);
            CREATE INDEX dataset_license ON dataset (license);
            CREATE INDEX dataset_standard ON dataset (standard);
            CREATE INDEX dataset_title ON dataset (title);
            CREATE INDEX dataset_created ON dataset (created);
            CREATE INDEX dataset_modified ON dataset (modified);

            CREATE TABLE dataset_tag (
                tag TEXT NOT NULL CHECK (tag <> ''),
                dataset INTEGER NOT NULL REFERENCES dataset (number),
                PRIMARY KEY (dataset, tag)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX dataset_tag_tag ON dataset_tag (tag);

            CREATE TABLE distribution (
                id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
                dataset INTEGER NOT NULL REFERENCES dataset (number),
                position INTEGER CHECK (position >= 0),
                format TEXT NOT NULL,
                current INTEGER CHECK (current > 0)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX distribution_dataset ON distribution (dataset, position);
            CREATE INDEX distribution_format ON distribution (format);

            CREATE TABLE table_version (
                distribution TEXT NOT NULL REFERENCES distribution (id),
                number INTEGER NOT NULL CHECK (number > 0),
                state TEXT NOT NULL CHECK (state IN ('published', 'held', 'rejected', 'withdrawn')),
                table_file TEXT,
                blob TEXT NOT NULL,
                row_count INTEGER NOT NULL CHECK (row_count >= 0),
                body TEXT NOT NULL CHECK (json_valid(body)),
                PRIMARY KEY (distribution, number)
            ) STRICT;
            CREATE INDEX table_version_held ON table_version (distribution) WHERE state = 'held';

            CREATE TABLE source (
                name TEXT PRIMARY KEY NOT NULL,
                body TEXT NOT NULL CHECK (json_valid(body))
            ) STRICT, WITHOUT ROWID;

            CREATE VIRTUAL TABLE dataset_search USING fts5 (
                title, keywords, organization, description, resources, tokenize = 'bigram'
            );
            """
    )
}
