import Testing

@testable import Tabular

/// Delimited text with the rows that must come out of it.
struct DialectCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let rows: [[String?]]
}

private let quoting = [
    DialectCase(testDescription: "delimiter in quotes", text: "a,b\n\"1,2\",3\n", rows: [["1,2", "3"]]),
    DialectCase(testDescription: "line feed in quotes", text: "a,b\n\"1\n2\",3\n", rows: [["1\n2", "3"]]),
    DialectCase(testDescription: "CRLF in quotes", text: "a,b\r\n\"1\r\n2\",3\r\n", rows: [["1\r\n2", "3"]]),
    DialectCase(testDescription: "bare CR in quotes", text: "a,b\r\n\"1\r2\",3\r\n", rows: [["1\r2", "3"]]),
    DialectCase(testDescription: "doubled quotes", text: "a,b\n\"say \"\"hi\"\"\",3\n", rows: [["say \"hi\"", "3"]]),
    DialectCase(testDescription: "only quotes", text: "a,b\n\"\"\"\"\"\",\"\"\"\"\n", rows: [["\"\"", "\""]]),
    DialectCase(testDescription: "empty quoted fields", text: "a,b\n\"\",\"\"\n1,2\n", rows: [["", ""], ["1", "2"]]),
    DialectCase(
        testDescription: "quotes inside an unquoted field",
        text: "a,b\n34°03'07.7\"N,131°38'37.1\"E\n",
        rows: [["34°03'07.7\"N", "131°38'37.1\"E"]]
    ),
    DialectCase(testDescription: "text behind the closing quote", text: "a,b\n\"1\"x,2\n", rows: [["1x", "2"]]),
    DialectCase(testDescription: "no line end at the end", text: "a,b\n1,2", rows: [["1", "2"]]),
    DialectCase(testDescription: "quoted field at the very end", text: "a,b\n1,\"2\"", rows: [["1", "2"]]),
    DialectCase(testDescription: "delimiter at the very end", text: "a,b\n1,", rows: [["1", ""]]),
    DialectCase(testDescription: "Ctrl-Z at the end", text: "a,b\n1,2\n\u{1A}", rows: [["1", "2"]]),
    DialectCase(testDescription: "spaces are kept", text: "a,b\n 1 ,\u{3000}2\n", rows: [[" 1 ", "\u{3000}2"]]),
    DialectCase(
        testDescription: "combining mark behind a quote",
        text: "a,b\n\"\u{301}x\",2\n",
        rows: [["\u{301}x", "2"]]
    ),
    DialectCase(
        testDescription: "U+2028 and U+0085 are data",
        text: "a,b\n1\u{2028}2,3\u{85}4\n",
        rows: [["1\u{2028}2", "3\u{85}4"]]
    ),
]

private let lineEnds: [(ends: String, kind: Reading.LineEnd)] = [("\n", .lf), ("\r\n", .crlf), ("\r", .cr)]

@Suite struct `Delimited text` {
    @Test(arguments: quoting)
    func `quotes and ends are read as RFC 4180 means them`(_ sample: DialectCase) throws {
        #expect(try Table(sample.text).rows == sample.rows)
    }

    @Test(arguments: lineEnds)
    func `each kind of line end ends records`(_ end: String, _ kind: Reading.LineEnd) throws {
        let table = try Table("名称,値" + end + "山口,\"1,5\"" + end + "防府,2" + end)
        #expect(table.rows == [["山口", "1,5"], ["防府", "2"]])
        #expect(table.document.reading.lineEnd == kind)
        #expect(table.lines == [2, 3])
        #expect(table.codes.isEmpty)
    }

    @Test func `mixed line ends are read and reported`() throws {
        let table = try Table("a,b\r\n1,2\n3,4\r5,6\r\n")
        #expect(table.rows == [["1", "2"], ["3", "4"], ["5", "6"]])
        #expect(table.lines == [2, 3, 4])
        #expect(table.document.reading.lineEnd == .mixed)
        #expect(table.codes == ["mixed_line_ends"])
    }

    @Test func `a bare CR that someone typed into a cell stays in it`() throws {
        let table = try Table("名称,住所\r\n山口,亀山町\r2-1\r\n防府,寿町\r\n")
        #expect(table.rows == [["山口", "亀山町\r2-1"], ["防府", "寿町"]])
        #expect(table.lines == [2, 4])
    }

    @Test(arguments: [(",", "csv"), ("\t", "tsv"), (";", "csv"), ("|", "csv")])
    func `the delimiter is found`(_ delimiter: String, _ format: String) throws {
        let text = ["名称", "住所", "備考"].joined(separator: delimiter) + "\n"
        let row = ["山口,市", "亀山町", ""].joined(separator: delimiter) + "\n"
        let quoted = delimiter == "," ? "\"山口,市\",亀山町,\n" : row
        let table = try Table(text + quoted + quoted)
        #expect(table.document.reading.delimiter == delimiter)
        #expect(table.document.reading.format.rawValue == format)
        #expect(table.rows == [["山口,市", "亀山町", ""], ["山口,市", "亀山町", ""]])
    }

    @Test func `a vertical bar is found in CP932 too`() throws {
        // 名称|表 / ポ|1 / 山|2, where ポ ends in the byte of the bar
        let bytes: [UInt8] = [
            0x96, 0xBC, 0x8F, 0xCC, 0x7C, 0x95, 0x5C, 0x0A, 0x83, 0x7C, 0x7C, 0x31, 0x0A, 0x8E, 0x52, 0x7C, 0x32, 0x0A,
        ]
        let table = try Table(bytes: bytes)
        #expect(table.names == ["名称", "表"])
        #expect(table.rows == [["ポ", "1"], ["山", "2"]])
        #expect(table.document.reading.encoding == .cp932)
    }

    @Test func `Excel's sep line names the delimiter and is no record`() throws {
        let table = try Table("sep=;\r\na;b\r\n1;2\r\n")
        #expect(table.names == ["a", "b"])
        #expect(table.document.reading.headerLine == 2)
        #expect(table.rows == [["1", "2"]])
    }

    @Test func `lines are counted as editors count them`() throws {
        let table = try Table("a,b\r\n\"1\n\n2\",x\r\n3,4\r\n\r\n5,6\r\n")
        #expect(table.lines == [2, 5, 7])
        #expect(table.rows.count == 3)
    }

    @Test func `a long row with sound quotes stays as it is beside one with broken ones`() throws {
        let rows = (1...12).map { "\($0),\"x, y\",\"z\"\n" }.joined()
        let table = try Table("a,b,c\n" + rows + "q,\"1\",\"2\",\"3\"\n7,x\"y,z\n")
        #expect(table.rows[12] == ["q", "1", "2"])
        #expect(table.rows[13] == ["7", "x\"y", "z"])
        #expect(Set(table.codes) == ["ragged_row", "stray_quote"])
    }

    @Test func `a stray quote is read as text and reported with its row`() throws {
        let table = try Table("a,b\n1,2\n\"x\"y,3\n")
        let finding = try #require(table.document.findings.first)
        #expect(finding.code == "stray_quote")
        #expect(finding.row == 2)
        #expect(finding.line == 3)
    }
}
