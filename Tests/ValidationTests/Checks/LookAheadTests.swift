import Tabular
import Testing

@testable import Validation

/// Batches that are right are passed over as a whole, and that must never change what is found.
@Suite struct `Looking at whole batches first` {
    private static let words: [ColumnType: [String?]] = [
        .string: ["やまぐち", "abc", "a1", "", "　", "\u{A0}", " x", "あ", nil, "-", "35203"],
        .integer: ["0", "12", "-3", "1,000", "約20", "", "-", nil, "９"],
        .number: ["34.1", "131", "約20", "", "-5", nil, "1e3"],
        .boolean: ["true", "false", "有", "", "maybe", nil],
        .date: ["2024-04-01", "2024/4/2", "令和6年4月3日", "2024-13-01", "", nil],
        .time: ["09:30", "9:30:15", "25:00", "", nil],
        .datetime: ["2024-04-01T09:30", "2024-04-01 10:00:00", "不明な日", ""],
        .year: ["2024", "令和6年", "不明な年", ""],
        .yearmonth: ["2024-04", "2024年5月", "不明な月", ""],
    ]
    private static let bounds: [ColumnType: [String]] = [
        .string: ["a", "や"], .integer: ["0", "12"], .number: ["0", "100.5"], .boolean: ["true"],
        .date: ["2024-04-01", "2024-04-03"], .time: ["09:00", "09:30:15"], .datetime: ["2024-04-01T09:30:00"],
        .year: ["2020", "2024"], .yearmonth: ["2024-04", "2024-05"],
    ]

    private static func constraints(_ type: ColumnType, _ dice: inout Dice) -> TableSchema.Constraints {
        func maybe<Value>(_ value: Value?) -> Value? { Int.random(in: 0..<4, using: &dice) == 0 ? value : nil }
        var constraints = TableSchema.Constraints()
        constraints.required = maybe(true) ?? false
        constraints.unique = maybe(true) ?? false
        constraints.minimum = maybe(bounds[type]?.randomElement(using: &dice))
        constraints.maximum = maybe(bounds[type]?.randomElement(using: &dice))
        constraints.minLength = maybe(1)
        constraints.maxLength = maybe(4)
        constraints.pattern = maybe("[0-9a-zあ-ん.:-]*")
        constraints.enumeration = maybe(bounds[type].map { $0 + ["abc", "やまぐち"] })
        return constraints
    }

    /// A column's cells are mostly one right value, so that some batches are clean and some are not.
    private static func cell(_ type: ColumnType, _ dirt: Int, _ dice: inout Dice) -> String? {
        let words = words[type] ?? []
        return Int.random(in: 0..<100, using: &dice) < dirt ? words.randomElement(using: &dice) ?? nil : words[0]
    }

    @Test(arguments: 1...40) func `finds the same as looking at every row`(_ seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let dirt = [0, 2, 20, 90][seed % 4]
        let types = (0..<4).map { _ in ColumnType.allCases.randomElement(using: &dice) ?? .string }
        let columns = types.enumerated().map { (name: "c\($0.offset)", type: $0.element) }
        let fields = columns.map {
            TableSchema.Field(name: $0.name, type: $0.type, constraints: Self.constraints($0.type, &dice))
        }
        var schema = TableSchema(name: "", fields: fields)
        if seed % 5 == 0 { schema.missingValues = ["", "-"] }
        if seed % 7 == 0 { schema.missingValues = ["-"] }
        if seed % 3 == 0 { schema.primaryKey = seed % 2 == 0 ? ["c0"] : ["c0", "c1"] }
        let rows = (0..<300).map { _ in types.map { Self.cell($0, dirt, &dice) } }
        let table = SampleTable(columns, rows: rows)
        let whole = table.check(against: schema, batchesOf: 16, listed: 500)
        let byRow = table.check(against: schema, batchesOf: 16, listed: 500, looksAhead: false)
        #expect(whole == byRow)
    }

    @Test func `is given up where most batches have something wrong, without losing anything`() {
        let rows: [[String?]] = (0..<400).map { [$0 % 5 == 0 ? "約20" : "1"] }
        let table = SampleTable([("a", .integer)], rows: rows)
        let outcome = table.check(
            against: TableSchema(name: "", fields: [.init(name: "a", type: .integer)]),
            batchesOf: 10,
            listed: 10
        )
        #expect(outcome.errorCount == 80)
        #expect(outcome.findings.count == 10)
    }
}
