@testable import Tabular

/// A document read to its end, as tests look at it.
struct Table {
    let document: TabularDocument
    /// Cells row by row; nil where the row has no such cell.
    let rows: [[String?]]
    /// Physical line of each row; empty for JSON.
    let lines: [Int]

    init(_ text: String, limits: ReadingLimits = .init()) throws {
        try self.init(bytes: Array(text.utf8), limits: limits)
    }

    init(bytes: [UInt8], limits: ReadingLimits = .init()) throws {
        try self.init(TabularDocument(bytes: bytes, limits: limits))
    }

    init(_ document: TabularDocument) throws {
        self.document = document
        var rows: [[String?]] = []
        var lines: [Int] = []
        var reader = document.makeReader()
        var batch = RecordBatch()
        while try reader.next(into: &batch) {
            for row in 0..<batch.rowCount {
                rows.append(
                    (0..<batch.columnCount).map { batch[row, $0].kind == .missing ? nil : batch[row, $0].string }
                )
            }
            lines += batch.lines
        }
        self.rows = rows
        self.lines = lines
    }

    var names: [String] { document.columns.map(\.name) }
    var types: [ColumnType] { document.columns.map(\.type) }
    var formats: [String?] { document.columns.map(\.format) }
    var codes: [String] { document.findings.map(\.code) }

    /// The cells of one column as their parser sees them, written in a form that tests compare.
    func cells(_ column: Int = 0) throws -> [String] {
        var parser = CellParser(column: document.columns[column])
        var cells: [String] = []
        var reader = document.makeReader()
        var batch = RecordBatch()
        while try reader.next(into: &batch) {
            for row in 0..<batch.rowCount { cells.append(describe(parser.parse(batch[row, column]))) }
        }
        return cells
    }
}

/// `null`, `integer 5`, `number 0.5`, `text あ`, `normalized 2024-04-01`, `unfit x`.
func describe(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .integer(let value): "integer \(value)"
    case .number(let value): "number \(value)"
    case .text(let bytes): "text \(String(decoding: bytes, as: UTF8.self))"
    case .normalized(let bytes): "normalized \(String(decoding: bytes, as: UTF8.self))"
    case .unfit(let bytes): "unfit \(String(decoding: bytes, as: UTF8.self))"
    }
}

/// The error of opening `bytes`; nil when they open.
func failure(opening bytes: [UInt8], limits: ReadingLimits = .init()) -> TabularError? {
    do throws(TabularError) {
        _ = try TabularDocument(bytes: bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}

func failure(opening text: String, limits: ReadingLimits = .init()) -> TabularError? {
    failure(opening: Array(text.utf8), limits: limits)
}
