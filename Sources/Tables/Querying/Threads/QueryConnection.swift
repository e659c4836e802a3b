internal import CSQLite

/// A hardened read-only connection to one table file (hazards.md §1D, "SQLite query lane recipe"), used by one thread.
///
/// What the file says of itself is read first; from then on only the rows can be read, whatever SQL is run.
final class QueryConnection {
    let table: String
    let rowCount: Int
    let columns: QueryColumns
    private let connection: Connection
    private let limit: UnsafeMutablePointer<QueryLimit>

    /// - Throws: ``TableError``, ``SQLiteFailure``.
    init(table: String, store: FileStore) throws {
        guard store.exists(.tables, table) else { throw TableError.notFound(table) }
        self.table = table
        connection = try Connection(path: store.path(.tables, table), mode: .immutable)
        limit = .allocate(capacity: 1)
        limit.initialize(to: QueryLimit())
        try Hardening.configure(connection)
        let description = try TableDescription(connection, hash: table, withReport: false)
        rowCount = description.rowCount
        columns = QueryColumns(description.columns)
        // A virtual table prepares its own statements when it is first looked at, which the authorizer would refuse.
        if columns.place != nil { _ = try connection.prepare("SELECT 1 FROM place LIMIT 0").step() }
        try Hardening.restrict(connection, longestRow: try Self.longestRow(connection))
        sqlite3_progress_handler(connection.handle, 1_000, { QueryLimit.isOver($0) ? 1 : 0 }, limit)
    }

    deinit {
        sqlite3_progress_handler(connection.handle, 0, nil, nil)
        limit.deinitialize(count: 1)
        limit.deallocate()
    }

    var handle: OpaquePointer { connection.handle }

    /// Until the next call, what runs on this connection ends when `limit` is over.
    func observe(_ limit: QueryLimit) { self.limit.pointee = limit }

    func prepare(_ sql: String) throws -> Statement { try connection.prepare(sql) }

    /// Prepares a statement with its values.
    func prepare(_ sql: CompiledQuery.SQL) throws -> Statement {
        let statement = try connection.prepare(sql.text)
        try statement.bind(sql.parameters.values)
        return statement
    }

    private static func longestRow(_ connection: Connection) throws -> Int {
        let statement = try connection.prepare("SELECT value FROM meta WHERE key = 'longest_row'")
        return try statement.step() ? Int(statement.string(0)) ?? 0 : 0
    }
}
