import Tabular
import Testing

@testable import Tables

@Suite struct `Cursors` {
    private static let columns: [Column] = [.named("区分", .string), .named("数", .integer), .named("値", .number)]
    /// Many ties, nulls and misfits.
    private static let rows: [[String?]] = (0..<200).map { number in
        [
            number % 7 == 0 ? nil : "区\(number % 3)",
            number % 5 == 0 ? nil : (number % 11 == 0 ? "多数" : "\(number % 4)"),
            number % 13 == 0 ? "約" : "\(Double(number % 6) / 2)",
        ]
    }

    /// All pages one after another.
    private func walk(_ query: RowQuery, _ table: TestTable, limit: Int) async throws -> [Int64] {
        var query = query
        query.limit = limit
        query.fields = []
        var numbers: [Int64] = []
        while true {
            let page = try await table.queries.page(query, of: table.reference, as: .jsonLists)
            numbers += TestTable.numbers(in: page.body)
            #expect(page.rowCount <= limit)
            guard let next = page.next else { return numbers }
            #expect(page.rowCount == limit)
            query.cursor = next
        }
    }

    @Test(arguments: [
        [], [("区分", false)], [("区分", true)], [("数", false)], [("数", true)], [("値", true)],
        [("区分", true), ("数", false)], [("数", true), ("値", false)],
        [("区分", false), ("数", true), ("値", true)], [("_id", true)], [("数", false), ("数", true)],
        [("区分", false), ("_id", true)],
    ])
    func `walk over every row once, in the order of one long page`(_ sort: [(String, Bool)]) async throws {
        let table = try TestTable(Self.columns, Self.rows)
        var query = RowQuery()
        query.sort = sort.map { RowQuery.SortKey(column: $0.0, descending: $0.1) }
        let whole = try await table.rows(query)
        #expect(whole.sorted() == Array(1...200))
        for limit in [1, 3, 7, 100, 199, 200, 201] {
            #expect(try await walk(query, table, limit: limit) == whole)
        }
    }

    @Test func `keep values first, misfits after them and nulls last, in both directions`() async throws {
        let table = try TestTable([.named("数", .integer)], [["2"], [nil], ["多数"], ["10"], ["あ"], ["2"], [nil], ["-1"]])
        var query = RowQuery()
        query.sort = [.init(column: "数")]
        #expect(try await table.rows(query) == [8, 1, 6, 4, 5, 3, 2, 7])
        query.sort = [.init(column: "数", descending: true)]
        #expect(try await table.rows(query) == [4, 1, 6, 8, 3, 5, 2, 7])
    }

    @Test func `go with filters, and count all that match on every page`() async throws {
        let table = try TestTable(Self.columns, Self.rows)
        var query = RowQuery()
        query.filters = [.init(column: "数", op: .gte, values: ["2"])]
        query.sort = [.init(column: "値", descending: true)]
        let whole = try await table.rows(query)
        query.limit = 10
        while true {
            let page = try await table.queries.page(query, of: table.reference, as: .json)
            #expect(page.count == whole.count)
            guard let next = page.next else { break }
            query.cursor = next
        }
        #expect(try await walk(query, table, limit: 10).isEmpty == false)
    }

