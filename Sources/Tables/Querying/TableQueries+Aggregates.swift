internal import Tabular

/// Aggregations and facets; their answers are kept, since a table never changes.
extension TableQueries {
    /// Values of a facet that are told.
    private static let facetLimit = 50

    /// The groups of rows.
    /// - Parameter format: ``RowFormat/json``, ``RowFormat/csv`` or ``RowFormat/ndjson``.
    /// - Throws: ``QueryError`` for what was asked, ``TableError`` for the file.
    package func aggregate(
        _ query: AggregateQuery,
        of table: TableReference,
        as format: RowFormat,
        style: RowStyle = RowStyle(),
    ) async throws -> AggregateAnswer {
        let kept = aggregates
        return try await threads.run(table: table.table, within: timeout) { connection in
            try Self.aggregate(query, connection, as: format, style, kept)
        }
    }

    /// How often which values of some columns are among the rows that match.
    /// - Throws: ``QueryError`` for what was asked, ``TableError`` for the file.
    package func facets(_ columns: [String], of query: RowQuery, in table: TableReference) async throws -> [RowFacet] {
        let kept = aggregates
        return try await threads.run(table: table.table, within: timeout) { connection in
            try columns.map { name in
                var facet = AggregateQuery()
                facet.rows = query
                let column = try connection.columns.column(named: name)
                facet.groups = [.init(kind: .value, column: name, name: "value")]
                facet.having = .filter(.init(column: "value", op: .isnull, values: ["false"]))
                facet.sort = [.init(column: "count", descending: true)]
                facet.limit = Self.facetLimit
                let answer = try Self.aggregate(facet, connection, as: .jsonLists, RowStyle(), kept)
                return RowFacet(column: column.name, body: FacetBody.of(lists: answer.body))
            }
        }
    }

    /// Whether an index would find so many rows, and these one by one, that the table is read faster as it is stored.
    private static func isBetterScanned(
        _ compiled: CompiledAggregate,
        _ sql: CompiledQuery.SQL,
        _ connection: QueryConnection,
    ) throws -> Bool {
        let looksUp = try connection.plan(sql.text).steps.contains { step in
            if case .columnIndex(_, isCovering: false) = step { true } else { false }
        }
        guard looksUp, let count = compiled.rowCount else { return false }
        let matching = try connection.run(count) { try $0.step() ? Int($0.integer(0)) : 0 }
        return matching > connection.rowCount / 16
    }

    private static func aggregate(
        _ query: AggregateQuery,
        _ connection: QueryConnection,
        as format: RowFormat,
        _ style: RowStyle,
        _ kept: AnswerCache<AggregateAnswer>,
    ) throws -> AggregateAnswer {
        let start = ContinuousClock.now
        let compiled = try CompiledAggregate(query, columns: connection.columns)
        var sql = compiled.groups()
        // The names of the answer's columns are no part of the SQL.
        let names = compiled.output.map { SQLValue.text($0.name) }
        let key = AnswerCache<AggregateAnswer>.Key(
            table: connection.table,
            text: "\(format.rawValue) \(style.safety.rawValue) \(sql.text)",
            values: sql.parameters.values + names
        )
        if var known = kept[key] {
            known.explanation.add(.init(kind: "cache"))
            known.explanation.elapsed = .now - start
            return known
        }
        let writer = RowWriter(compiled.output, as: format, style: style, isNumbered: false)
        var answer = AggregateAnswer(body: [], groupCount: 0, isCut: false)
        writer.begin(&answer.body)
        if try isBetterScanned(compiled, sql, connection) { sql = compiled.groups(isScan: true) }
        answer.explanation.add(try connection.plan(sql.text), columns: connection.columns)
        try connection.run(sql) { statement in
            while try statement.step() {
                if answer.groupCount == query.limit {
                    answer.isCut = true
                    return
                }
                writer.append(statement, isFirst: answer.groupCount == 0, to: &answer.body)
                answer.groupCount += 1
            }
        }
        writer.end(&answer.body)
        kept.keep(answer, for: key, bytes: answer.body.count)
        answer.explanation.elapsed = .now - start
        return answer
    }
}

/// Rewrites `[[value,count],…]` as the facet's objects.
enum FacetBody {
    static func of(lists: [UInt8]) -> [UInt8] {
        var body: [UInt8] = [UInt8(ascii: "[")]
        var at = 1
        while at < lists.count, lists[at] == UInt8(ascii: "[") || lists[at] == UInt8(ascii: ",") {
            if lists[at] == UInt8(ascii: ",") { at += 1 }
            let start = at + 1
            let comma = endOfValue(lists, from: start)
            let end = lists[comma...].firstIndex(of: UInt8(ascii: "]")) ?? lists.endIndex
            if body.count > 1 { body.append(UInt8(ascii: ",")) }
            let value = lists[start..<comma]
            body += Array("{\"value\":".utf8) + value + Array(",\"title\":".utf8)
            // A title is a text; a number or a truth is written as one.
            let isText = value.first == UInt8(ascii: "\"")
            body += isText ? Array(value) : [UInt8(ascii: "\"")] + value + [UInt8(ascii: "\"")]
            body += Array(",\"count\":".utf8) + lists[(comma + 1)..<end] + Array("}".utf8)
            at = end + 1
        }
        body.append(UInt8(ascii: "]"))
        return body
    }

    /// The comma after a JSON scalar.
    private static func endOfValue(_ bytes: [UInt8], from start: Int) -> Int {
        var at = start
        if bytes[at] == UInt8(ascii: "\"") {
            at += 1
            while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        }
        return bytes[at...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.endIndex
    }
}
