import Tabular
import Testing

@testable import Validation

@Suite struct `Making a report` {
    private static let text = "名称,定員\r\n公民館,20\r\n小学校,約30\r\n中学校,40\r\n,50\r\n\"図書,館\r\n\",60\r\n幼稚園,70\r\n"

    @Test func `without a schema tells what reading found`() throws {
        let document = try TabularDocument(bytes: Array(Self.text.utf8))
        let report = try Report.make(of: document, source: "a.csv", schema: nil)
        #expect(report.source == "a.csv")
        #expect(report.schema == nil)
        #expect(report.rowCount == 6)
        #expect(report.columns.map(\.name) == ["名称", "定員"])
        #expect(report.findings.count == document.findings.count)
        #expect(!report.findings.contains { $0.code == "required" })
    }

    @Test func `with a schema adds what breaks it, by row and physical line`() throws {
        let document = try TabularDocument(bytes: Array(Self.text.utf8))
        let schema = TableSchema(
            name: "s",
            fields: [
                .init(name: "名称", type: .string, constraints: .with { $0.required = true }),
                .init(name: "定員", type: .integer, constraints: .with { $0.maximum = "60" }),
            ]
        )
        let report = try Report.make(of: document, source: "a.csv", schema: schema)
        #expect(report.schema == "s")
        #expect(report.errorCount == 3)
        let errors = report.findings.filter { $0.severity == .error }
        #expect(errors.map(\.code) == ["type_mismatch", "required", "maximum"])
        #expect(errors.map(\.row) == [2, 4, 6])
        // The quoted line break of row 5 moves the lines on.
        #expect(errors.map(\.line) == [3, 5, 8])
    }

    @Test(arguments: [0, 5, 9_000, 11_999])
    func `tells the same whether the columns are judged before or on the way`(strays: Int) throws {
        let rows = (1...12_000).map { row in
            "施設\(row % 11_000),\(row > strays ? "\(row % 90)" : "約\(row)"),2024-0\(row % 9 + 1)-01\n"
        }
        let opening = try TabularOpening(bytes: Array(("名称,定員,開設日\n" + rows.joined()).utf8))
        let schema = TableSchema(
            name: "s",
            fields: [
                .init(name: "名称", type: .string, constraints: .with { $0.unique = true }),
                .init(name: "定員", type: .integer, constraints: .with { $0.maximum = "80" }),
            ]
        )
        for schema in [nil, schema] {
            let report = try Report.make(of: opening, source: "a.csv") { _ in schema }
            #expect(try report == Report.make(of: opening.document(), source: "a.csv", schema: schema))
        }
    }

    @Test func `names one cell of a wrong type once`() throws {
        let rows = (1...200).map { "施設\($0),\($0)\n" }.joined()
        let document = try TabularDocument(bytes: Array(("名称,定員\n" + rows + "公民館,約30\n").utf8))
        try #require(document.columns.map(\.type) == [.string, .integer])
        try #require(document.findingCounts["type_mismatch"] == 1)
        let other = TableSchema(name: "s", fields: [.init(name: "名称", type: .string)])
        let own = TableSchema(name: "s", fields: [.init(name: "名称", type: .string), .init(name: "定員", type: .integer)])
        for (schema, severity) in [(nil, Severity.warning), (other, .warning), (own, .error)] {
            let report = try Report.make(of: document, source: "a.csv", schema: schema)
            let mismatches = report.findings.filter { $0.code == "type_mismatch" }
            #expect(mismatches.map(\.row) == [201])
            #expect(mismatches.map(\.severity) == [severity])
            #expect(report.errorCount == (severity == .error ? 1 : 0))
        }
    }

    @Test func `says when findings are counted but not listed`() throws {
        let rows = String(repeating: ",1\n", count: 150)
        let document = try TabularDocument(bytes: Array(("名称,値\n" + rows).utf8))
        let schema = TableSchema(
            name: "s",
            fields: [
                .init(name: "名称", type: .string, constraints: .with { $0.required = true }),
                .init(name: "値", type: .integer),
            ]
        )
        let report = try Report.make(of: document, source: "a.csv", schema: schema)
        #expect(report.findings.filter { $0.code == "required" }.count == 100)
        #expect(report.errorCount == 150)
        #expect(report.isTruncated)
    }
}
