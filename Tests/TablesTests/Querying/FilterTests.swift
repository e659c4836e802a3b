import Tabular
import Testing

@testable import Tables

/// Rows 1 to 6; row 6 has nothing, and row 5 has what does not fit.
private let columns: [Column] = [
    .named("名称", .string), .named("人口", .integer), .named("面積", .number), .named("有無", .boolean), .named("開設日", .date),
    .named("更新", .datetime), .named("時刻", .time), .named("年", .year), .named("年月", .yearmonth),
]
private let rows: [[String?]] = [
    ["山口市", "190000", "1023.25", "有", "2024-04-01", "2024-04-01T09:30:00+09:00", "9:30", "2024年", "2024年4月"],
    ["萩市", "45000", "698.5", "無", "1989-01-08", "2023-12-31T23:59:59+09:00", "23:59", "1989年", "1989年1月"],
    ["ＡＥＤ設置ガイド", "-5", "0.5", "有", "2024-04-15", "2024-04-15T00:00:00", "0:00", "2024年", "2024年12月"],
    ["10", "10", "1e3", "無", "2025-01-01", "2025-01-01T12:00:00Z", "12:00", "2025年", "2025年1月"],
    ["9", "多数", "約10", "やや", "そのうち", "近日", "昼", "去年", "春"],
    [nil, nil, nil, nil, nil, nil, nil, nil, nil],
]

@Suite struct `Filters` {
    private let table: TestTable

    init() throws { table = try TestTable(columns, rows) }

    @Test(arguments: [
        ("山口市", [1]), ("山口", []), ("10", [4]), ("ＡＥＤ設置ガイド", [3]), ("AED設置ガイド", []), ("山口市 ", []), ("' OR 1=1 --", []),
        ("", []),
    ])
    func `string eq is exact`(_ value: String, _ expected: [Int64]) async throws {
        #expect(try await table.rows("名称", .eq, [value]) == expected)
    }

    @Test(arguments: [
        (RowQuery.Operator.ne, ["山口市"], [2, 3, 4, 5]), (.in, ["山口市", "萩市", "x"], [1, 2]),
        (.nin, ["山口市", "萩市"], [3, 4, 5]),
        (.contains, ["市"], [1, 2]), (.contains, ["aed"], [3]), (.contains, ["ｶﾞｲﾄﾞ"], [3]), (.contains, ["がいど"], [3]),
        (.contains, [""], [1, 2, 3, 4, 5]),
        (.contains, ["%"], []), (.contains, ["_"], []), (.contains, ["*"], []), (.startswith, ["aed"], [3]),
        (.startswith, ["口"], []), (.startswith, ["1"], [4]),
        (.endswith, ["市"], [1, 2]), (.endswith, ["ﾄﾞ"], [3]), (.gt, ["9"], [1, 2, 3]), (.gte, ["9"], [1, 2, 3, 5]),
        (.lt, ["9"], [4]), (.lte, ["9"], [4, 5]),
        (.between, ["10", "9"], [4, 5]), (.isnull, ["true"], [6]), (.isnull, ["false"], [1, 2, 3, 4, 5]),
        (.isnull, ["1"], [6]), (.isnull, ["0"], [1, 2, 3, 4, 5]),
    ])
    func `strings`(_ op: RowQuery.Operator, _ values: [String], _ expected: [Int64]) async throws {
        #expect(try await table.rows("名称", op, values) == expected)
    }

    @Test(arguments: [
        (RowQuery.Operator.eq, ["190000"], [1]), (.eq, ["190,000"], [1]), (.eq, ["１９００００"], [1]), (.eq, ["10.0"], [4]),
        (.eq, ["10.5"], []), (.ne, ["10"], [1, 2, 3, 5]),
        (.gt, ["10"], [1, 2]), (.gte, ["10"], [1, 2, 4]), (.gt, ["9.5"], [1, 2, 4]), (.lt, ["10"], [3]),
        (.lte, ["10"], [3, 4]), (.in, ["10", "-5"], [3, 4]),
        (.nin, ["10", "-5"], [1, 2, 5]), (.between, ["-5", "45000"], [2, 3, 4]), (.between, ["45000", "-5"], []),
        (.isnull, ["true"], [6]),
        (.eq, ["9223372036854775807"], []),
    ])
    func `integers compare as numbers, and misfits are beyond every number`(
        _ op: RowQuery.Operator,
        _ values: [String],
        _ expected: [Int64],
    ) async throws {
        #expect(try await table.rows("人口", op, values) == expected)
    }

