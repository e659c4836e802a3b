import Tabular
import Testing

@testable import Validation

@Suite struct `Checking in halves` {
    private static let schema = TableSchema(
        name: "s",
        fields: [
            .init(name: "番号", type: .string, constraints: .with { $0.unique = true }),
            .init(name: "定員", type: .integer, constraints: .with { $0.maximum = "100" }),
            .init(name: "備考", type: .string, constraints: .with { $0.pattern = "[^x]*" }),
        ]
    )
    private static let keyed = TableSchema(
        name: "k",
        fields: [.init(name: "番号", type: .string), .init(name: "定員", type: .integer)],
        primaryKey: ["番号", "定員"]
    )
    private static let rows = 3_000

    /// A table whose row `fault` has other cells, its rows of one to three lines each.
    private func opening(_ fault: Int = 0, _ cells: [String] = []) throws -> TabularOpening {
        let lines = (1...Self.rows).map { row in
            let right = ["A\(row)", "\(row % 90)", row % 7 == 0 ? "\"改\r\n行\r\n\"" : "なし"]
            return (row == fault ? cells : right).joined(separator: ",") + "\r\n"
        }
        return try TabularOpening(bytes: Array(("番号,定員,備考\r\n" + lines.joined()).utf8))
    }

    @Test func `gives what checking in order gives, where nothing is wrong`() throws {
        let opening = try opening()
        for schema in [Self.schema, Self.keyed] {
            let (document, outcome) = try #require(
                try HalvedCheck.run(opening, schema: schema, fewestRows: 1, firstRows: 512)
            )
            var validator = Validator(schema: schema, columns: document.columns)
            var reader = opening.makeReader()
            var batch = RecordBatch()
            while try reader.next(into: &batch) { validator.check(batch) }
            let expected = validator.finish()
            #expect(outcome == expected)
            #expect(try document.columns == opening.document().columns)
            #expect(try document.findings == opening.document().findings)
        }
    }

    @Test(
        arguments: [1, 2, 1_400, 1_600, 2_999, 3_000],
        [["A5", "8", "なし"], ["A0", "101", "なし"], ["A0", "8", "x"], ["A0", "約8", "なし"]]
    )
    func `leaves a table to be checked in order where anything is wrong`(row: Int, cells: [String]) throws {
        #expect(try HalvedCheck.run(opening(row, cells), schema: Self.schema, fewestRows: 1, firstRows: 512) == nil)
    }

    @Test(arguments: [6, 1_000, 1_600, 3_000]) func `finds a key that is in both halves`(row: Int) throws {
        #expect(
            try HalvedCheck.run(opening(row, ["A5", "5", "なし"]), schema: Self.keyed, fewestRows: 1, firstRows: 512)
                == nil
        )
        #expect(
            try HalvedCheck.run(opening(row, ["A5", "6", "なし"]), schema: Self.keyed, fewestRows: 1, firstRows: 512)
                != nil
        )
    }

    @Test func `leaves a table whose middle lies among the first rows`() throws {
        let long = String(repeating: "山", count: 60_000)
        let rows = (1...3_000).map { "A\($0),\($0 == 100 ? "-" : "\($0 % 90)"),\($0 < 20 ? long : "")\n" }
        let opening = try TabularOpening(bytes: Array(("番号,定員,備考\n" + rows.joined()).utf8))
        #expect(opening.makeHalves(behind: 0) != nil)
        #expect(try HalvedCheck.run(opening, schema: Self.schema, fewestRows: 1, firstRows: 512) == nil)
    }

    @Test func `counts no cell twice`() throws {
        let rows = (1...3_000).map { "A\($0),\($0 % 100 == 0 ? "-" : "\($0 % 90)"),\n" }
        let opening = try TabularOpening(bytes: Array(("番号,定員,備考\n" + rows.joined()).utf8))
        let found = try #require(try HalvedCheck.run(opening, schema: Self.schema, fewestRows: 1, firstRows: 512))
        #expect(try found.document.findings == opening.document().findings)
        #expect(found.document.findings.contains { $0.code == "null_spelling" })
    }

    @Test func `passes over every record once, with its number and its line`() throws {
        let opening = try opening()
        let halves = try #require(opening.makeHalves(behind: 0))
        var whole = opening.makeReader()
        var batch = RecordBatch()
        var expected: [String] = []
        while try whole.next(into: &batch) { expected += places(in: batch) }
        var seen: [String] = []
        for half in [halves.first, halves.second] {
            var reader: any RecordReader = half
            var rows = 0
            while try reader.next(into: &batch) {
                seen += places(in: batch)
                rows += batch.rowCount
            }
            #expect(rows > Self.rows / 3)
        }
        #expect(seen == expected)
    }

    private func places(in batch: RecordBatch) -> [String] {
        (0..<batch.rowCount).map {
            "\(batch.firstRow + $0) \(batch.lines[$0]) \(batch[$0, 0].string) \(batch[$0, 2].string)"
        }
    }
}
