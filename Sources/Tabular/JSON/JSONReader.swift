/// A pass over the records of JSON text.
final class JSONReader: RecordReader {
    private let layout: JSONLayout
    private var cursor: JSONCursor
    private var index: KeyIndex
    /// Where each column goes on, for columns side by side.
    private var columnCursors: [JSONCursor] = []
    private var rowsRead = 0

    init(_ layout: JSONLayout) {
        self.layout = layout
        cursor = layout.cursor
        index = KeyIndex(layout.keys)
        if case .columns(let starts) = layout.shape {
            columnCursors = starts.map { JSONCursor(base: layout.text.base, count: layout.text.count, at: $0) }
        }
    }

    func next(into batch: inout RecordBatch) throws(TabularError) -> Bool {
        let columns = layout.columnCount
        let rows = min(RecordBatch.capacity(columns: columns), layout.rowCount - rowsRead)
        guard rows > 0 else { return false }
        let arena = batch.prepare(rows: rows, columns: columns, firstRow: rowsRead + 1)
        let stride = batch.rowRoom
        batch.withFields { fields in
            for place in fields.indices { fields[place] = .missing }
            switch layout.shape {
            case .array, .lines: readObjects(rows, into: fields, stride: stride, arena: arena)
            case .rows: readRows(rows, columns, into: fields, stride: stride, arena: arena)
            case .columns: readColumns(rows, columns, into: fields, stride: stride, arena: arena)
            case .features(let extra): readFeatures(rows, extra, into: fields, stride: stride, arena: arena)
            }
        }
        rowsRead += rows
        batch.finish(rows: rows)
        return true
    }

    private func readObjects(
        _ rows: Int,
        into fields: UnsafeMutableBufferPointer<FieldSlice>,
        stride: Int,
        arena: ScratchArena
    ) {
        // Worked on as local values: a class property would be checked for exclusive access at every key.
        var cursor = self.cursor
        var index = KeyIndex()
        swap(&index, &self.index)
        for row in 0..<rows {
            index.startRecord()
            JSONRecord.object(&cursor) { key, isEscaped, cursor in
                if let column = index.find(key, isEscaped: isEscaped) {
                    fields[column * stride + row] = JSONField.read(&cursor, arena: arena)
                } else {
                    _ = cursor.skipValue()
                }
            }
            _ = cursor.take(UInt8(ascii: ","))
        }
        self.cursor = cursor
        swap(&index, &self.index)
    }

    private func readRows(
        _ rows: Int,
        _ columns: Int,
        into fields: UnsafeMutableBufferPointer<FieldSlice>,
        stride: Int,
        arena: ScratchArena
    ) {
        var cursor = self.cursor
        for row in 0..<rows {
            _ = cursor.take(UInt8(ascii: "["))
            var column = 0
            while cursor.peek() != UInt8(ascii: "]"), cursor.at < cursor.count, column < columns {
                fields[column * stride + row] = JSONField.read(&cursor, arena: arena)
                _ = cursor.take(UInt8(ascii: ","))
                column += 1
            }
            _ = cursor.take(UInt8(ascii: "]"))
            _ = cursor.take(UInt8(ascii: ","))
        }
        self.cursor = cursor
    }

    private func readColumns(
        _ rows: Int,
        _ columns: Int,
        into fields: UnsafeMutableBufferPointer<FieldSlice>,
        stride: Int,
        arena: ScratchArena
    ) {
        for column in 0..<columns {
            var cursor = columnCursors[column]
            for row in 0..<rows {
                fields[column * stride + row] = JSONField.read(&cursor, arena: arena)
                _ = cursor.take(UInt8(ascii: ","))
            }
            columnCursors[column] = cursor
        }
    }

    private func readFeatures(
        _ rows: Int,
        _ extra: [FeatureColumn],
        into fields: UnsafeMutableBufferPointer<FieldSlice>,
        stride: Int,
        arena: ScratchArena
    ) {
        var cursor = self.cursor
        let properties = layout.keys.count
        for row in 0..<rows {
            index.startRecord()
            FeatureRecord.read(&cursor) { part, cursor in
                switch part {
                case .property(let key, let isEscaped):
                    if let column = index.find(key, isEscaped: isEscaped) {
                        fields[column * stride + row] = JSONField.read(&cursor, arena: arena)
                    } else {
                        _ = cursor.skipValue()
                    }
                case .id:
                    guard let place = extra.firstIndex(of: .id) else { return }
                    fields[(properties + place) * stride + row] = JSONField.read(&cursor, arena: arena)
                case .geometry:
                    if let place = extra.firstIndex(of: .geometry) {
                        fields[(properties + place) * stride + row] = JSONField.compact(cursor, arena: arena)
                    } else {
                        readPoint(
                            cursor,
                            extra,
                            into: fields,
                            stride: stride,
                            at: properties * stride + row,
                            arena: arena
                        )
                    }
                    _ = cursor.skipValue()
                }
            }
        }
        self.cursor = cursor
    }

    private func readPoint(
        _ geometry: JSONCursor,
        _ extra: [FeatureColumn],
        into fields: UnsafeMutableBufferPointer<FieldSlice>,
        stride: Int,
        at start: Int,
        arena: ScratchArena
    ) {
        guard var cursor = FeatureRecord.coordinates(geometry) else { return }
        // Longitude comes first (RFC 7946 §3.1.1).
        for part in [FeatureColumn.longitude, .latitude, .altitude] {
            guard cursor.peek() != UInt8(ascii: "]"), cursor.at < cursor.count else { return }
            let field = JSONField.read(&cursor, arena: arena)
            if let place = extra.firstIndex(of: part) { fields[start + place * stride] = field }
            _ = cursor.take(UInt8(ascii: ","))
        }
    }
}

/// Turns a JSON value into a field.
enum JSONField {
    /// The value at `cursor`, which is left behind it.
    static func read(_ cursor: inout JSONCursor, arena: ScratchArena) -> FieldSlice {
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
            cursor.at += 4
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

    /// The object at `cursor` without white space between its tokens; missing where there is no object.
    static func compact(_ start: JSONCursor, arena: ScratchArena) -> FieldSlice {
        var cursor = start
        guard cursor.peek() == UInt8(ascii: "{") else { return .missing }
        let value = cursor.skipValue()
        guard let base = value.baseAddress else { return .missing }
        let target = arena.reserve(value.count)
        let written = JSONText.compact(base, value.count, into: target)
        if written == value.count { return FieldSlice(start: base, count: value.count, kind: .structure) }
        arena.commit(written)
        return FieldSlice(start: target, count: written, kind: .structure)
    }
}
