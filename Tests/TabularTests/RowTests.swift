import Testing

@testable import Tabular

@Suite struct `Rows` {
    @Test(arguments: ["a\n1,2\n\n3,4\n5,6\n", "a,\n1,\n\n2,\n3,\n", "a\"\n\n,bl\n,x\n"])
    func `every pass skips the same empty lines, however many columns come out`(_ text: String) throws {
        let table = try Table(text)
        #expect(table.rows.count == table.document.reading.rowCount)
    }

    @Test func `blank rows at the end are dropped and not counted`() throws {
        let table = try Table("a,b\n1,2\n,\n \u{3000},\"\"\n\n")
        #expect(table.rows == [["1", "2"]])
        #expect(table.document.reading.rowCount == 1)
        #expect(table.codes == ["blank_rows_dropped"])
    }

    @Test func `a blank row between others is kept and reported, an empty line is skipped`() throws {
        let table = try Table("a,b\n1,2\n,\n\n3,4\n")
        #expect(table.rows == [["1", "2"], ["", ""], ["3", "4"]])
        #expect(table.document.findings.first { $0.code == "blank_row" }?.row == 2)
        #expect(table.document.findings.first { $0.code == "blank_line" }?.line == 4)
    }

    @Test func `an empty line in a table of one column is a row without a value`() throws {
        #expect(try Table("a\n1\n\n3\n\n").rows == [["1"], [""], ["3"]])
    }

    @Test func `a short row misses cells and is reported`() throws {
        let table = try Table("a,b,c\n1,2,3\n4\n5,6,7\n")
        #expect(table.rows == [["1", "2", "3"], ["4", nil, nil], ["5", "6", "7"]])
        let finding = try #require(table.document.findings.first)
        #expect(finding.code == "ragged_row")
        #expect(finding.row == 2)
        #expect(finding.line == 3)
        #expect(finding.severity == .error)
    }

    @Test func `a row with more cells than the header is cut and reported`() throws {
        let table = try Table("a,b\n1,2,3\n4,5\n")
        #expect(table.names == ["a", "b"])
        #expect(table.rows == [["1", "2"], ["4", "5"]])
        #expect(table.codes == ["ragged_row"])
    }

    @Test func `blank cells beyond the header are no mistake`() throws {
        let table = try Table("a,b\n1,2,,\n4,5,\n")
        #expect(table.names == ["a", "b"])
        #expect(table.codes.isEmpty)
    }

    @Test func `a column that most rows have but the header has not is kept`() throws {
        let table = try Table("a,b\n1,2,3\n4,5,6\n7,8\n")
        #expect(table.names == ["a", "b", "column_3"])
        #expect(table.codes == ["header_width", "blank_header"])
    }

    @Test func `findings are listed up to the limit and counted beyond`() throws {
        let text = "a,b\n" + String(repeating: "1\n", count: 2_500)
        let document = try Table(text).document
        #expect(document.findings.count { $0.code == "ragged_row" } == 100)
        #expect(document.findingCounts["ragged_row"] == 2_500)
    }

    @Test func `many batches are one table`() throws {
        let text = "n,t\n" + (1...2_000).map { "\($0),\"x\"\"\($0)\"\n" }.joined()
        let table = try Table(text)
        #expect(table.rows.count == 2_000)
        #expect(table.rows[1_999] == ["2000", "x\"2000"])
        #expect(table.lines[1_999] == 2_001)
    }

    @Test func `every pass yields the same records`() throws {
        let document = try Table("a,b\n1,2\n3,4\n").document
        #expect(try Table(document).rows == Table(document).rows)
    }

    @Test func `two batches of one reader are both valid`() throws {
        let text = "t\n" + (1...600).map { "\"\"\"\($0)\"\n" }.joined()
        let document = try TabularDocument(bytes: Array(text.utf8))
        var reader = document.makeReader()
        var first = RecordBatch()
        var second = RecordBatch()
        #expect(try reader.next(into: &first))
        #expect(try reader.next(into: &second))
        #expect(first[0, 0].string == "\"1")
        #expect(second[0, 0].string == "\"513")
        #expect(second.firstRow == 513)
        #expect(try !reader.next(into: &first))
    }
}
