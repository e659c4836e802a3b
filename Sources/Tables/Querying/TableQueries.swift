/// Answers row queries on its own few threads: one hardened read-only connection per thread and file, a deadline per
/// query, never an event loop or Swift's cooperative pool.
package final class TableQueries: Sendable {
    /// A page ends early, with a cursor, beyond this many bytes.
    private static let pageBytes = 32 << 20

    private let store: FileStore
    let threads: QueryThreads
    let timeout: Duration

    /// - Parameters:
    ///   - store: where the table files are.
    ///   - threads: how many queries run at once.
    ///   - timeout: after which a query ends with ``QueryError/Kind/timeout``.
    package init(store: FileStore, threads: Int = 4, timeout: Duration = .seconds(5)) {
        self.store = store
        self.threads = QueryThreads(store: store, count: threads)
        self.timeout = timeout
    }

    deinit { threads.shutDown() }

    /// A page of rows.
    /// - Throws: ``QueryError`` for what was asked, ``TableError`` for the file.
    package func page(_ query: RowQuery, of table: TableReference, as format: RowFormat) async throws -> RowPage {
        try await threads.run(table: table.table, within: timeout) { connection in
            let compiled = try CompiledQuery(query, columns: connection.columns)
            return try Self.page(query, compiled, connection, table, format)
        }
    }

    /// One row as a JSON object; nil when there is none with that `_id`.
    package func row(_ id: Int64, of table: TableReference) async throws -> [UInt8]? {
        try await threads.run(table: table.table, within: timeout) { connection in
            let compiled = try CompiledQuery(RowQuery(), columns: connection.columns)
            let statement = try connection.prepare(compiled.row)
            try statement.bind(.integer(id), at: 1)
            guard try statement.step() else { return nil }
            var body: [UInt8] = []
            RowWriter(compiled.output, as: .json).append(statement, isFirst: true, to: &body)
            return body
        }
    }

    /// What the table file says of itself.
    package func describe(_ table: TableReference) async throws -> TableDescription {
        let store = store
        return try await threads.run(table: table.table, within: timeout) { connection in
            // The connection for rows can read nothing else any more.
            let whole = try Connection(path: store.path(.tables, connection.table), mode: .immutable)
            try Hardening.configure(whole)
            return try TableDescription(whole, hash: connection.table, withReport: true)
        }
    }

    /// Ends the threads after the queries under way.
    package func shutDown() { threads.shutDown() }

    private static func page(
        _ query: RowQuery,
        _ compiled: CompiledQuery,
        _ connection: QueryConnection,
        _ table: TableReference,
        _ format: RowFormat,
    ) throws -> RowPage {
        let writer = RowWriter(compiled.output, as: format)
        let limit = max(query.limit, 0)
        let offset = query.cursor == nil ? max(query.offset, 0) : 0
        let last = try query.cursor.map { try orderValues(at: $0, compiled.order, compiled, connection, table) }
        var page = RowPage(body: [], rowCount: 0)
        writer.begin(&page.body)
        if limit > 0 {
            // One row more than wanted tells whether there is a next page.
            let statement = try connection.prepare(compiled.rows(after: last, limit: limit + 1, offset: offset))
            var lastRow: Int64 = 0
            while try statement.step() {
                if page.rowCount == limit || page.body.count > pageBytes {
                    page.next = RowCursor(row: lastRow).text(table: table, order: compiled.order)
                    break
                }
                writer.append(statement, isFirst: page.rowCount == 0, to: &page.body)
                lastRow = statement.integer(0)
                page.rowCount += 1
            }
        }
        writer.end(&page.body)
        if query.wantsCount {
            let isWhole = limit > 0 && last == nil && page.next == nil && (page.rowCount > 0 || offset == 0)
            page.count = isWhole ? offset + page.rowCount : try count(compiled, connection)
        }
        return page
    }

    private static func count(_ compiled: CompiledQuery, _ connection: QueryConnection) throws -> Int {
        if compiled.matchesAll { return connection.rowCount }
        let statement = try connection.prepare(compiled.count())
        return try statement.step() ? Int(statement.integer(0)) : 0
    }

    /// What the order compares in the row that a cursor names.
    private static func orderValues(
        at cursor: String,
        _ order: SortOrder,
        _ compiled: CompiledQuery,
        _ connection: QueryConnection,
        _ table: TableReference,
    ) throws -> [SQLValue] {
        let cursor = try RowCursor(cursor, table: table, order: order)
        let statement = try connection.prepare(compiled.orderValues)
        try statement.bind(.integer(cursor.row), at: 1)
        guard try statement.step() else { throw QueryError(.badCursor) }
        return (0..<Int32(order.expressionCount)).map { statement.value($0) }
    }
}
