import Tabular

/// Records made by hand: some rows at a time, so that batches end within tables.
struct HandReader: RecordReader {
    /// Keeps the bytes where slices point to them.
    private final class Text {
        let bytes: UnsafeMutableBufferPointer<UInt8>

        init(_ text: [UInt8]) {
            bytes = .allocate(capacity: text.count)
            _ = bytes.initialize(from: text)
        }

        deinit { bytes.deallocate() }
    }

    private let text: Text
    private let fields: [FieldSlice]
    private let columnCount: Int
    private let batchRows: Int
    private let failure: TabularError?
    private var row = 0

    /// - Parameters:
    ///   - rows: nil is a missing field.
    ///   - failure: thrown where the rows end.
    init(_ rows: [[String?]], columnCount: Int, batchRows: Int = 3, failure: TabularError? = nil) {
        let text = Text(rows.joined().flatMap { Array(($0 ?? "").utf8) })
        var fields: [FieldSlice] = []
        var start = 0
        for field in rows.joined() {
            let count = field?.utf8.count ?? 0
            let place = text.bytes.baseAddress.map { UnsafePointer($0 + start) }
            fields.append(FieldSlice(start: place, count: count, kind: field == nil ? .missing : .text))
            start += count
        }
        self.text = text
        self.fields = fields
        self.columnCount = columnCount
        self.batchRows = batchRows
        self.failure = failure
    }

    mutating func next(into batch: inout RecordBatch) throws(TabularError) -> Bool {
        let end = min(row + batchRows, fields.count / columnCount)
        guard row < end else {
            if let failure { throw failure }
            return false
        }
        let rows = (row..<end).map { Array(fields[$0 * columnCount..<($0 + 1) * columnCount]) }
        batch = RecordBatch(rows: rows, lines: (row..<end).map { $0 + 2 }, firstRow: row + 1)
        row = end
        return true
    }
}
