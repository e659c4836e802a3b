/// A pass over the records of JSON text.
final class JSONReader: RecordReader {
    private let layout: JSONLayout
    private var cursor: JSONCursor
    private var index: KeyIndex
    private var rowsRead = 0

    init(_ layout: JSONLayout) {
        self.layout = layout
        cursor = layout.cursor
        index = KeyIndex(layout.keys)
    }

    func next(into batch: inout RecordBatch) throws(TabularError) -> Bool {
        let columns = layout.keys.count
        let rows = min(RecordBatch.capacity(columns: columns), layout.rowCount - rowsRead)
        guard rows > 0 else { return false }
        let arena = batch.prepare(rows: rows, columns: columns, firstRow: rowsRead + 1)
        // Worked on as local values: a class property would be checked for exclusive access at every key.
        var cursor = self.cursor
        var index = self.index
        try batch.fields.withUnsafeMutableBufferPointer { fields throws(TabularError) in
            for place in fields.indices { fields[place] = .missing }
            for row in 0..<rows {
                index.startRecord()
                try JSONRecord.read(&cursor, shape: layout.shape) { key, isEscaped, cursor throws(TabularError) in
                    if let column = index.find(key, isEscaped: isEscaped) {
                        fields[row * columns + column] = Self.field(&cursor, arena: arena)
                    } else {
                        _ = cursor.skipValue()
                    }
                }
            }
        }
        self.cursor = cursor
        self.index = index
        rowsRead += rows
        batch.finish(rows: rows)
        return true
    }

    /// The value here as a field.
    private static func field(_ cursor: inout JSONCursor, arena: ScratchArena) -> FieldSlice {
        let first = cursor.peek()
        switch first {
        case UInt8(ascii: "\""):
            let (text, isEscaped) = cursor.string()
            if isEscaped {
                let target = arena.reserve(text.count)
                let written = JSONText.unescape(text, into: target)
                arena.commit(written)
                return FieldSlice(start: target, count: written, kind: .text)
            }
            return FieldSlice(start: text.baseAddress, count: text.count, kind: .text)
        case UInt8(ascii: "n"):
            _ = cursor.skipValue()
            return .missing
        default:
            let value = cursor.skipValue()
            let kind: FieldSlice.Kind =
                switch first {
                case UInt8(ascii: "{"), UInt8(ascii: "["): .structure
                case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
                default: .number
                }
            return FieldSlice(start: value.baseAddress, count: value.count, kind: kind)
        }
    }
}
