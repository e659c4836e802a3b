import Tabular
import Testing

@testable import Validation

@Suite struct `Every constraint` {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: Rule
        let type: ColumnType
        let constraints: TableSchema.Constraints
        let format: String?
        let right: [String?]
        let wrong: [String?]
        var testDescription: String { "\(rule.rawValue) of \(type.rawValue)" }

        init(
            _ rule: Rule,
            _ type: ColumnType,
            format: String? = nil,
            right: [String?],
            wrong: [String?],
            _ change: (inout TableSchema.Constraints) -> Void = { _ in },
        ) {
            self.rule = rule
            self.type = type
            self.format = format
            self.right = right
            self.wrong = wrong
            constraints = .with(change)
        }
    }

    static let types: [Case] = [
        Case(.typeMismatch, .integer, right: ["20", "-3", "0", "", nil], wrong: ["約20", "20人", "1.5", "東京", "0120"]),
        Case(.typeMismatch, .number, right: ["34.17", "-1", "1e3", ""], wrong: ["34.17度", "inf", "0x10", "西万倉"]),
        Case(.typeMismatch, .boolean, right: ["true", "false", ""], wrong: ["たぶん"]),
        Case(
            .typeMismatch,
            .date,
            right: ["2024-04-01", "2024/4/1", "令和6年4月1日", ""],
            wrong: ["2024-04-31", "下旬", "20"]
        ),
        Case(.typeMismatch, .time, right: ["09:30", "9:30", "09:30:00", ""], wrong: ["25:00", "朝", "9時ごろ"]),
        Case(.typeMismatch, .datetime, right: ["2024-04-01T09:30:00", ""], wrong: ["2024-04-01T25:00:00", "午後"]),
        Case(.typeMismatch, .year, right: ["2024", ""], wrong: ["24年ごろ", "2024-04"]),
        Case(.typeMismatch, .yearmonth, right: ["2024-04", ""], wrong: ["2024-13", "四月"]),
        Case(.typeMismatch, .string, right: ["なんでも", "20", "", nil], wrong: []),
    ]

    static let presence: [Case] = [
        Case(.required, .string, right: ["あり", "-"], wrong: ["", nil, " ", "\u{3000}"]) { $0.required = true },
        Case(.required, .integer, right: ["0"], wrong: ["", nil, "-", "不明"]) { $0.required = true },
        Case(.required, .date, right: ["2024-04-01"], wrong: ["", nil]) { $0.required = true },
        Case(.unique, .string, right: ["a", "b", "", "", nil], wrong: ["a", "b"]) { $0.unique = true },
        Case(.unique, .integer, right: ["1", "2", ""], wrong: ["1"]) { $0.unique = true },
    ]

    static let bounds: [Case] = [
        Case(.minimum, .integer, right: ["10", "9223372036854775807", ""], wrong: ["9", "-10"]) { $0.minimum = "10" },
        Case(.minimum, .number, right: ["20", "20.0", "34.17", ""], wrong: ["19.999", "0", "-34"]) {
            $0.minimum = "20"
        },
        Case(.minimum, .date, right: ["2024-04-01", "2024/10/1"], wrong: ["2024-03-31", "平成30年4月1日"]) {
            $0.minimum = "2024-04-01"
        },
        Case(.minimum, .time, right: ["09:30", "10:00"], wrong: ["9:29", "00:00"]) { $0.minimum = "09:30" },
        Case(.minimum, .datetime, right: ["2024-04-01T09:30:00"], wrong: ["2024-04-01T09:29:59"]) {
            $0.minimum = "2024-04-01T09:30"
        },
        Case(.minimum, .year, right: ["1990"], wrong: ["1989"]) { $0.minimum = "1990" },
        Case(.minimum, .yearmonth, right: ["2024-04"], wrong: ["2024-03"]) { $0.minimum = "2024-04" },
        Case(.maximum, .integer, right: ["10", "9", "-11", ""], wrong: ["11", "100"]) { $0.maximum = "10" },
        Case(.maximum, .number, right: ["46", "34.17"], wrong: ["46.0001", "343.208813"]) { $0.maximum = "46" },
        Case(.maximum, .date, right: ["2024-04-01"], wrong: ["2024-04-02", "2024-10-01"]) { $0.maximum = "2024-04-01" },
        Case(.maximum, .time, right: ["17:15"], wrong: ["17:16"]) { $0.maximum = "17:15" },
        Case(
            .maximum,
            .datetime,
            right: ["2024-04-01T09:30:00", "2024-04-01T09:30:00+09:00"],
            wrong: ["2024-04-01T09:30:01"],
        ) { $0.maximum = "2024-04-01T09:30:00" },
        Case(.maximum, .year, right: ["2024"], wrong: ["2025"]) { $0.maximum = "2024" },
        Case(.maximum, .yearmonth, right: ["2024-04"], wrong: ["2024-05"]) { $0.maximum = "2024-04" },
    ]

    static let texts: [Case] = [
        Case(.minLength, .string, right: ["山口", "山口県", "", "e\u{301}"], wrong: ["山", "👩"]) { $0.minLength = 2 },
        Case(.maxLength, .string, right: ["山口", "𠮷野", ""], wrong: ["山口県", "e\u{301}e"]) { $0.maxLength = 2 },
        Case(.pattern, .string, right: ["352012", "", nil], wrong: ["35201", "3520123", "３５２０１２", " 352012"]) {
            $0.pattern = "[0-9]{6}"
        },
        Case(.pattern, .time, right: ["09:30"], wrong: ["9:30", "09:30:00"]) { $0.pattern = "[0-9]{2}:[0-9]{2}" },
        Case(
            .format,
            .string,
            format: "email",
            right: ["info@city.example.jp", ""],
            wrong: ["info", "a@b", "a b@c.jp"]
        ),
        Case(
            .format,
            .string,
            format: "uri",
            right: ["https://www.city.example.jp/図?a=1", "mailto:a@b.jp"],
            wrong: ["www.a.jp", "なし"]
        ),
        Case(.format, .string, format: "uuid", right: ["0f8fad5b-d9cb-469f-a165-70867728950e"], wrong: ["0f8fad5b"]),
        Case(.enumeration, .string, right: ["有", "無", "", nil], wrong: ["あり", "有 ", "有（要相談）"]) {
            $0.enumeration = ["有", "無"]
        },
        Case(.enumeration, .integer, right: ["1", "2"], wrong: ["3", "12"]) { $0.enumeration = ["1", "2"] },
        Case(.enumeration, .number, right: ["1.50", "2"], wrong: ["1.51"]) { $0.enumeration = ["1.5", "2"] },
        Case(.enumeration, .date, right: ["2024/4/1"], wrong: ["2024-04-02"]) { $0.enumeration = ["2024-04-01"] },
        Case(.enumeration, .time, right: ["9:30"], wrong: ["09:31"]) { $0.enumeration = ["09:30"] },
        Case(.enumeration, .datetime, right: ["2024-04-01T09:30:00"], wrong: ["2024-04-01T09:31:00"]) {
            $0.enumeration = ["2024-04-01T09:30"]
        },
        Case(.enumeration, .boolean, right: ["true"], wrong: ["false"]) { $0.enumeration = ["true"] },
        Case(.enumeration, .year, right: ["2024"], wrong: ["2025"]) { $0.enumeration = ["2024"] },
        Case(.enumeration, .yearmonth, right: ["2024-04"], wrong: ["2024-05"]) { $0.enumeration = ["2024-04"] },
    ]

    static let cases = types + presence + bounds + texts

    @Test(arguments: cases) func `finds exactly the cells that break it`(_ sample: Case) {
        let cells = sample.right + sample.wrong
        let table = SampleTable([("値", .string)], rows: cells.map { [$0] })
        let schema = TableSchema(
            name: "sample",
            fields: [.init(name: "値", type: sample.type, format: sample.format, constraints: sample.constraints)]
        )
        let outcome = table.check(against: schema)

        #expect(outcome.findings.map(\.row) == sample.wrong.indices.map { sample.right.count + $0 + 1 })
        #expect(outcome.findings.map(\.code) == sample.wrong.map { _ in sample.rule.rawValue })
        #expect(outcome.findings.allSatisfy { $0.severity == .error && $0.column == "値" })
        #expect(outcome.findings.map(\.line) == outcome.findings.map { $0.row.map { $0 + 1 } })
        #expect(outcome.findings.map(\.value) == sample.wrong)
        #expect(outcome.errorCount == sample.wrong.count)
    }

    @Test func `has a case for every type that it applies to`() {
        let covered = Dictionary(grouping: Self.cases, by: \.rule).mapValues { Set($0.map(\.type)) }
        let every = Set(ColumnType.allCases)
        let ordered = every.subtracting([.string, .boolean])
        #expect(covered[.typeMismatch] == every)
        #expect(covered[.enumeration] == every)
        #expect(covered[.minimum] == ordered)
        #expect(covered[.maximum] == ordered)
    }
}
