import GRDB

extension CatalogDatabase {
    /// Stores what became of a record; a second attempt of the job replaces its row, which keeps its place in the order.
    /// - Throws: ``CatalogError`` `.leaseLost`.
    package func put(_ record: HarvestRecord, lease: Lease) async throws {
        var record = record
        record.job = lease.job
        let body = try CanonicalJSON.text(record)
        let remoteID = record.remoteID
        let arguments: StatementArguments = [lease.job, remoteID, record.outcome.rawValue, body]
        try await write { database in
            try lease.check(database)
            let known = "SELECT 1 FROM record WHERE job = ? AND remote_id = ?"
            let isNew = try Row.fetchOne(database, sql: known, arguments: [lease.job, remoteID]) == nil
            try database.execute(
                sql: """
                    INSERT INTO record (job, remote_id, outcome, body, position)
                    VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(position), 0) + 1 FROM record WHERE job = ?1))
                    ON CONFLICT (job, remote_id) DO UPDATE SET outcome = excluded.outcome, body = excluded.body
                    """,
                arguments: arguments
            )
            // A run that gets further than ever before is in no crash loop: only crashes without progress count.
            guard isNew else { return }
            try database.execute(
                sql: "UPDATE job SET expired = 0 WHERE id = ? AND expired > 0",
                arguments: [lease.job]
            )
        }
    }

    /// In the order they were imported; `after` is the number of records already read.
    package func records(ofJob id: String, after: Int, limit: Int) async throws -> [HarvestRecord] {
        let sql = "SELECT body FROM record WHERE job = ? AND position > ? ORDER BY position LIMIT ?"
        return try await read { database in
            try String.fetchAll(database, sql: sql, arguments: [id, max(after, 0), max(limit, 0)])
                .map { try CanonicalJSON.value(from: $0) }
        }
    }
}
