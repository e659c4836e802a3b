import Tabular
import Testing

@testable import Validation

@Suite struct `A validator` {
    /// A schema of text fields with the same constraints.
    private static func texts(
        _ names: [String],
        primaryKey: [String] = [],
        _ change: (inout TableSchema.Constraints) -> Void = { _ in },
    ) -> TableSchema {
        let fields = names.map { TableSchema.Field(name: $0, type: .string, constraints: .with(change)) }
        return TableSchema(name: "s", fields: fields, primaryKey: primaryKey)
    }

    @Test func `says which column and row break which rule, in row order`() {
        let schema = TableSchema(
            name: "s",
            fields: [
                .init(name: "名称", type: .string, constraints: .with { $0.required = true }),
                .init(name: "定員", type: .integer, constraints: .with { $0.minimum = "1" }),
            ]
        )
        let table = SampleTable(
            [("定員", .string), ("名称", .string)],
            rows: [["約20", "公民館"], ["10", ""], ["0", nil], ["5", "小学校"]]
        )
        let outcome = table.check(against: schema)
        #expect(outcome.findings.map(\.code) == ["type_mismatch", "required", "minimum", "required"])
        #expect(outcome.findings.map(\.row) == [1, 2, 3, 3])
        #expect(outcome.findings.map(\.line) == [2, 3, 4, 4])
        #expect(outcome.findings.map(\.column) == ["定員", "名称", "定員", "名称"])
        #expect(outcome.findings.map(\.value) == ["約20", "", "0", nil])
        #expect(outcome.counts == ["type_mismatch": 1, "required": 2, "minimum": 1])
    }

    @Test func `lists so many of a code and counts the rest`() {
        let table = SampleTable([("a", .string)], rows: Array(repeating: [""], count: 7))
        let outcome = table.check(against: Self.texts(["a"]) { $0.required = true }, batchesOf: 3, listed: 2)
        #expect(outcome.findings.map(\.row) == [1, 2])
        #expect(outcome.counts == ["required": 7])
        #expect(outcome.errorCount == 7)
    }

    @Test func `tells missing and extra columns before the rows`() {
        var schema = Self.texts(["名称", "備考", "住所", "番号"], primaryKey: ["番号"])
        schema.fields[0].constraints.required = true
        let outcome = SampleTable([("住所", .string), ("メモ", .string)], rows: [["a", "b"]]).check(against: schema)
        #expect(outcome.findings.map(\.code) == ["missing_column", "missing_column", "missing_column", "extra_column"])
        #expect(outcome.findings.map(\.severity) == [.error, .warning, .error, .warning])
        #expect(outcome.findings.map(\.column) == ["名称", "備考", "番号", "メモ"])
        #expect(outcome.findings.allSatisfy { $0.row == nil && $0.line == nil })
        #expect(outcome.errorCount == 2)
        #expect(outcome.warningCount == 2)
    }

    @Test func `checks a column with a misspelt heading and says how to spell it`() {
        var schema = Self.texts(["NO", "利用可能日時特記事項", "建物名等(方書)"])
        schema.fields[0].type = .integer
        let table = SampleTable(
            [("ＮＯ", .string), ("利用可能時間特記事項", .string), ("建物名等（方書）", .string)],
            rows: [["一", "", ""]]
        )
        let outcome = table.check(against: schema)
        #expect(outcome.counts == ["column_name": 3, "type_mismatch": 1])
        #expect(outcome.findings.map(\.column) == ["ＮＯ", "利用可能時間特記事項", "建物名等（方書）", "ＮＯ"])
        #expect(outcome.findings.first?.message.ja == "この列を「NO」として調べました。見出しを「NO」に直してください。")
    }

    @Test func `never gives a column to a second field`() {
        var schema = Self.texts(["ＵＲＬ", "URL", "url"])
        schema.fields[1].type = .integer
        let outcome = SampleTable([("URL", .string)], rows: [["a"]]).check(against: schema)
        #expect(outcome.counts == ["missing_column": 2, "type_mismatch": 1])
    }

    @Test func `holds columns that no field names to their own type, as a doubt`() {
        let table = SampleTable([("a", .integer), ("b", .integer)], rows: [["x", "1"], ["y", "二"], ["z", "三"]])
        let outcome = table.check(against: Self.texts(["a"]), listed: 1)
        #expect(outcome.counts == ["extra_column": 1, "type_mismatch": 2])
        #expect(outcome.findings.map(\.severity) == [.warning, .warning])
        #expect(outcome.findings.map(\.row) == [nil, 2])
        #expect(outcome.errorCount == 0)
        #expect(outcome.warningCount == 3)
    }

