import TestSupport
import Testing

@testable import Tabular

/// Bytes that are no table, with the reason that must be given.
struct ErrorCase: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let code: String
    var line: Int?

    init(_ text: String, _ code: String, line: Int? = nil) {
        self.init(Array(text.utf8), code, line: line)
    }

    init(_ bytes: [UInt8], _ code: String, line: Int? = nil) {
        self.bytes = bytes
        self.code = code
        self.line = line
    }

    var testDescription: String { "\(code): \(String(decoding: bytes.prefix(40), as: UTF8.self))" }
}

private let errors = [
    ErrorCase([], "empty_body"),
    ErrorCase([0xEF, 0xBB, 0xBF], "empty_body"),
    ErrorCase([0xFF, 0xFE], "empty_body"),
    ErrorCase(" \r\n\u{3000}\n", "empty_body"),
    ErrorCase(",,,\n,,,\n", "empty_body"),
    ErrorCase("a,b\n1,\0\n", "nul_byte", line: 2),
    ErrorCase("a,b\n1,2\n\"3,4\n5,6\n", "unterminated_quote", line: 3),
    ErrorCase("a,b\n1,\"2\n3,\"4\"\n5,6\n", "unterminated_quote", line: 2),
    ErrorCase("\"a,b\n1,2\n", "unterminated_quote", line: 1),
    ErrorCase("[{\"a\":1}", "json_syntax", line: 1),
    ErrorCase("[{\"a\":1}]\n[{\"a\":2}]", "json_syntax", line: 2),
    ErrorCase("[{\"a\":NaN}]", "json_syntax", line: 1),
    ErrorCase("[\n{\"a\":1,\n\"a\":2}]", "json_duplicate_key", line: 3),
    ErrorCase("[{\"a\":1,\"\\u0061\":2}]", "json_duplicate_key", line: 1),
    ErrorCase("[{\"a\":\"\\ud800\"}]", "json_encoding", line: 1),
    ErrorCase("[{\"a\":\"\\udc00\\ud800\"}]", "json_encoding", line: 1),
    ErrorCase(Array("[{\"a\":\"".utf8) + [0xE5, 0xB1] + Array("\"}]".utf8), "json_encoding", line: 1),
    ErrorCase("[1, 2, 3]", "json_shape"),
    ErrorCase("[{\"a\":1}, 2]", "json_shape"),
    ErrorCase("{\"a\":1}", "json_shape"),
    ErrorCase("{\"a\":[{\"x\":1}, 2],\"b\":[3]}", "json_shape"),
    ErrorCase("{\"a\":[],\"b\":[]}", "json_shape"),
    ErrorCase("[[1,2],[3,4]]", "json_shape"),
    ErrorCase("{\"a\":[1,2],\"b\":[3]}", "json_shape"),
    ErrorCase("{\"a\":[\"x\",\"y\"]}", "json_shape"),
    ErrorCase("\"2022/10/05 13:42\"", "json_shape"),
    ErrorCase("null", "json_shape"),
    ErrorCase("true\n", "json_shape"),
    ErrorCase(String(repeating: "[", count: 200_000), "json_too_deep", line: 1),
    ErrorCase(String(repeating: "[{\"a\":", count: 100_000), "json_too_deep", line: 1),
]

private let foreign: [(bytes: [UInt8], en: String)] = [
    ([0x50, 0x4B, 0x03, 0x04] + Array("....xl/workbook.xml".utf8), "Excel workbook (XLSX)"),
    ([0x50, 0x4B, 0x03, 0x04] + Array("....stop_times.txt".utf8), "GTFS"),
    ([0x50, 0x4B, 0x03, 0x04, 0x14], "a ZIP archive"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0x00], "OLE2"),
    (Array("%PDF-1.7\n".utf8), "PDF"),
    (Array("\n<!DOCTYPE html>\n<html lang=ja>".utf8), "HTML page"),
    (Array("\u{FEFF}<HTML><body>".utf8), "HTML page"),
    (
        Array("<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns:html='x'>".utf8),
        "SpreadsheetML"
    ),
    (Array("<?xml version=\"1.0\"?><data/>".utf8), "an XML file"),
    (Array("<kml xmlns='http://www.opengis.net/kml/2.2'>".utf8), "KML"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG"),
    ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"),

    (Array("SQLite format 3\0".utf8), "SQLite"),
]

