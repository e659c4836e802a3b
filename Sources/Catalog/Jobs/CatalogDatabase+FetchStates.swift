import GRDB

extension CatalogDatabase {
    /// Validators and hash of the last good fetch of one distribution; nil when there was none.
    package func fetchState(ofDistribution id: String) async throws -> FetchState? {
        let sql = "SELECT body FROM fetch_state WHERE distribution = ?"
        return try await read { database in
            try String.fetchOne(database, sql: sql, arguments: [id]).map { try CanonicalJSON.value(from: $0) }
        }
    }

    /// Remembers a fetch in place of the one before.
    /// - Throws: ``CatalogError`` `.leaseLost`.
    package func put(_ state: FetchState, lease: Lease?) async throws {
        let body = try CanonicalJSON.text(state)
        try await write { database in
            try lease?.check(database)
            try database.execute(
                sql: """
                    INSERT INTO fetch_state (distribution, body) VALUES (?, ?)
                    ON CONFLICT (distribution) DO UPDATE SET body = excluded.body
                    """,
                arguments: [state.distribution, body]
            )
        }
    }
}