    @Test func `expire with the version that they were made for`() async throws {
        let table = try TestTable(Self.columns, Self.rows)
        let other = try TestTable(Self.columns, Array(Self.rows.dropLast()))
        var query = RowQuery()
        query.limit = 5
        query.cursor = try await table.queries.page(query, of: table.reference, as: .json).next
        #expect(query.cursor != nil)

        var newer = other.reference
        newer.version = 4
        await #expect(throws: QueryError(.cursorExpired)) { try await other.queries.page(query, of: newer, as: .json) }
        // The same version number, but another content (data directories that were swapped).
        await #expect(throws: QueryError(.cursorExpired)) {
            try await other.queries.page(query, of: other.reference, as: .json)
        }
        var elsewhere = table.reference
        elsewhere.resource = "other"
        await #expect(throws: QueryError(.badCursor)) { try await table.queries.page(query, of: elsewhere, as: .json) }
    }

    @Test(arguments: [
        "", "x", "AAAA", String(repeating: "A", count: 60), String(repeating: "あ", count: 20), "../../../etc/passwd",
        "1 OR 1=1",
    ])
    func `are refused when they are none of ours`(_ text: String) async throws {
        let table = try TestTable(Self.columns, Self.rows)
        var query = RowQuery()
        query.cursor = text
        await #expect(throws: QueryError(.badCursor)) {
            try await table.queries.page(query, of: table.reference, as: .json)
        }
    }

    @Test func `are refused when one character was changed, or the order`() async throws {
        let table = try TestTable(Self.columns, Self.rows)
        var query = RowQuery()
        query.limit = 5
        let next = try #require(try await table.queries.page(query, of: table.reference, as: .json).next)
        let characters = Array(next.utf8)
        for index in characters.indices {
            var changed = characters
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            query.cursor = String(decoding: changed, as: UTF8.self)
            await #expect(throws: QueryError(.badCursor)) {
                try await table.queries.page(query, of: table.reference, as: .json)
            }
        }
        query.cursor = next
        query.sort = [.init(column: "数")]
        await #expect(throws: QueryError(.badCursor)) {
            try await table.queries.page(query, of: table.reference, as: .json)
        }
    }

    @Test func `need no place in a link for long values`() async throws {
        let table = try TestTable(
            [.named("文", .string)],
            (0..<4).map { [String(repeating: "長", count: 100_000) + "\($0)"] }
        )
        var query = RowQuery()
        query.sort = [.init(column: "文", descending: true)]
        query.limit = 1
        let page = try await table.queries.page(query, of: table.reference, as: .json)
        #expect((page.next?.utf8.count ?? 0) == 60)
        #expect(try await walk(query, table, limit: 1) == [4, 3, 2, 1])
    }

    @Test(arguments: [(0, 10), (5, 10), (195, 5), (199, 1), (200, 0), (10_000_000, 0)])
    func `and offsets skip rows, counting as before`(_ offset: Int, _ expected: Int) async throws {
        let table = try TestTable(Self.columns, Self.rows)
        for sort in [[], [RowQuery.SortKey(column: "_id")], [RowQuery.SortKey(column: "数")]] {
            for filters in [[], [RowQuery.Filter(column: "_id", op: .gte, values: ["1"])]] {
                var query = RowQuery()
                query.sort = sort
                query.filters = filters
                let whole = try await table.rows(query)
                query.limit = 10
                query.offset = offset
                query.fields = []
                let page = try await table.queries.page(query, of: table.reference, as: .jsonLists)
                #expect(TestTable.numbers(in: page.body) == Array(whole.dropFirst(offset).prefix(10)))
                #expect(page.rowCount == expected)
                #expect(page.count == 200)
                #expect((page.next != nil) == (offset + expected < 200))
            }
        }
    }

    @Test func `a page of no rows still counts`() async throws {
        let table = try TestTable(Self.columns, Self.rows)
        var query = RowQuery()
        query.limit = 0
        let page = try await table.queries.page(query, of: table.reference, as: .json)
        #expect(page.body == Array("[]".utf8))
        #expect(page.count == 200)
        #expect(page.next == nil)
        query.wantsCount = false
        #expect(try await table.queries.page(query, of: table.reference, as: .json).count == nil)
    }

    @Test func `more sort columns than there may be are told`() async throws {
        let columns = (1...9).map { Column.named("列\($0)", .string) }
        let table = try TestTable(columns, [])
        var query = RowQuery()
        query.sort = columns.map { RowQuery.SortKey(column: $0.name) }
        await #expect(throws: QueryError(.badValueCount(column: "列9", op: "sort"))) { try await table.rows(query) }
    }
}
