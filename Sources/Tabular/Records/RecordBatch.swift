/// Some hundred records at a time, so that crossing a protocol costs nothing per field.
package struct RecordBatch: Sendable {
    /// Fields, column by column, as they are worked on: field `column` of row `row` is at `column * rowRoom + row`.
    package private(set) var fields: [FieldSlice] = []
    /// Rows that there is room for, from one column to the next: some more than there are, because columns whose distance is a
    /// power of two would push each other out of the first-level cache, which has few places for equal low address bits.
    package private(set) var rowRoom = 0
    /// Physical line of each row (1-based); empty where lines have no meaning.
    package var lines: [Int] = []
    package private(set) var rowCount = 0
    package private(set) var columnCount = 0
    /// Number of the batch's first row, counted from 1 over the table.
    package var firstRow = 1
    /// Holds the fields that are not in the source as they are.
    ///
    /// It belongs to the batch, not to the reader, so that two batches of one reader may be alive at once.
    private var arena: ScratchArena?

    package init() {}

    /// A batch made by hand.
    ///
    /// - Parameters:
    ///   - rows: fields row by row, all rows of one length.
    ///   - lines: physical line of each row; empty where lines have no meaning.
    ///   - firstRow: number of the first row over the table.
    package init(rows: [[FieldSlice]], lines: [Int] = [], firstRow: Int = 1) {
        rowCount = rows.count
        rowRoom = rows.count
        columnCount = rows.first?.count ?? 0
        fields = (0..<columnCount).flatMap { column in rows.map { $0[column] } }
        self.lines = lines
        self.firstRow = firstRow
    }

    package subscript(row: Int, column: Int) -> FieldSlice { fields[column * rowRoom + row] }

    /// The fields of one column, ``rowCount`` of them, for as long as `use` runs.
    @inline(__always)
    package func withColumn<Result>(_ column: Int, _ use: (UnsafeBufferPointer<FieldSlice>) -> Result) -> Result {
        let start = column * rowRoom
        return fields.withUnsafeBufferPointer { use(UnsafeBufferPointer(rebasing: $0[start..<start + rowCount])) }
    }

    /// Lets `write` set fields; the first of column c is at `c * rowRoom`.
    @inline(__always)
    mutating func withFields<Result, Failure: Error>(
        _ write: (UnsafeMutableBufferPointer<FieldSlice>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try fields.withUnsafeMutableBufferPointer { fields throws(Failure) in try write(fields) }
    }

    /// Most rows that a batch of `columns` columns holds.
    static func capacity(columns: Int) -> Int {
        max(1, min(512, 65_536 / max(columns, 1)))
    }

    /// From one column to the next, for what is kept column by column of a batch of `rows` rows: see ``rowRoom``.
    package static func room(rows: Int) -> Int { rows + 4 }

    /// Empties the batch for up to `rows` rows and returns the arena for their text.
    ///
    /// Fields are missing until they are set.
    mutating func prepare(rows: Int, columns: Int, firstRow: Int) -> ScratchArena {
        let room = Self.room(rows: rows)
        let count = room * columns
        if fields.count > count {
            fields.removeLast(fields.count - count)
        } else if fields.count < count {
            fields.append(contentsOf: repeatElement(.missing, count: count - fields.count))
        }
        lines.removeAll(keepingCapacity: true)
        rowCount = 0
        rowRoom = room
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
