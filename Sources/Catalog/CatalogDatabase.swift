package import OpenData

/// The catalogue: one SQLite database whose append-only hash-chained log is the truth, and whose other tables are a projection
/// of it written in the same transaction. Safe to open from several processes at once (WAL).
package final class CatalogDatabase: Sendable {
    /// Opens or makes `catalog.sqlite` in `directory`, migrates it, sets `synchronous=FULL` after opening and asserts it.
    /// - Parameter now: the clock; injected so that tests can move it.
    /// - Throws: ``CatalogError`` when the file is damaged, from a newer release, or cannot be written.
    package init(directory: String, now: @escaping @Sendable () -> Timestamp) async throws { fatalError("stub") }

    /// Closes the connections. Call once, when nothing uses the catalogue any more.
    package func close() throws { fatalError("stub") }

    /// Rebuilds the projection from the log alone, in one transaction. Jobs and records (operational history) stay.
    package func rebuild() async throws { fatalError("stub") }

    /// Checks the whole chain: every hash, every link, no gap.
    /// - Returns: the number of log records and the last hash (hex).
    /// - Throws: ``CatalogError`` `.damaged` naming the first bad sequence number.
    package func verifyLog() async throws -> (count: Int, last: String) { fatalError("stub") }

    /// The log after `seq`, oldest first, at most `limit`.
    package func log(after seq: Int64, limit: Int) async throws -> [LogRecord] { fatalError("stub") }
}

/// One appended change: the whole new state of one entity.
package struct LogRecord: Hashable, Sendable {
    package var seq: Int64
    package var at: Timestamp
    /// Who: `seed`, `cli`, `job:<id>`, later a token's name.
    package var actor: String
    /// `organization.put`, `dataset.put`, `dataset.withdraw`, `version.publish`, `version.hold`, `source.put`, `source.remove` …
    package var kind: String
    /// Name or id of the entity.
    package var entity: String
    /// The new state as JSON.
    package var body: String
    /// Hex SHA-256; the first record's is 64 zeros.
    package var previousHash: String
    package var hash: String
}

/// Why the catalogue refused a command or could not be used.
package struct CatalogError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Not a valid name; `interface.md` grammar.
        case invalidName(String)
        case unknownOrganization(String)
        case unknownDataset(String)
        case unknownSource(String)
        case nameTaken(String)
        /// The job's lease was lost to another worker: nothing was written.
        case leaseLost(job: String)
        case damaged(String)
        case newerRelease
        case notWritable
    }
    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }
}