    @Test(arguments: [
        (RowQuery.Operator.eq, ["1000"], [4]), (.eq, ["0.5"], [3]), (.gt, ["698.5"], [1, 4]),
        (.gte, ["698.5"], [1, 2, 4]), (.lt, ["1"], [3]), (.between, ["0", "1000"], [2, 3, 4]),
        (.in, ["0.50", "1023.25"], [1, 3]), (.isnull, ["false"], [1, 2, 3, 4, 5]),
    ])
    func `numbers`(_ op: RowQuery.Operator, _ values: [String], _ expected: [Int64]) async throws {
        #expect(try await table.rows("面積", op, values) == expected)
    }

    @Test(arguments: [
        (RowQuery.Operator.eq, ["true"], [1, 3]), (.eq, ["TRUE"], [1, 3]), (.eq, ["1"], [1, 3]), (.eq, ["有"], [1, 3]),
        (.eq, ["○"], [1, 3]), (.eq, ["false"], [2, 4]), (.eq, ["無"], [2, 4]),
        (.ne, ["true"], [2, 4, 5]), (.in, ["true", "false"], [1, 2, 3, 4]), (.isnull, ["true"], [6]),
    ])
    func `booleans`(_ op: RowQuery.Operator, _ values: [String], _ expected: [Int64]) async throws {
        #expect(try await table.rows("有無", op, values) == expected)
    }

    @Test(arguments: [
        ("開設日", RowQuery.Operator.eq, ["2024-04-01"], [1]), ("開設日", .eq, ["令和6年4月1日"], [1]),
        ("開設日", .eq, ["2024-04"], [1, 3]), ("開設日", .eq, ["2024"], [1, 3]),
        ("開設日", .ne, ["2024"], [2, 4, 5]), ("開設日", .gt, ["2024-04"], [4]), ("開設日", .gt, ["2024-04-01"], [3, 4]),
        ("開設日", .gte, ["2024"], [1, 3, 4]),
        ("開設日", .lt, ["2024"], [2]), ("開設日", .lte, ["2024-04"], [1, 2, 3]),
        ("開設日", .in, ["1989", "2025-01-01"], [2, 4]), ("開設日", .nin, ["1989", "2025"], [1, 3, 5]),
        ("開設日", .between, ["1989", "2024"], [1, 2, 3]), ("開設日", .eq, ["平成元年"], [2]), ("更新", .eq, ["2024-04-15"], [3]),
        ("更新", .eq, ["2024-04-01T09:30:00"], [1]),
        ("更新", .gte, ["2024-04-01"], [1, 3, 4]), ("更新", .lte, ["2024"], [1, 2, 3]),
        ("更新", .between, ["2023-12-31", "2024-04-01"], [1, 2]),
        ("時刻", .eq, ["9:30"], [1]), ("時刻", .gte, ["09:30"], [1, 2, 4]), ("時刻", .lt, ["9時30分"], [3]),
        ("年", .eq, ["2024"], [1, 3]), ("年", .eq, ["令和6年"], [1, 3]),
        ("年", .gt, ["1989"], [1, 3, 4]), ("年月", .eq, ["2024-04"], [1]), ("年月", .eq, ["2024"], [1, 3]),
        ("年月", .gt, ["2024年4月"], [3, 4]), ("年月", .isnull, ["true"], [6]),
    ])
    func `dates and times, also by what contains them`(
        _ column: String,
        _ op: RowQuery.Operator,
        _ values: [String],
        _ expected: [Int64],
    ) async throws {
        #expect(try await table.rows(column, op, values) == expected)
    }

