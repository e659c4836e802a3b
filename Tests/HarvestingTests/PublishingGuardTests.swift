import OpenData
import Tabular
import Testing

@testable import Harvesting

@Suite struct `Publishing guard` {
    /// A new version against the one that readers see, and the doubt expected.
    struct Case: Sendable, CustomTestStringConvertible {
        var before: Int?
        var rows: Int
        var fields = ["名称", "住所"]
        var doubt: String?
        var testDescription: String { "\(before.map(String.init) ?? "first") → \(rows) \(fields)" }
    }

    static let cases: [Case] = [
        Case(before: nil, rows: 10, doubt: nil),
        Case(before: nil, rows: 0, doubt: "zero_rows"),
        Case(before: 10, rows: 0, doubt: "zero_rows"),
        Case(before: 100, rows: 80, doubt: nil),
        Case(before: 100, rows: 79, doubt: "row_count_change"),
        Case(before: 100, rows: 300, doubt: nil),
        Case(before: 100, rows: 301, doubt: "row_count_change"),
        Case(before: 5, rows: 1, doubt: nil),
        Case(before: 6, rows: 1, doubt: "row_count_change"),
        Case(before: 1, rows: 5, doubt: nil),
        Case(before: 10, rows: 10, fields: ["住所", "名称", "備考"], doubt: nil),
        Case(before: 10, rows: 10, fields: ["名称"], doubt: "schema_change"),
        Case(before: 100, rows: 50, fields: ["名称"], doubt: "row_count_change"),
    ]

    @Test(arguments: cases)
    func `A collapse is held and ordinary growth is not`(row: Case) {
        let current = row.before.map { count in
            TableVersion(
                number: 1,
                state: .published,
                table: nil,
                blob: "",
                blobBytes: 0,
                format: "csv",
                encoding: "utf-8",
                rowCount: count,
                fields: [.init(name: "名称", type: "string"), .init(name: "住所", type: "string")],
                errorCount: 0,
                warningCount: 0,
                created: Timestamp(microseconds: 0),
            )
        }
        let doubt = PublishingGuard.doubt(rows: row.rows, fields: row.fields, current: current)
        #expect(doubt?.code == row.doubt)
        if let doubt { #expect(!doubt.message.ja.isEmpty && !doubt.message.en.isEmpty) }
    }

    @Test func `The sentence names the rows before and after, or the columns that are gone`() {
        #expect(ImportMessages.rowCountChange(from: 1_002, to: 3).ja.contains("1002 行から 3 行"))
        #expect(ImportMessages.columnsGone(["住所"]).en.contains("住所"))
        #expect(ImportMessages.columnsGone((1...9).map { "列\($0)" }).ja.contains("ほか"))
    }
}
