import Tabular
import Testing

@testable import Tables

@Suite struct `Indexes of large tables` {
    private static let columns: [Column] = [
        .named("コード", .string), .named("名称", .string), .named("備考", .string), .named("定員", .integer),
        .named("空", .integer), .named("同じ", .string), .named("日", .date),
    ]

    private static let rows: [[String?]] = (0..<600).map { number in
        [
            "35\(number % 19)", "ＹＤＰ山口市立第\(number)図書館", String(repeating: "駐車場あり", count: 20 + number % 9),
            "\(number * 7 % 200)", nil, "市", "2024-04-\(10 + number % 20)",
        ]
    }

    private func table(leastIndexed: Int) throws -> TestTable {
        try TestTable(Self.columns, Self.rows, leastIndexed: leastIndexed)
    }

    @Test func `are made from a number of rows on, for columns of short values that tell rows apart`() throws {
        let names = "SELECT name FROM sqlite_schema WHERE name GLOB 'by_*' OR name = 'words' ORDER BY name"
        let small = try table(leastIndexed: 601)
        #expect(try TestDatabase(small.path).rows(names) == [])
        let indexed = try table(leastIndexed: 600)
        let database = try TestDatabase(indexed.path)
        #expect(try database.rows(names).flatMap { $0 } == ["by_c1", "by_c2", "by_c4", "by_c7", "words"])
        #expect(try database.rows("PRAGMA integrity_check") == [["ok"]])
    }

    @Test func `change no answer`() async throws {
        let plain = try table(leastIndexed: 601)
        let indexed = try table(leastIndexed: 600)
        for text in ["図書館", "山口", "市", "第12", "ydp", "車場", "駐車場", "館", "山図", "第1図書館", "図書館 駐車", "なし"] {
            var query = RowQuery()
            query.text = text
            #expect(try await indexed.rows(query) == plain.rows(query), "\(text)")
        }
        for (column, op, values) in [
            ("コード", .eq, ["353"]), ("定員", .gte, ["150"]), ("日", .between, ["2024-04-12", "2024-04-14"]),
            ("名称", .eq, ["ＹＤＰ山口市立第7図書館"]), ("定員", .in, ["7", "14"]),
        ] as [(String, RowQuery.Operator, [String])] {
            let found = try await indexed.rows(column, op, values)
            #expect(!found.isEmpty)
            #expect(try await found == plain.rows(column, op, values))
        }
        var sorted = RowQuery()
        sorted.sort = [.init(column: "定員", descending: true), .init(column: "コード")]
        #expect(try await indexed.rows(sorted) == plain.rows(sorted))
    }

    @Test func `are the same bytes for the same content`() throws {
        #expect(try table(leastIndexed: 600).built.table == table(leastIndexed: 600).built.table)
    }

    @Test func `stay within their budget, those of few distinct values first`() {
        func candidate(_ column: Int, _ distinct: Int?, _ bytes: Int) -> ColumnIndexes.Candidate {
            var statistics = ColumnStatistics()
            statistics.distinct = distinct
            return ColumnIndexes.Candidate(column: column, type: .string, statistics: statistics, textBytes: bytes)
        }
        let candidates = [
            candidate(0, nil, 4_000), candidate(1, 20, 9_000), candidate(2, nil, 3_000), candidate(3, 1, 10),
        ]
        // An entry takes 9 bytes beside its value.
        #expect(ColumnIndexes.choose(candidates, rows: 1_000, budget: 18_000) == [1])
        #expect(ColumnIndexes.choose(candidates, rows: 1_000, budget: 30_000) == [1, 2])
        #expect(ColumnIndexes.choose(candidates, rows: 1_000, budget: 43_000) == [0, 1, 2])
        #expect(ColumnIndexes.choose(candidates, rows: 0, budget: 43_000) == [])
    }
}
