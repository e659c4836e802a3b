/// Some hundred records at a time, so that crossing a protocol costs nothing per field.
package struct RecordBatch: Sendable {
    /// Fields, row by row: field `column` of row `row` is at `row * columnCount + column`.
    package var fields: [FieldSlice] = []
    /// Physical line of each row (1-based); empty where lines have no meaning.
    package var lines: [Int] = []
    package var rowCount = 0
    package var columnCount = 0
    /// Number of the batch's first row, counted from 1 over the table.
    package var firstRow = 1
    /// Holds the fields that are not in the source as they are.
    ///
    /// It belongs to the batch, not to the reader, so that two batches of one reader may be alive at once.
    private var arena: ScratchArena?

    package init() {}

    @inlinable package subscript(row: Int, column: Int) -> FieldSlice { fields[row * columnCount + column] }

    /// Most rows that a batch of `columns` columns holds.
    static func capacity(columns: Int) -> Int {
        max(1, min(512, 65_536 / max(columns, 1)))
    }

    /// Empties the batch for up to `rows` rows and returns the arena for their text.
    ///
    /// Fields are missing until they are set.
    mutating func prepare(rows: Int, columns: Int, firstRow: Int) -> ScratchArena {
        let count = rows * columns
        if fields.count > count {
            fields.removeLast(fields.count - count)
        } else if fields.count < count {
            fields.append(contentsOf: repeatElement(.missing, count: count - fields.count))
        }
        lines.removeAll(keepingCapacity: true)
        rowCount = 0
        columnCount = columns
        self.firstRow = firstRow
        // A copy of the batch may still be read: then it keeps the old arena.
        if arena == nil || !isKnownUniquelyReferenced(&arena) { arena = ScratchArena() }
        let arena = arena ?? ScratchArena()
        arena.reset()
        return arena
    }

    /// Ends filling with `rows` rows.
    mutating func finish(rows: Int) {
        rowCount = rows
        let count = rows * columnCount
        if fields.count > count { fields.removeLast(fields.count - count) }
    }
}

/// One pass over the records of a document.
///
/// Every pass of one document yields the same records.
package protocol RecordReader {
    /// Fills `batch` with the next records, replacing what it held; false at the end.
    /// - Throws: ``TabularError`` when the file cannot be read on (it is then rejected as a whole).
    mutating func next(into batch: inout RecordBatch) throws(TabularError) -> Bool

    /// Says that nobody will look at a column any more: its fields may be anything from some batch on.
    mutating func skip(column: Int)
}

extension RecordReader {
    /// Readers that would win nothing go on as before.
    package mutating func skip(column: Int) {}
}
