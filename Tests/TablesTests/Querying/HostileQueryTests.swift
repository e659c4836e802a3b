import Foundation
import Tabular
import Testing

@testable import Tables

/// Names that a header may hold, and that must never be more than text.
private let hostileNames = [
    #"a" , (select sql from sqlite_master) as "b"#, #"x]"#, "[x]", "`x`", "'x'", "--", "/* x", ";DROP TABLE rows;",
    "rows", "_id", "c1", "rowid", "?1", ":x", "@x", "$x",
    "😀👨‍👩‍👧", "\u{600}\"", "\"\u{301}", "\u{202E}abc", "\\", "%", "a\nb", " ", "count(*)", "1", "NULL",
    String(repeating: "長", count: 1_000),
]

@Suite struct `Hostile queries` {
    @Test func `names of columns are never SQL`() async throws {
        let columns = hostileNames.map { Column.named($0, .string) }
        let table = try TestTable(
            columns,
            [hostileNames.indices.map { "値\($0)" }, hostileNames.indices.map { "\($0)" }]
        )
        for (index, column) in table.built.columns.enumerated() {
            let name = column.column.name
            #expect(try await table.rows(name, .eq, ["値\(index)"]) == [1], "\(name)")
            #expect(try await table.rows(name, .contains, ["値"]) == [1], "\(name)")
            var query = RowQuery()
            query.fields = [name]
            query.sort = [.init(column: name, descending: true)]
            query.limit = 1
            let body = try await table.queries.page(query, of: table.reference, as: .json).body
            let row = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [[String: Any]]).first
            #expect(row?.count == 2)
            #expect(
                row?.contains { $0.key.utf8.elementsEqual(name.utf8) && $0.value as? String == "値\(index)" } == true,
                "\(name)"
            )
        }
    }

    @Test(arguments: hostileNames)
    func `names of absent columns are told, not run`(_ name: String) async throws {
        let table = try TestTable([.named("名称", .string)], [["a"]])
        guard !PublishedNames.isRowNumber(name) else { return }
        for query in [
            RowQuery.filtered(.init(column: name, op: .eq, values: ["1"])), RowQuery.sorted(by: name),
            RowQuery.fields(name),
        ] {
            await #expect {
                try await table.rows(query, keepingFields: true)
            } throws: { error in
                guard case .unknownColumn(name, _) = (error as? QueryError)?.kind else { return false }
                return true
            }
        }
    }

    @Test(arguments: [
        "' OR '1'='1", "\"; DROP TABLE rows; --", "1; SELECT 1", "%' --", "\\", "\u{0}", "a\u{0}b", "?1", "😀",
        "\u{FFFF}", String(repeating: "(a+)+", count: 5_000),
    ])
    func `values are only ever compared`(_ value: String) async throws {
        let table = try TestTable([.named("名称", .string)], [[value], ["other"], ["x\(value)y"]])
        #expect(try await table.rows("名称", .eq, [value]) == [1])
        #expect(try await table.rows("名称", .in, [value, value]) == [1])
        #expect(try await table.rows("名称", .contains, [value]) == [1, 3])
        var query = RowQuery()
        query.text = value
        _ = try await table.rows(query)
        query.sort = [.init(column: "名称")]
        query.limit = 1
        query.cursor = try await table.queries.page(query, of: table.reference, as: .json).next
        #expect(try await table.queries.page(query, of: table.reference, as: .json).rowCount <= 1)
    }

    @Test(arguments: [
        "SELECT hex(fts3_tokenizer('simple'))", "SELECT load_extension('x')", "SELECT printf('%.*c', 900000000, 'x')",
        "SELECT hex(randomblob(400000000))",
        "SELECT zeroblob(999999999)", "SELECT * FROM sqlite_master", "SELECT * FROM sqlite_schema",
        "SELECT * FROM meta", "SELECT * FROM columns",
        "SELECT * FROM sqlite_stmt", "SELECT * FROM dbstat", "SELECT * FROM pragma_table_info('rows')",
        "PRAGMA writable_schema = ON", "PRAGMA query_only = OFF",
        "PRAGMA user_version", "ATTACH '/etc/passwd' AS x", "DETACH main", "BEGIN", "COMMIT", "SAVEPOINT x",
        "CREATE TABLE x(y)", "CREATE TEMP TABLE x(y)",
        "CREATE TEMP VIEW x AS SELECT 1", "INSERT INTO rows(c1) VALUES (1)", "UPDATE rows SET c1 = 1",
        "DELETE FROM rows", "DROP TABLE rows",
        "ALTER TABLE rows ADD COLUMN x", "CREATE VIRTUAL TABLE x USING fts5(y)", "VACUUM", "VACUUM INTO '/tmp/x'",
        "ANALYZE", "REINDEX", "SELECT * FROM place_node",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        "SELECT total(c1) FROM rows", "SELECT group_concat(c1) FROM rows",
        "SELECT c1 FROM rows WHERE c1 LIKE '%a%'", "SELECT c1 FROM rows WHERE c1 GLOB '*a*'", "SELECT abs(1)",
        "SELECT sqlite_version()", "SELECT json('[]')",
        "SELECT * FROM json_each('[1]')", "SELECT rtreecheck('place')",
    ])
    func `the connection of readers reads rows and does nothing else`(_ sql: String) throws {
        let table = try TestTable(
            [.named("緯度", .number, format: "latitude"), .named("経度", .number, format: "longitude")],
            [["34", "131"]]
        )
        let connection = try QueryConnection(table: table.built.table, store: table.store)
        #expect(throws: SQLiteFailure.self) {
            let statement = try connection.prepare(sql)
            while try statement.step() {}
        }
    }

    @Test(arguments: [
        "SELECT count(*) FROM rows", "SELECT _id, c1 FROM rows WHERE ydp_contains(c1, '3')",
        "SELECT id FROM place WHERE east > 131",
    ])
    func `the connection of readers reads rows`(_ sql: String) throws {
        let table = try TestTable(
            [.named("緯度", .number, format: "latitude"), .named("経度", .number, format: "longitude")],
            [["34", "131.5"]]
        )
        let connection = try QueryConnection(table: table.built.table, store: table.store)
        let statement = try connection.prepare(sql)
        #expect(try statement.step())
    }

    @Test func `a query ends at its deadline`() async throws {
        // Every row is folded by Unicode's tables, for every one of many filters.
        let table = try TestTable(
            [.named("文", .string)],
            (0..<3_000).map { [String(repeating: "é①", count: 400) + "\($0)"] },
            timeout: .seconds(1),
            threads: 1
        )
        var query = RowQuery()
        query.filters = (0..<100).map { .init(column: "文", op: .contains, values: ["É\($0)é①"]) }
        query.filters = query.filters.map { .init(column: $0.column, op: .contains, values: ["é①"]) }
        query.sort = [.init(column: "文")]
        let asked = query
        await #expect(throws: QueryError(.timeout)) {
            try await table.queries.page(asked, of: table.reference, as: .json)
        }
        // The thread and its connection go on.
        #expect(try await table.queries.row(1, of: table.reference) != nil)
    }

    @Test func `the watchdog interrupts what the progress handler does not see`() async throws {
        let database = try TestDatabase()
        let watchdog = QueryWatchdog()
        watchdog.start()
        defer { watchdog.shutDown() }
        let handle = try #require(database.handle)
        watchdog.begin(0, handle: handle, deadline: .now + .milliseconds(50))
        #expect(throws: (any Error).self) {
            let connection = try BorrowedStatement(
                handle,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
            )
            try connection.run()
        }
        watchdog.end(0)
    }

    @Test func `a cancelled query gives its thread back`() async throws {
        let table = try TestTable(
            [.named("文", .string)],
            (0..<3_000).map { [String(repeating: "é①", count: 400) + "\($0)"] },
            timeout: .seconds(600),
            threads: 1
        )
        var query = RowQuery()
        query.filters = (0..<100).map { _ in .init(column: "文", op: .contains, values: ["é①"]) }
        let asked = query
        let task = Task { try await table.queries.page(asked, of: table.reference, as: .json) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await table.queries.row(1, of: table.reference) != nil)
    }

    @Test func `as many queries wait as may, and others are refused at once`() async throws {
        let table = try TestTable(
            [.named("文", .string)],
            (0..<3_000).map { [String(repeating: "é①", count: 400) + "\($0)"] },
            timeout: .seconds(600),
            threads: 1,
            waitingLimit: 1
        )
        var query = RowQuery()
        query.filters = (0..<100).map { _ in .init(column: "文", op: .contains, values: ["é①"]) }
        let asked = query
        await withTaskGroup(of: QueryError?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        _ = try await table.queries.page(asked, of: table.reference, as: .json)
                        return nil
                    } catch {
                        return error as? QueryError
                    }
                }
            }
            // One runs and one waits; neither ends by itself before the others are refused.
            for _ in 0..<6 { #expect(await group.next() == QueryError(.busy)) }
            group.cancelAll()
        }
        #expect(try await table.queries.row(1, of: table.reference) != nil)
    }

    @Test func `nothing is answered after the threads have ended`() async throws {
        let table = try TestTable([.named("文", .string)], [["a"]])
        table.queries.shutDown()
        await #expect(throws: CancellationError.self) { try await table.queries.row(1, of: table.reference) }
    }
}

extension RowQuery {
    fileprivate static func filtered(_ filter: Filter) -> RowQuery {
        var query = RowQuery()
        query.filters = [filter]
        return query
    }

    fileprivate static func sorted(by name: String) -> RowQuery {
        var query = RowQuery()
        query.sort = [SortKey(column: name)]
        return query
    }

    fileprivate static func fields(_ name: String) -> RowQuery {
        var query = RowQuery()
        query.fields = [name]
        return query
    }
}

extension TestTable {
    fileprivate func rows(_ query: RowQuery, keepingFields: Bool) async throws {
        _ = try await queries.page(query, of: reference, as: .json)
    }
}