    @Test func `finds repeats of a key over several columns, and its empty parts`() {
        let rows: [[String?]] = [["1", "23"], ["12", "3"], ["1", "23"], ["1", ""], ["1", nil], ["1", "23"]]
        let outcome = SampleTable([("a", .string), ("b", .string)], rows: rows)
            .check(against: Self.texts(["a", "b"], primaryKey: ["b", "a"]))
        #expect(outcome.findings.map(\.code) == ["primary_key", "required", "required", "primary_key"])
        #expect(outcome.findings.map(\.row) == [3, 4, 5, 6])
        #expect(outcome.findings.first?.message.ja == "主キー（b、a）が1行目と同じです。行ごとに異なる値にしてください。")
        #expect(outcome.findings.last?.message.en == "The key (b, a) is the same as in row 1. Give each row its own.")
    }

    @Test func `names a repeated key of one column once`() {
        let schema = Self.texts(["a"], primaryKey: ["a"]) { $0.unique = true }
        let outcome = SampleTable([("a", .string)], rows: [["1"], ["1"]]).check(against: schema)
        #expect(outcome.findings.map(\.code) == ["primary_key"])
        #expect(outcome.findings.map(\.column) == ["a"])
    }

    @Test func `takes the schema's spellings of null for every type`() {
        var schema = Self.texts(["a", "b"]) { $0.pattern = "[0-9]" }
        schema.fields[0].type = .integer
        schema.missingValues = ["", "非公表"]
        let rows = [["非公表", "非公表"], ["", ""], ["秘", "秘"]]
        let outcome = SampleTable([("a", .string), ("b", .string)], rows: rows).check(against: schema)
        #expect(outcome.findings.map(\.row) == [3, 3])
        #expect(outcome.findings.map(\.code) == ["type_mismatch", "pattern"])
    }

    @Test func `takes a blank string for a value when the schema says that none is missing`() {
        var schema = Self.texts(["a"]) {
            $0.required = true
            $0.minLength = 1
        }
        schema.missingValues = []
        let outcome = SampleTable([("a", .string)], rows: [[""], ["x"], [nil]]).check(against: schema)
        #expect(outcome.findings.map(\.code) == ["min_length", "required"])
        #expect(outcome.findings.map(\.row) == [1, 3])
    }

    static let spaced = ["有 ", "\u{3000}有", "\n有\u{A0}\t", "　　有　"]

    @Test(arguments: spaced) func `says that only the white space around a value is wrong`(_ value: String) {
        for schema in [Self.texts(["a"]) { $0.enumeration = ["有", "無"] }, Self.texts(["a"]) { $0.pattern = "[有無]" }] {
            let outcome = SampleTable([("a", .string)], rows: [[value], ["あり"]]).check(against: schema)
            #expect(outcome.findings.first?.message.ja == "「有」の前後に空白か改行があります。取り除いてください。")
            #expect(outcome.findings.first?.value == value)
            #expect(outcome.findings.last?.message.ja.hasPrefix("「あり」は") == true)
            #expect(outcome.errorCount == 2)
        }
    }

    @Test func `quotes a long value in a hundred characters`() {
        let schema = TableSchema(name: "s", fields: [.init(name: "a", type: .integer)])
        let long = String(repeating: "山", count: 101)
        let outcome = SampleTable([("a", .string)], rows: [[long], [String(long.dropLast())]]).check(against: schema)
        #expect(outcome.findings.map(\.value) == [String(repeating: "山", count: 99) + "…", String(long.dropLast())])
    }

    @Test func `names the first row of a value that occurs again`() {
        let rows = (0..<500).map { ["値\($0)"] } + [["値17"], ["値499"], ["値17"]]
        let outcome = SampleTable([("a", .string)], rows: rows)
            .check(against: Self.texts(["a"]) { $0.unique = true }, batchesOf: 64)
        #expect(outcome.findings.map(\.row) == [501, 502, 503])
        let sentences = ["値17", "値499", "値17"].enumerated().map { index, value in
            "「\(value)」は\(index == 1 ? 500 : 18)行目にもあります。重複しない値にしてください。"
        }
        #expect(outcome.findings.map(\.message.ja) == sentences)
    }
}
