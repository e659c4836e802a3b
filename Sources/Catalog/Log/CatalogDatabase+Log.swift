import GRDB

extension CatalogDatabase {
    /// The log after `seq`, oldest first, at most `limit`.
    package func log(after seq: Int64, limit: Int) async throws -> [LogRecord] {
        try await read { try LogRecord.fetch($0, after: seq, limit: max(limit, 0)) }
    }

    /// Checks the whole chain: every hash, every link, no gap, nothing cut off the end.
    /// - Returns: the number of log records and the last hash (hex; 64 zeros when there is none).
    /// - Throws: ``CatalogError`` `.damaged` naming the first bad sequence number.
    package func verifyLog() async throws -> (count: Int, last: String) {
        try await read { try LogRecord.walk($0) }
    }

    /// Rebuilds the projection from the log alone, in one transaction, verifying the log on the way.
    ///
    /// Jobs and records (operational history) stay.
    /// - Throws: ``CatalogError`` `.damaged` when the log is; then the projection is as before.
    package func rebuild() async throws {
        try await write { database in
            // Within this transaction children may stand without parents; the commit checks them all.
            try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
            var projection = Projection(database: database)
            try projection.clear()
            _ = try LogRecord.walk(database) { try projection.apply($0) }
            try projection.finish()
        }
        tallies.forgetAll()
    }

    /// A number that changes with every change of what readers can see (the last log sequence); ETags are made of it.
    package func revision() async throws -> Int64 {
        try await read { try LogRecord.lastSequence($0) }
    }
}
