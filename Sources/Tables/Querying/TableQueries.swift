/// Answers row queries on its own few threads: one hardened read-only connection per thread and file, a deadline per
/// query, never an event loop or Swift's cooperative pool.
package final class TableQueries: Sendable {
    private let store: FileStore
    let threads: QueryThreads
    /// Reads single rows, which take microseconds: they never wait behind long queries, and one thread for all of them changes
    /// threads once for many.
    private let quick: QueryThreads
    let timeout: Duration
    /// How many rows match what: a table never changes, so neither do these.
    private let counts = AnswerCache<Int>(count: 10_000, bytes: 4 << 20)
    let aggregates = AnswerCache<AggregateAnswer>(count: 2_000, bytes: 16 << 20)

    /// - Parameters:
    ///   - store: where the table files are.
    ///   - threads: how many queries run at once.
    ///   - timeout: after which a query ends with ``QueryError/Kind/timeout``.
    ///   - waitingLimit: how many may wait for a thread; another ends with ``QueryError/Kind/busy``.
    package init(store: FileStore, threads: Int = 4, timeout: Duration = .seconds(5), waitingLimit: Int = 128) {
        self.store = store
        self.threads = QueryThreads(store: store, count: threads, waitingLimit: waitingLimit)
        quick = QueryThreads(store: store, count: 1, waitingLimit: Self.mostQuick)
        self.timeout = timeout
    }

    deinit { shutDown() }

    /// So many rows are read in a few hundredths of a second.
    private static let mostQuick = 4_096

    /// A page of rows.
    /// - Throws: ``QueryError`` for what was asked, ``TableError`` for the file.
    package func page(
        _ query: RowQuery,
        of table: TableReference,
        as format: RowFormat,
        style: RowStyle = RowStyle(),
    ) async throws -> RowPage {
        let counts = counts
        return try await threads.run(table: table.table, within: timeout) { connection in
            let start = ContinuousClock.now
            var reader = try PageReader(query, connection, table, counts: counts, as: format, style: style)
            var page = try reader.read()
            page.explanation.elapsed = .now - start
            return page
        }
    }

    /// One row as a JSON object; nil when there is none with that `_id`.
    package func row(_ id: Int64, of table: TableReference) async throws -> [UInt8]? {
        try await quick.run(table: table.table, within: timeout) { connection in try connection.wholeRow().read(id) }
    }

    /// As ``row(_:of:)`` for who cannot wait in a task: `then` is called once, on any thread.
    package func row(
        _ id: Int64,
        of table: TableReference,
        then: @escaping @Sendable (Result<[UInt8]?, any Error>) -> Void,
    ) {
        quick.run(table: table.table, within: timeout, { try $0.wholeRow().read(id) }, then: then)
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
    package func shutDown() {
        threads.shutDown()
        quick.shutDown()
    }
}