@Suite struct `Bytes that are no table` {
    @Test(arguments: errors)
    func `say why, and where`(_ sample: ErrorCase) throws {
        let error = try #require(failure(opening: sample.bytes))
        #expect(error.code == sample.code)
        if let line = sample.line { #expect(error.line == line) }
        #expect(!error.message.ja.isEmpty && !error.message.en.isEmpty && error.message.ja != error.message.en)
    }

    @Test(arguments: foreign)
    func `of another kind are named`(_ bytes: [UInt8], _ name: String) throws {
        let error = try #require(failure(opening: bytes))
        #expect(error.code == "content_mismatch")
        #expect(error.verdict == .rejected)
        #expect(error.message.en.contains(name))
    }

    @Test func `the wrong shape of JSON names an array that was found`() throws {
        let error = try #require(failure(opening: "{\"b\":{\"c/d\":[{\"y\":1},2]}}"))
        #expect(error.message.ja.contains("/b/c~1d"))
        #expect(error.message.en.contains("an array with elements that are no objects (/b/c~1d)"))
    }

    @Test func `a field beyond the limit is refused with its line`() throws {
        var limits = ReadingLimits()
        limits.fieldBytes = 1_000
        let text = "a,b\n1,2\n3," + String(repeating: "x", count: 1_001) + "\n"
        let error = try #require(failure(opening: text, limits: limits))
        #expect(error.code == "field_too_long")
        #expect(error.line == 3)
        #expect(failure(opening: "a,b\n3," + String(repeating: "x", count: 1_000) + "\n", limits: limits) == nil)
    }

    @Test func `a field beyond the limit is refused in JSON too`() throws {
        let text = "[{\"a\":\"" + String(repeating: "x", count: 1 << 20) + "\"}]"
        #expect(failure(opening: text)?.code == "field_too_long")
    }

    @Test func `more columns than the limit are refused`() throws {
        let text = String(repeating: "x,", count: 100_000) + "x\n"
        #expect(failure(opening: text)?.code == "too_many_columns")
        let row = "a,b\n1,2\n" + String(repeating: "x,", count: 5_000) + "x\n"
        #expect(failure(opening: row)?.code == "too_many_columns")
        let keys = "[{" + (0...2_000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}]"
        #expect(failure(opening: keys)?.code == "too_many_columns")
    }

    @Test func `more rows than the limit are refused`() throws {
        var limits = ReadingLimits()
        limits.rows = 2
        #expect(failure(opening: "a\n1\n2\n3\n", limits: limits)?.code == "too_many_rows")
        #expect(failure(opening: "[{},{},{}]", limits: limits)?.code == "too_many_rows")
        #expect(failure(opening: "a\n1\n2\n", limits: limits) == nil)
    }

    @Test func `a file that is not there is unreadable`() throws {
        let folder = try TemporaryDirectory()
        for path in [folder.path("absent.csv"), folder.path] {
            #expect(throws: TabularError.self) { try TabularDocument(path: path) }
        }
        let empty = try folder.write("", to: "empty.csv")
        let error = #expect(throws: TabularError.self) { try TabularDocument(path: empty) }
        #expect(error?.code == "empty_body")
    }

    @Test func `a file is read as its bytes are`() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("名称,値\n山口,1\n", to: "data.csv")
        #expect(try Table(TabularDocument(path: path)).rows == [["山口", "1"]])
    }
}

private let notices: [Notice] = [
    .noHeader, .headerRowsJoined(rows: 2), .headerWidth(header: 3, rows: 4), .quoting(quote: 0x27, escape: 0x5C),
    .rowDelimiter(delimiter: ";"),
    .repeatedHeader, .furtherTable(rows: 3), .notesSkipped(lines: 1), .totalRow, .preambleSkipped(lines: 3),
    .titleSkipped(lines: 1), .blankHeader(name: "column_2"),
    .duplicateHeader(title: "a", name: "a_2"),
    .similarHeaders(one: "ＩＤ", other: "ID"), .blankColumnsDropped(count: 2), .blankRowsDropped(count: 2), .blankRow,
    .blankLine,
    .raggedRow(expected: 3, found: 2), .surplusCells(count: 1), .surplusCellDropped, .strayQuote,
    .mixedLineEnds(crlf: 1, lf: 2, cr: 0),
    .innerByteOrderMark,
    .privateUseCharacter(scalar: 0xE000), .sanitizedText, .typeMismatch(type: .integer), .nullSpelling(count: 2),
    .eraOutOfRange(normalized: "2023-05-01"), .coordinateOutOfRange(isLatitude: true),
    .gzipUnpacked, .jsonArrayChosen(pointer: "/a", others: ["/b"], count: 1), .geoOpenRing, .geoSwapped, .geoOutOfArea,
]

@Suite struct `Sentences of findings` {
    @Test(arguments: notices)
    func `are complete in both languages`(_ notice: Notice) {
        let entry = notice.entry
        #expect(entry.message.ja.hasSuffix("。"))
        #expect(entry.message.en.hasSuffix("."))
        #expect(entry.code.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == UInt8(ascii: "_") })
    }

    @Test func `have a code of their own`() {
        #expect(Set(notices.map(\.entry.code)).count == notices.count)
    }
}
