/// A pass over the records of delimited text, batch by batch.
// Sound: a reader is made by one thread and handed to one other at most, before it is used; nobody shares it.
final class DelimitedReader: RecordReader, @unchecked Sendable {
    private let layout: DelimitedLayout
    private var pass: DelimitedPass
    private var rowsRead = 0

    init(_ layout: DelimitedLayout) {
        self.layout = layout
        pass = DelimitedPass(layout)
    }

    func skip(column: Int) { pass.skip(column: column) }

    func next(into batch: inout RecordBatch) throws(TabularError) -> Bool {
        let columns = layout.columnCount
        let rows = min(RecordBatch.capacity(columns: columns), layout.rowCount - rowsRead)
        guard rows > 0 else { return false }
        let arena = batch.prepare(rows: rows, columns: columns, firstRow: layout.firstRow + rowsRead)
        let stride = batch.rowRoom
        var lines: [Int] = []
        swap(&lines, &batch.lines)
        lines.reserveCapacity(rows)
        let filled = try batch.withFields { fields throws(TabularError) in
            guard let start = fields.baseAddress else { return 0 }
            return try pass.read(rows: rows, into: start, stride: stride, lines: &lines, arena: arena)
        }
        batch.lines = lines
        rowsRead += filled
        batch.finish(rows: filled)
        return filled > 0
    }
}
