import CTabular

/// A pass over the records of delimited text.
final class DelimitedReader: RecordReader {
    private let layout: DelimitedLayout
    private var cursor: StructureCursor
    private var offset: Int
    private var line: Int
    private var rowsRead = 0

    init(_ layout: DelimitedLayout) {
        self.layout = layout
        cursor = layout.cursor(from: layout.dataStart)
        offset = layout.dataStart
        line = layout.dataLine
    }

    func next(into batch: inout RecordBatch) throws(TabularError) -> Bool {
        let columns = layout.columnCount
        let rows = min(RecordBatch.capacity(columns: columns), layout.rowCount - rowsRead)
        guard rows > 0 else { return false }
        let arena = batch.prepare(rows: rows, columns: columns, firstRow: rowsRead + 1)
        batch.lines.reserveCapacity(rows)
        var filled = 0
        while filled < rows {
            let start = line
            let outcome = try batch.fields.withUnsafeMutableBufferPointer { fields throws(TabularError) in
                try record(into: fields, at: filled * columns, arena: arena)
            }
            if outcome == .end { break }
            if outcome == .skipped { continue }
            batch.lines.append(start)
            filled += 1
        }
        rowsRead += filled
        batch.finish(rows: filled)
        return filled > 0
    }

    private enum Outcome { case row, skipped, end }

    /// Reads one record into the fields from `place` on.
    private func record(
        into fields: UnsafeMutableBufferPointer<FieldSlice>,
        at place: Int,
        arena: ScratchArena
    ) throws(TabularError) -> Outcome {
        let base = layout.text.base
        let count = layout.text.count
        let columns = layout.columnCount
        let fieldText = layout.fieldText
        guard offset < count else { return .end }
        var column = 0
        var start = offset
        var breaks = 0
        var notes = FieldText.Notes()
        while true {
            let position = cursor.next()
            let end = layout.fieldEnd(position, start: start)
            if end - start > layout.limits.fieldBytes {
                throw .fieldTooLong(limit: layout.limits.fieldBytes, line: line + breaks)
            }
            if column < columns {
                fields[place + column] = fieldText.slice(base + start, end - start, arena: arena, notes: &notes)
            }
            if end > start, base[start] == UInt8(ascii: "\"") || layout.hasLoneCR {
                breaks += ctabular_line_breaks(base + start, end - start, end < count ? base[end] : 0)
            }
            column += 1
            if position < count, base[position] == layout.delimiter {
                start = position + 1
                continue
            }
            let isEmptyLine = column == 1 && end == offset
            offset = min(position + 1, count)
            line += breaks + 1
            if isEmptyLine, layout.skipsEmptyLines { return .skipped }
            break
        }
        while column < columns {
            fields[place + column] = .missing
            column += 1
        }
        return .row
    }
}
