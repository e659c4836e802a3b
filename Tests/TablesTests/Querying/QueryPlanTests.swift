import Tabular
import Testing

@testable import Tables

@Suite struct `Query plans` {
    private let table: TestTable
    private let columns: QueryColumns

    init() throws {
        table = try TestTable(
            [
                .named("名称", .string), .named("緯度", .number, format: "latitude"),
                .named("経度", .number, format: "longitude"),
            ],
            (0..<50).map { ["施設\($0)", "34.\($0)", "131.\($0)"] }
        )
        columns = QueryColumns(table.built.columns)
    }

    private func plan(_ sql: String) throws -> String {
        try TestDatabase(table.path).rows("EXPLAIN QUERY PLAN \(sql)").map { $0[3] }.joined(separator: "\n")
    }

    @Test func `one row is looked up by its number`() throws {
        let plan = try plan(CompiledQuery(RowQuery(), columns: columns).row)
        #expect(plan == "SEARCH rows USING INTEGER PRIMARY KEY (rowid=?)")
    }

    @Test func `a page after a cursor, and one at an offset, start where they start`() throws {
        let compiled = try CompiledQuery(RowQuery(), columns: columns)
        let expected = "SEARCH rows USING INTEGER PRIMARY KEY (rowid>?)"
        #expect(try plan(compiled.rows(after: [.integer(10)], limit: 5).text) == expected)
        #expect(try plan(compiled.rows(limit: 5, offset: 20).text) == expected)
        var newest = RowQuery()
        newest.sort = [.init(column: "_id", descending: true)]
        let backwards = try CompiledQuery(newest, columns: columns)
        #expect(
            try plan(backwards.rows(after: [.integer(10)], limit: 5).text)
                == "SEARCH rows USING INTEGER PRIMARY KEY (rowid<?)"
        )
    }

    @Test func `a box goes through the index of places`() throws {
        var query = RowQuery()
        query.box = RowQuery.Box(west: 131, south: 34, east: 132, north: 35)
        let compiled = try CompiledQuery(query, columns: columns)
        for sql in [compiled.rows(limit: 10).text, compiled.count().text, compiled.rowNumbers().text] {
            let lines = try plan(sql).split(separator: "\n")
            #expect(lines.contains("SEARCH rows USING INTEGER PRIMARY KEY (rowid=?)"))
            #expect(lines.contains { $0.hasPrefix("SCAN place VIRTUAL TABLE INDEX 2:") })
        }
    }

    @Test func `all values are parameters`() throws {
        var query = RowQuery()
        query.filters = [
            .init(column: "名称", op: .in, values: ["秘密1", "秘密2"]),
            .init(column: "緯度", op: .between, values: ["34.125", "34.875"]),
            .init(column: "名称", op: .contains, values: ["秘密3"]),
        ]
        query.text = "秘密4"
        query.box = RowQuery.Box(west: 130.125, south: 30.125, east: 132.875, north: 36.875)
        query.sort = [.init(column: "名称", descending: true)]
        let sql = try CompiledQuery(query, columns: columns).rows(
            after: [.text("秘密5"), .integer(77)],
            limit: 123,
            offset: 0
        )
        #expect(!sql.text.utf8.contains { $0 >= 0x80 })
        for literal in ["34.125", "130.125", "77", "123", "秘密"] { #expect(!sql.text.contains(literal)) }
        #expect(sql.parameters.values.count == 14)
    }
}
