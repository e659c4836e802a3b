import GRDB

// Bytes that kill the process that parses them cannot be caught by that process. So it is written down before parsing, and
// crossed out after: what was begun and never ended is known by whoever comes next.

extension CatalogDatabase {
    /// Notes that a worker begins to parse these bytes; returns how often it was begun before without ending.
    /// - Parameter blob: SHA-256 (hex) of the bytes.
    package func beginParsing(blob: String) async throws -> Int {
        try await write { database in
            let begun = try Int.fetchOne(
                database,
                sql: """
                    INSERT INTO parsing (blob, begun) VALUES (?, 1)
                    ON CONFLICT (blob) DO UPDATE SET begun = begun + 1 RETURNING begun
                    """,
                arguments: [blob]
            )
            return (begun ?? 1) - 1
        }
    }

    /// Notes that parsing those bytes ended, well or badly but alive.
    package func endParsing(blob: String) async throws {
        try await write { try $0.execute(sql: "DELETE FROM parsing WHERE blob = ?", arguments: [blob]) }
    }
}
