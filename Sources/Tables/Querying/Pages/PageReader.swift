/// Reads one page: finds its rows in the cheapest way that the file's indexes allow, and counts all that match without
/// finding them a second time.
struct PageReader {
    /// A page ends early, with a cursor, beyond this many bytes.
    private static let pageBytes = 32 << 20
    /// What is made room for before anything is known of the rows.
    private static let usualRowBytes = 640
    private static let usualPageBytes = 1 << 20

    let query: RowQuery
    let compiled: CompiledQuery
    let connection: QueryConnection
    let table: TableReference
    let counts: AnswerCache<Int>
    private let writer: RowWriter
    private let limit: Int
    private let offset: Int
    private var page = RowPage(body: [], rowCount: 0)
    private var lastRow: Int64 = 0

    init(
        _ query: RowQuery,
        _ connection: QueryConnection,
        _ table: TableReference,
        counts: AnswerCache<Int>,
        as format: RowFormat,
        style: RowStyle,
    ) throws(QueryError) {
        self.query = query
        self.connection = connection
        self.table = table
        self.counts = counts
        compiled = try CompiledQuery(query, columns: connection.columns, as: format)
        writer = RowWriter(compiled.output, as: format, style: style, place: compiled.place)
        limit = max(query.limit, 0)
        offset = query.cursor == nil ? max(query.offset, 0) : 0
    }

    /// - Throws: ``QueryError``, ``SQLiteFailure``.
    mutating func read() throws -> RowPage {
        let last = try query.cursor.map(orderValues)
        page.body.reserveCapacity(min(limit * Self.usualRowBytes, Self.usualPageBytes))
        writer.begin(&page.body)
        if limit > 0 {
            if compiled.order.isStoredOrder, !compiled.usesWords {
                try readInStoredOrder(after: last)
            } else {
                try read(try rowNumbers(after: last))
            }
        }
        writer.end(&page.body)
        if query.wantsCount { page.count = try count(isFirst: last == nil) }
        return page
    }

    // MARK: Rows

    /// Straight from the table, or through an index that gives rows in the order of their numbers.
    ///
    /// Where SQLite would
    /// first find all and then sort them, either the table is read until the page is full (when many match) or only
    /// numbers are sorted.
    private mutating func readInStoredOrder(after last: [SQLValue]?) throws {
        var sql = compiled.rows(after: last, limit: limit + 1, offset: offset)
        if try connection.plan(sql.text).sorts {
            // Reading on looks at some limit / share rows, the index at as many as match.
            let matching = try total()
            guard matching * matching > (limit + offset + 1) * connection.rowCount else {
                return try read(try rowNumbers(after: last))
            }
            sql = compiled.rows(after: last, limit: limit + 1, offset: offset, isScan: true)
        }
        try explain(sql.text)
        try connection.run(sql) { statement in
            while try statement.step(), !isFull() { take(statement) }
        }
    }

    private mutating func read(_ numbers: [Int64]) throws {
        for number in numbers {
            if isFull() { return }
            try connection.run(compiled.row(number)) { statement in
                guard try statement.step() else { throw TableError.damaged(connection.table, "row") }
                take(statement)
            }
        }
    }

    /// One row more than wanted tells whether there is a next page.
    private mutating func isFull() -> Bool {
        guard page.rowCount == limit || page.body.count > Self.pageBytes else { return false }
        page.next = RowCursor(row: lastRow).text(table: table, order: compiled.order)
        return true
    }

    private mutating func take(_ statement: borrowing Statement) {
        writer.append(statement, isFirst: page.rowCount == 0, to: &page.body)
        lastRow = statement.integer(0)
        page.rowCount += 1
    }

    /// The numbers of the page's rows and of one more, in order.
    private mutating func rowNumbers(after last: [SQLValue]?) throws -> [Int64] {
        let segments = compiled.order.segments
        let isIndexed = compiled.order.firstColumn.map { connection.columns.indexes.columns.contains($0.physical) }
        guard offset == 0, isIndexed == true, !segments.isEmpty else {
            return try numbers(compiled.rowNumbers(after: last, limit: limit + 1, offset: offset))
        }
        // The first value of a row in this order is its rank.
        var reached: Int64?
        if case .integer(let rank)? = last?.first { reached = rank }
        var found: [Int64] = []
        for segment in segments where segment.rank >= reached ?? 0 && found.count <= limit {
            let start = segment.rank == reached ? last : nil
            found += try numbers(compiled.rowNumbers(in: segment, after: start, limit: limit + 1 - found.count))
        }
        return found
    }

    private mutating func numbers(_ sql: CompiledQuery.SQL) throws -> [Int64] {
        try explain(sql.text)
        return try connection.run(sql) { statement in
            var numbers: [Int64] = []
            while try statement.step() { numbers.append(statement.integer(0)) }
            return numbers
        }
    }

    /// What the order compares in the row that a cursor names.
    private func orderValues(at cursor: String) throws -> [SQLValue] {
        let cursor = try RowCursor(cursor, table: table, order: compiled.order)
        let sql = CompiledQuery.SQL(text: compiled.orderValues, parameters: SQLParameters([.integer(cursor.row)]))
        return try connection.run(sql) { statement in
            guard try statement.step() else { throw QueryError(.badCursor) }
            return (0..<Int32(compiled.order.expressionCount)).map { statement.value($0) }
        }
    }

    // MARK: Count

    /// What was read is not read again to be counted: on the first page in stored order only what comes after it is.
    private mutating func count(isFirst: Bool) throws -> Int {
        if compiled.matchesAll { return connection.rowCount }
        let isRead = limit > 0 && isFirst && (page.rowCount > 0 || offset == 0)
        if isRead, page.next == nil { return keep(offset + page.rowCount) }
        guard isRead, page.rowCount > 0, compiled.order.isStoredOrder else { return try total() }
        if let known = counts[key] {
            page.explanation.add(.init(kind: "cache"))
            return known
        }
        return keep(offset + page.rowCount + (try counted(compiled.count(after: lastRow))))
    }

    /// All rows that match, however many are read.
    private mutating func total() throws -> Int {
        if compiled.matchesAll { return connection.rowCount }
        if let known = counts[key] {
            page.explanation.add(.init(kind: "cache"))
            return known
        }
        return keep(try counted(compiled.count()))
    }

    private mutating func counted(_ sql: CompiledQuery.SQL) throws -> Int {
        try explain(sql.text)
        return try connection.run(sql) { try $0.step() ? Int($0.integer(0)) : 0 }
    }

    private func keep(_ count: Int) -> Int {
        counts.keep(count, for: key, bytes: 8)
        return count
    }

    private var key: AnswerCache<Int>.Key {
        let sql = compiled.count()
        return AnswerCache<Int>.Key(table: connection.table, text: sql.text, values: sql.parameters.values)
    }

    private mutating func explain(_ text: String) throws {
        page.explanation.add(try connection.plan(text), columns: connection.columns)
    }
}