    @Test(arguments: [
        ("人口", RowQuery.Operator.eq, "多数"), ("人口", .gt, "abc"), ("人口", .eq, ""), ("人口", .eq, "0x10"),
        ("人口", .eq, "007"), ("人口", .eq, "nan"), ("面積", .eq, "inf"),
        ("面積", .eq, "1e400"), ("有無", .eq, "2"), ("有無", .eq, "maybe"), ("開設日", .eq, "2024-13-01"), ("開設日", .gte, "昨日"),
        ("更新", .eq, "9:30"), ("時刻", .eq, "25:00"),
        ("年", .eq, "いつか"), ("年月", .eq, "2024-13"), ("名称", .isnull, "多分"), ("_id", .eq, "一"),
    ])
    func `a value that is none of the type is told`(
        _ column: String,
        _ op: RowQuery.Operator,
        _ value: String
    ) async throws {
        await #expect {
            try await table.rows(column, op, [value])
        } throws: { error in
            guard case .badValue(column, _, value) = (error as? QueryError)?.kind else { return false }
            return true
        }
    }

    @Test(arguments: [
        ("人口", RowQuery.Operator.contains), ("面積", .startswith), ("有無", .gt), ("有無", .nin), ("有無", .between),
        ("開設日", .contains), ("_id", .endswith),
    ])
    func `an operator that the type has not is told with those that it has`(
        _ column: String,
        _ op: RowQuery.Operator
    ) async throws {
        await #expect {
            try await table.rows(column, op, ["1"])
        } throws: { error in
            guard case .operatorNotAllowed(column, _, op.rawValue, let allowed) = (error as? QueryError)?.kind else {
                return false
            }
            return !allowed.isEmpty && !allowed.contains(op.rawValue)
        }
    }

    @Test(arguments: [
        (RowQuery.Operator.eq, 0), (.eq, 2), (.between, 1), (.between, 3), (.in, 0), (.in, 901), (.isnull, 2),
        (.contains, 0),
    ])
    func `a wrong number of values is told`(_ op: RowQuery.Operator, _ count: Int) async throws {
        await #expect(throws: QueryError(.badValueCount(column: "名称", op: op.rawValue))) {
            try await table.rows("名称", op, [String](repeating: "1", count: count))
        }
    }

    @Test func `as many values and filters as there may be are answered`() async throws {
        #expect(try await table.rows("名称", .in, (0..<899).map(String.init) + ["萩市"]) == [2, 4, 5])
        var query = RowQuery()
        query.filters = [RowQuery.Filter](repeating: .init(column: "人口", op: .gte, values: ["0"]), count: 100)
        #expect(try await table.rows(query) == [1, 2, 4])
        query.filters.append(.init(column: "人口", op: .gte, values: ["0"]))
        await #expect(throws: QueryError(.badValueCount(column: "人口", op: "gte"))) { try await table.rows(query) }
    }

    @Test(arguments: [
        ("市", [1, 2]), ("ａｅｄ がいど", [3]), ("市　山", [1]), ("ガイド 山口", []), ("  ", [1, 2, 3, 4, 5, 6]),
        ("", [1, 2, 3, 4, 5, 6]), ("190000", []), ("%", []),
    ])
    func `text asks for every word in some string column`(_ text: String, _ expected: [Int64]) async throws {
        var query = RowQuery()
        query.text = text
        #expect(try await table.rows(query) == expected)
    }

    @Test func `the row's number can be filtered, sorted by and asked for`() async throws {
        #expect(try await table.rows("_id", .gte, ["5"]) == [5, 6])
        #expect(try await table.rows("_id", .in, ["2", "4", "99"]) == [2, 4])
        var query = RowQuery()
        query.sort = [.init(column: "_id", descending: true), .init(column: "名称")]
        #expect(try await table.rows(query) == [6, 5, 4, 3, 2, 1])
        query.fields = ["_id", "名称"]
        query.limit = 1
        #expect(try await table.body(query, as: .jsonLists) == "[[6,null]]")
    }

    @Test func `names are found by their bytes, or by a canonically equal spelling`() async throws {
        let twins = try TestTable(
            [.named("が", .string), .named("か\u{3099}", .string), .named("ぎ", .string)],
            [["a", "b", "c"]]
        )
        #expect(try await twins.rows("が", .eq, ["a"]) == [1])
        #expect(try await twins.rows("か\u{3099}", .eq, ["b"]) == [1])
        #expect(try await twins.rows("き\u{3099}", .eq, ["c"]) == [1])
    }
}

@Suite struct `Boxes` {
    private static let places: [(latitude: String?, longitude: String?)] = [
        ("34.18", "131.47"), ("33.95", "130.95"), ("34.18583333", "131.47139999"), (nil, "131.4"), ("北緯34度", "131.4"),
        ("0", "179.9"), ("0", "-179.9"),
        ("91", "131.4"), ("-90", "-180"), ("90", "180"),
    ]

    @Test(arguments: [
        (131.0, 34.0, 132.0, 35.0, [1, 3]), (131.47, 34.18, 131.47, 34.18, [1]),
        (131.47139998, 34.18583332, 131.4714, 34.18583334, [3]),
        (-180, -90, 180, 90, [1, 2, 3, 6, 7, 9, 10]), (179, -1, -179, 1, [6, 7]), (132, 35, 131, 34, []),
        (130.9, 33.9, 131.0, 34.0, [2]),
    ])
    func `hold the places inside, edges included`(
        _ west: Double,
        _ south: Double,
        _ east: Double,
        _ north: Double,
        _ expected: [Int64],
    ) async throws {
        let table = try TestTable(
            [.named("緯度", .number, format: "latitude"), .named("経度", .number, format: "longitude")],
            Self.places.map { [$0.latitude, $0.longitude] }
        )
        var query = RowQuery()
        query.box = RowQuery.Box(west: west, south: south, east: east, north: north)
        #expect(try await table.rows(query) == expected)
    }

    @Test func `are refused where a table has no coordinates as numbers`() async throws {
        let table = try TestTable(
            [.named("緯度", .number, format: "latitude"), .named("経度", .string, format: "longitude")],
            [["1", "x"]]
        )
        var query = RowQuery()
        query.box = RowQuery.Box(west: 0, south: 0, east: 1, north: 1)
        await #expect(throws: QueryError(.noCoordinates)) { try await table.rows(query) }
    }
}
