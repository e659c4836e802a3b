import TestSupport
import Testing

@testable import Tabular

/// One line of the manifest of real files.
private struct ManifestLine {
    let path: String
    let encoding: String
    /// Records, including the header and blank rows.
    let rows: Int
}

/// Files whose records are not simply "all but one header, without blank rows": how many records are neither, and why.
private let explained: [String: (records: Int, why: String)] = [
    "other-municipalities/museum_events.csv": (2, "two comment lines above the header"),
    "other-municipalities/yanai_tourism_sjis.csv": (1, "one comment line above the header"),
    "takamatsu/linkdata_0002.csv": (8, "LinkData preamble"),
    "takamatsu/linkdata_0093.csv": (8, "LinkData preamble"),
    "takamatsu/linkdata_0096_dotdate.csv": (8, "LinkData preamble"),
    "takamatsu/linkdata_event_0063.csv": (8, "LinkData preamble"),
    "takamatsu/linkdata_garbage_days_0090.csv": (8, "LinkData preamble"),
    "ube/linkdata_genki.csv": (6, "LinkData preamble; three blank rows in the middle are kept, six at the end are not"),
    "ube/linkdata_hotel.csv": (6, "LinkData preamble"),
]

@Suite(.enabled(if: SharedFiles.exists)) struct `Files of municipalities` {
    private func manifest() throws -> [ManifestLine] {
        let table = try Table(TabularDocument(path: SharedFiles.path("data/MANIFEST.csv")))
        let path = try #require(table.names.firstIndex(of: "path"))
        let encoding = try #require(table.names.firstIndex(of: "encoding"))
        let rows = try #require(table.names.firstIndex(of: "rows"))
        return table.rows.map { row in
            ManifestLine(path: row[path] ?? "", encoding: row[encoding] ?? "", rows: Int(row[rows] ?? "") ?? 0)
        }
    }

    @Test func `every CSV opens with the encoding and the rows that the manifest names`() throws {
        var checked = 0
        for line in try manifest() where line.path.hasSuffix(".csv") || line.path.hasSuffix(".txt") {
            let table = try Table(TabularDocument(path: SharedFiles.path("data/" + line.path)))
            let reading = table.document.reading
            let expected: Reading.Encoding =
                line.encoding.contains("CP932") ? .cp932 : line.encoding == "euc_jp" ? .eucJP : .utf8
            #expect(reading.encoding == expected, "\(line.path)")
            #expect(reading.hasByteOrderMark == line.encoding.contains("BOM"), "\(line.path)")
            #expect(table.rows.count == reading.rowCount)
            let isBlank = { (cell: String?) in ColumnName.trim(cell ?? "").isEmpty }
            #expect(table.rows.last?.allSatisfy(isBlank) != true, "\(line.path)")
            let blank = blankRecords(of: table, in: line)
            #expect(reading.rowCount + blank + 1 + (explained[line.path]?.records ?? 0) == line.rows, "\(line.path)")
            checked += 1
        }
        #expect(checked == 155)
    }

    /// Blank rows at the end, which the manifest counts and we drop.
    private func blankRecords(of table: Table, in line: ManifestLine) -> Int {
        guard let finding = table.document.findings.first(where: { $0.code == "blank_rows_dropped" }) else { return 0 }
        return Int(finding.message.en.split(separator: " ")[2]) ?? 0
    }

    @Test func `every workbook, archive and markup file is named for what it is`() throws {
        var checked = 0
        for line in try manifest() where line.encoding.hasPrefix("binary") || line.path.hasSuffix(".xls") {
            let error = failure(opening: try SharedFiles.bytes("data/" + line.path))
            #expect(error?.code == "content_mismatch", "\(line.path)")
            checked += 1
        }
        #expect(checked > 25)
    }

    @Test func `every JSON opens or says what shape it has`() throws {
        var opened = 0
        for path in SharedFiles.files(below: "data", suffixes: [".json", ".geojson", ".topojson"]) {
            if let error = failure(opening: try SharedFiles.bytes(path)) {
                #expect(error.code == "json_shape", "\(path)")
            } else {
                opened += 1
            }
        }
        #expect(opened >= 25)
    }

    @Test func `coordinates of the prefecture's shelters are coordinates`() throws {
        let document = try TabularDocument(path: SharedFiles.path("data/yamaguchi-pref/evacuation_20171201.csv"))
        let formats = Dictionary(uniqueKeysWithValues: document.columns.map { ($0.name, $0.format ?? "") })
        #expect(formats["緯度"] == "latitude")
        #expect(formats["経度"] == "longitude")
        #expect(formats["市区町村コード"] == "municipality_code")
        #expect(document.columns.first { $0.name == "災害種別_洪水" }?.type == .integer)
    }
}

@Suite(.enabled(if: SharedFiles.exists)) struct `CSV spectrum` {
    /// The suite's own answer, as rows of key and value.
    private func answer(_ name: String) throws -> [[String: String]] {
        let text = try EncodingJudgement.judge(
            SourceBytes(SharedFiles.bytes("conformance/csv-spectrum/json/\(name).json"))
        )
        // One answer is a single object rather than an array of one.
        let source =
            text.base[0] == UInt8(ascii: "{")
            ? "[" + String(decoding: text.source.bytes, as: UTF8.self) + "]"
            : String(decoding: text.source.bytes, as: UTF8.self)
        let table = try Table(source)
        return table.rows.map { row in
            Dictionary(uniqueKeysWithValues: zip(table.names, row.map { $0 ?? "" }))
        }
    }

    @Test(arguments: [
        "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
        "quotes_and_newlines",
        "simple", "simple_crlf", "utf8",
    ])
    func `a file of the suite reads as its answer says`(_ name: String) throws {
        let table = try Table(TabularDocument(path: SharedFiles.path("conformance/csv-spectrum/csvs/\(name).csv")))
        let rows = table.rows.map { row in Dictionary(uniqueKeysWithValues: zip(table.names, row.map { $0 ?? "" })) }
        #expect(try rows == answer(name))
    }

    @Test
    func `quotes in unquoted fields are text, and the telephone number is the file's, which the answer has wrong`()
        throws
    {
        let table = try Table(
            TabularDocument(path: SharedFiles.path("conformance/csv-spectrum/csvs/location_coordinates.csv"))
        )
        let expected = try #require(try answer("location_coordinates").first)
        #expect(table.rows.count == 1)
        #expect(table.rows[0][0] == "2095257564")
        for (name, cell) in zip(table.names, table.rows[0]).dropFirst() { #expect(cell == expected[name]) }
    }
}
