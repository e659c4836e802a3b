import Tabular

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A table as it was read: its names and its cells, nil where a row has none.
private struct ReadTable: Equatable {
    var names: [[UInt8]]
    var rows: [[[UInt8]?]]
    var codes: Set<String>
    var delimiter: String?

    /// Nil where the document is no table.
    init?(_ document: TabularDocument?) {
        guard let document else { return nil }
        names = document.columns.map { Array($0.name.utf8) }
        codes = Set(document.findingCounts.keys)
        delimiter = document.reading.delimiter
        rows = []
        var reader = document.makeReader()
        var batch = RecordBatch()
        while let isFilled = try? reader.next(into: &batch), isFilled {
            for row in 0..<batch.rowCount {
                rows.append(
                    (0..<batch.columnCount).map { batch[row, $0].kind == .missing ? nil : Array(batch[row, $0].bytes) }
                )
            }
        }
        precondition(rows.count == document.reading.rowCount, "the reader yields the rows that were counted")
    }

    /// As RFC 4180.
    var csv: [UInt8] {
        var bytes: [UInt8] = []
        for row in [names.map(Optional.some)] + rows {
            for (index, cell) in row.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                CSVBytes.appendField(cell ?? [], to: &bytes)
            }
            CSVBytes.endRecord(&bytes)
        }
        return bytes
    }
}

private let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
private let path = "\(folder)/fuzz-csv-\(getpid())"
/// Findings that say that the reading was a judgement, which a table written anew need not meet again.
private let judgements: Set<String> = [
    "no_header", "header_rows_joined", "title_skipped", "preamble_skipped", "notes_skipped", "further_table",
    "blank_rows_dropped", "blank_line", "quoting", "row_delimiter", "row_realigned", "stray_quote", "header_width",
    "blank_columns_dropped", "mixed_line_ends", "ragged_row",
]
private let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

private func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    return (0...bytes.count - wanted.count).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
}

private func writeFile(_ bytes: [UInt8]) {
    guard let file = fopen(path, "wb") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}

/// Opens the bytes as a file and reads them to the end.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let table = ReadTable(try? TabularDocument(bytes: bytes))
    writeFile(bytes)
    precondition(ReadTable(try? TabularDocument(path: path)) == table, "a file reads as its bytes do")
    guard let table else { return 0 }
    // U+FFFD that was there in UTF-16, with a mark or without.
    let isUTF16 = contains(bytes, [0xFF, 0xFD]) || contains(bytes, [0xFD, 0xFF])
    for cell in table.rows.joined() {
        guard let cell else { continue }
        precondition(String(validating: cell, as: UTF8.self) != nil, "text is UTF-8")
        precondition(
            isUTF16 || !contains(cell, replacement) || contains(bytes, replacement)
                || contains(bytes, Array("ufffd".utf8))
                || contains(bytes, Array("uFFFD".utf8)) || bytes.first == UInt8(ascii: "[")
                || bytes.first == UInt8(ascii: "{"),
            "U+FFFD is never invented"
        )
    }
    guard table.names.count >= 2, !table.rows.isEmpty else { return 0 }
    guard let again = ReadTable(try? TabularDocument(bytes: table.csv)) else { return 0 }
    guard again.codes.isDisjoint(with: judgements), again.delimiter == "," else { return 0 }
    let cells = table.rows.map { $0.map { $0 ?? [] } }
    precondition(again.rows.map { $0.map { $0 ?? [] } } == cells, "a table written out reads as itself")
    return 0
}
