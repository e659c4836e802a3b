internal import CSQLite
internal import Tabular
internal import Validation

/// The rows of one build while they pass: read in batches, checked, typed, counted, and handed to SQLite cell by cell.
///
/// SQLite asks for every column of a row exactly once, in order, before it moves on (`INSERT … SELECT *`); a cell is
/// parsed and counted when it is asked for. Text is handed over in place: it lies in the batch or in its column's
/// parser, both of which stay as they are until the next row, and by then SQLite has copied it into its record.
struct RowSource: ~Copyable {
    /// A row longer than this is refused, so that readers can be given a bound too.
    static let rowByteLimit = 32 << 20

    private var reader: any RecordReader
    private var validator: Validator?
    private var batch = RecordBatch()
    /// Position in `batch`.
    private var row = -1
    private var rowBytes = 0
    private let lanes: UnsafeMutablePointer<ColumnLane>
    private let columnCount: Int

    /// Rows handed over so far.
    private(set) var rowCount = 0
    /// Bytes of text in the longest row.
    private(set) var longestRow = 0
    /// Why reading ended early.
    private(set) var failure: TabularError?

    /// What turns one column's fields into cells and counts them.
    private struct ColumnLane: ~Copyable {
        var parser: CellParser
        var counter: ColumnCounter
    }

    init(columns: [Column], reader: any RecordReader, validator: consuming Validator?) {
        self.reader = reader
        self.validator = validator
        columnCount = columns.count
        lanes = .allocate(capacity: columns.count)
        // Distinct texts of all columns together stay within 64 MiB.
        let textLimit = min(1 << 20, (64 << 20) / max(columns.count, 1))
        for (index, column) in columns.enumerated() {
            (lanes + index).initialize(
                to: ColumnLane(
                    parser: CellParser(column: column),
                    counter: ColumnCounter(type: column.type, textLimit: textLimit)
                )
            )
        }
    }

    deinit {
        lanes.deinitialize(count: columnCount)
        lanes.deallocate()
    }

    /// Moves to the next row.
    /// - Returns: false at the end, and when reading failed (see ``failure``).
    mutating func next() -> Bool {
        longestRow = max(longestRow, rowBytes)
        guard rowBytes <= Self.rowByteLimit else {
            failure = .rowTooLong(row: batch.firstRow + row, line: line)
            return false
        }
        rowBytes = 0
        row += 1
        while row >= batch.rowCount {
            do throws(TabularError) {
                guard try reader.next(into: &batch) else { return false }
            } catch {
                failure = error
                return false
            }
            validator?.check(batch)
            row = 0
        }
        rowCount += 1
        return true
    }

    private var line: Int? { batch.lines.indices.contains(row) ? batch.lines[row] : nil }

    /// Answers one cell of the present row.
    mutating func answer(_ column: Int, to result: OpaquePointer?) {
        let field =
            column < batch.columnCount ? batch[row, column] : FieldSlice(start: nil, count: 0, kind: .missing)
        rowBytes += Int(field.count) + 8
        let cell = lanes[column].parser.parse(field)
        lanes[column].counter.count(cell)
        switch cell {
        case .null:
            sqlite3_result_null(result)
        case .integer(let value):
            sqlite3_result_int64(result, value)
        case .number(let value):
            sqlite3_result_double(result, value)
        case .text(let text), .normalized(let text):
            ydp_result_text_in_place(result, text.baseAddress, Int32(truncatingIfNeeded: text.count))
        case .unfit(let text):
            ydp_result_blob_in_place(result, text.baseAddress, Int32(truncatingIfNeeded: text.count))
        }
    }

    /// Statistics of every column, in order.
    func statistics() -> [ColumnStatistics] {
        (0..<columnCount).map { lanes[$0].counter.statistics() }
    }

    /// What the validator found, once; nil when there was none.
    mutating func takeOutcome() -> Validator.Outcome? {
        guard let validator = validator.take() else { return nil }
        return validator.finish()
    }

    /// The rows at `source` as the virtual table wants them.
    ///
    /// The callbacks get the pointer back as their context, so it must stay while the table is registered.
    static func describe(_ source: UnsafeMutablePointer<RowSource>) -> ydp_row_source {
        ydp_row_source(
            context: source,
            column_count: Int32(source.pointee.columnCount),
            next: { context in
                guard let source = context?.assumingMemoryBound(to: RowSource.self) else { return -1 }
                if source.pointee.next() { return 1 }
                return source.pointee.failure == nil ? 0 : -1
            },
            column: { context, result, column in
                context?.assumingMemoryBound(to: RowSource.self).pointee.answer(Int(column), to: result)
            },
        )
    }
}
