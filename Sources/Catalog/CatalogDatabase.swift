import GRDB
package import OpenData

/// The catalogue: one SQLite database whose append-only hash-chained log is the truth, and whose other tables are a
/// projection of it written in the same transaction.
///
/// Safe to open from several processes at once (WAL).
///
/// What changes the catalogue goes through ``change(actor:lease:_:)``, which appends to the log; what only runs it (jobs,
/// leases, what the last fetch said) goes through ``write(_:)``. Both and ``read(_:)`` suspend: SQLite works on threads of
/// GRDB's own and never holds one of Swift's cooperative pool.
package final class CatalogDatabase: Sendable {
    let pool: DatabasePool
    let now: @Sendable () -> Timestamp
    let tallies = SearchTallyCache()
    let commits = GroupCommit()

    /// Opens or makes `catalog.sqlite` in `directory`, migrates it, sets `synchronous=FULL` after opening and asserts it.
    /// - Parameters:
    ///   - directory: made (for its owner only) when missing.
    ///   - now: the clock; injected so that tests can move it.
    /// - Throws: ``CatalogError`` when the file is damaged, from a newer release, or cannot be written.
    package init(directory: String, now: @escaping @Sendable () -> Timestamp) async throws {
        pool = try await DatabaseOpening(directory: directory).open()
        self.now = now
    }

    /// Closes the connections.
    ///
    /// Call once, when nothing uses the catalogue any more.
    package func close() throws {
        do {
            try pool.close()
        } catch let error as DatabaseError {
            throw CatalogError(error)
        }
    }
}
