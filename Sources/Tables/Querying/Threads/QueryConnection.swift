internal import CSQLite

/// A hardened read-only connection to one table file (hazards.md §1D, "SQLite query lane recipe"), used by one thread.
///
/// What the file says of itself is read first; from then on only the rows can be read, whatever SQL is run. Statements
/// are kept, since readers ask the same over and over with other values.
final class QueryConnection {
    /// Statements that are kept.
    private static let statementLimit = 64

    let table: String
    let rowCount: Int
    let columns: QueryColumns
    private let connection: Connection
    private let limit: UnsafeMutablePointer<QueryLimit>
    private var statements: [String: PreparedStatement] = [:]
    /// The texts of the kept statements, last used last.
    private var uses: [String] = []
    private var keptWholeRow: WholeRow?

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
        columns = QueryColumns(description.columns, indexes: try QueryIndexes(connection))
        // A virtual table prepares its own statements when it is first looked at, which the authorizer would refuse.
        if columns.place != nil { _ = try connection.prepare("SELECT 1 FROM place LIMIT 0").step() }
        if columns.indexes.hasWords {
            _ = try connection.prepare("SELECT rowid FROM words WHERE words MATCH '\"ydp\"' LIMIT 1").step()
        }
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

    /// A statement of its own, for what is asked once.
    func prepare(_ sql: String) throws -> Statement { try connection.prepare(sql) }

    /// Lends a kept statement with its values; it is reset afterwards.
    func run<Answer>(
        _ sql: CompiledQuery.SQL,
        _ body: (borrowing Statement) throws -> Answer,
    ) throws -> Answer {
        let kept = try prepared(sql.text)
        try kept.statement.bind(sql.parameters.values)
        defer { kept.statement.reset() }
        return try body(kept.statement)
    }

    /// What reads one row with all its columns, made once.
    func wholeRow() throws -> WholeRow {
        if let keptWholeRow { return keptWholeRow }
        let compiled = try CompiledQuery(RowQuery(), columns: columns)
        let made = WholeRow(
            statement: try connection.prepare(compiled.row),
            writer: RowWriter(compiled.output, as: .json)
        )
        keptWholeRow = made
        return made
    }

    /// How a statement runs.
    func plan(_ text: String) throws -> QueryPlan {
        let kept = try prepared(text)
        if let plan = kept.plan { return plan }
        let explained = try connection.prepare("EXPLAIN QUERY PLAN \(text)")
        var lines: [String] = []
        while try explained.step() { lines.append(explained.string(3)) }
        let plan = QueryPlan(lines: lines)
        kept.plan = plan
        return plan
    }

    private func prepared(_ text: String) throws -> PreparedStatement {
        if let known = statements[text] {
            if uses.last != text, let position = uses.lastIndex(of: text) {
                uses.remove(at: position)
                uses.append(text)
            }
            return known
        }
        let made = PreparedStatement(try connection.prepare(text), text: text)
        statements[text] = made
        uses.append(text)
        if uses.count > Self.statementLimit { statements[uses.removeFirst()] = nil }
        return made
    }

    private static func longestRow(_ connection: Connection) throws -> Int {
        let statement = try connection.prepare("SELECT value FROM meta WHERE key = 'longest_row'")
        return try statement.step() ? Int(statement.string(0)) ?? 0 : 0
    }
}
