/// What one query thread keeps: its connections, the last used first.
final class QueryLane {
    /// Files that a thread keeps open.
    private static let connectionLimit = 8

    private let number: Int
    private let store: FileStore
    private let watchdog: QueryWatchdog
    private var connections: [QueryConnection] = []

    init(number: Int, store: FileStore, watchdog: QueryWatchdog) {
        self.number = number
        self.store = store
        self.watchdog = watchdog
    }

    /// Runs `body` on a connection to a table file, until it returns or `limit` is over.
    /// - Throws: what `body` throws, ``TableError`` for the file, ``SQLiteFailure``.
    func query<Answer>(
        _ table: String,
        limit: QueryLimit,
        _ body: (QueryConnection) throws -> Answer,
    ) throws -> Answer {
        let connection = try connection(to: table)
        connection.observe(limit)
        if let deadline = limit.deadline { watchdog.begin(number, handle: connection.handle, deadline: deadline) }
        defer {
            watchdog.end(number)
            connection.observe(QueryLimit())
        }
        return try body(connection)
    }

    private func connection(to table: String) throws -> QueryConnection {
        if let position = connections.firstIndex(where: { $0.table == table }) {
            let known = connections.remove(at: position)
            connections.insert(known, at: 0)
            return known
        }
        let opened = try QueryConnection(table: table, store: store)
        connections.insert(opened, at: 0)
        if connections.count > Self.connectionLimit { connections.removeLast() }
        return opened
    }
}
