internal import Tabular
internal import Validation

/// The rows of one build while they pass: read in batches, checked, typed and counted column by column, and then made into
/// records row by row.
///
/// The text of a cell lies in the batch or in its column's parser, both of which stay until the next batch, and by then it is
/// in its record.
struct RowPass: ~Copyable {
    /// A row whose record is longer than this is refused, so that readers can be given a bound too.
    static let rowByteLimit = 32 << 20

    private var reader: any RecordReader
    private var validator: Validator?
    /// Is shown all cells; nil where the columns are known.
    private let typing: OngoingTyping?
    private var batch = RecordBatch()
    private let lanes: UnsafeMutablePointer<ColumnLane>
    private let columnCount: Int
    /// The cells of the batch, column by column.
    private var cells: UnsafeMutablePointer<PackedCell>
    private var cellRoom = 0

    /// Rows that passed.
    private(set) var rowCount = 0
    /// Bytes of the longest record.
    private(set) var longestRow = 0
    /// Bytes of all records.
    private(set) var recordBytes = 0

    /// What turns one column's fields into cells and counts them.
    private struct ColumnLane: ~Copyable {
        var parser: CellParser
        var counter: ColumnCounter
    }

    /// - Parameter typing: whose guess `columns` are; nil where they are known.
    init(columns: [Column], reader: any RecordReader, validator: consuming Validator?, typing: OngoingTyping?) {
        self.reader = reader
        self.validator = validator
        self.typing = typing
        columnCount = columns.count
        cells = .allocate(capacity: 0)
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
        cells.deallocate()
    }

    /// Reads all rows into `tree`, and their points into `points` where there are any; ends early where the columns turn out not
    /// to be what they seemed.
    /// - Throws: ``TabularError`` for the content, ``TableError`` for the disk.
    mutating func run(
        into tree: inout RowidTree,
        points: inout PointTree?,
        file: inout PageFile
    ) throws {
        var record = RecordBuffer(columns: columnCount + 1)
        while try reader.next(into: &batch) {
            validator?.check(batch)
            makeCells()
            if let typing, typing.isRefuted { return }
            for row in 0..<batch.rowCount {
                fill(&record, row: row)
                let bytes = record.headerCount + record.bodyCount
                guard bytes <= Self.rowByteLimit else {
                    let line = batch.lines.indices.contains(row) ? batch.lines[row] : nil
                    throw TabularError.rowTooLong(row: batch.firstRow + row, line: line)
                }
                longestRow = max(longestRow, bytes)
                recordBytes += bytes
                rowCount += 1
                try tree.add(Int64(rowCount), record, to: &file)
            }
            try addPoints(to: &points, file: &file)
        }
    }

    /// Statistics of every column, in order.
    func statistics() -> [ColumnStatistics] {
        (0..<columnCount).map { lanes[$0].counter.statistics() }
    }

    /// Bytes of all texts of a column, from 0.
    func textBytes(_ column: Int) -> Int { lanes[column].counter.textBytes }

    /// What the validator found, once; nil when there was none.
    mutating func takeOutcome() -> Validator.Outcome? {
        guard let validator = validator.take() else { return nil }
        return validator.finish()
    }

    /// Parses and counts the batch.
    private mutating func makeCells() {
        let rows = batch.rowCount
        let stride = RecordBatch.room(rows: rows)
        if stride * columnCount > cellRoom {
            cells.deallocate()
            cellRoom = stride * columnCount
            cells = .allocate(capacity: cellRoom)
        }
        for column in 0..<columnCount {
            let cells = self.cells + column * stride
            let plain = lanes[column].parser.parse(batch, column: column, into: cells)
            lanes[column].counter.count(UnsafeBufferPointer(start: cells, count: rows))
            typing?.add(batch, column: column, plain: plain)
        }
        typing?.endBatch(batch)
    }

    /// Makes the record of one row of the batch: the row's number is the key and stands as NULL in the record.
    @inline(__always)
    private func fill(_ record: inout RecordBuffer, row: Int) {
        let stride = RecordBatch.room(rows: batch.rowCount)
        record.begin()
        record.addNull()
        var cell = cells + row
        for _ in 0..<columnCount {
            switch cell.pointee.kind {
            case .null: record.addNull()
            case .integer: record.add(cell.pointee.integer)
            case .number: record.add(cell.pointee.number)
            case .text: record.addText(cell.pointee.start, count: Int(cell.pointee.count))
            case .unfit: record.addBlob(cell.pointee.start, count: Int(cell.pointee.count))
            }
            cell += stride
        }
        record.end()
    }

    private func addPoints(to points: inout PointTree?, file: inout PageFile) throws {
        guard let index = points?.index else { return }
        let rows = batch.rowCount
        let stride = RecordBatch.room(rows: rows)
        let longitudes = cells + index.longitudeColumn * stride
        let latitudes = cells + index.latitudeColumn * stride
        for row in 0..<rows {
            guard let longitude = longitudes[row].numeric, let latitude = latitudes[row].numeric else { continue }
            try points?.add(
                Int64(rowCount - rows + row + 1),
                longitude: longitude,
                latitude: latitude,
                file: &file
            )
        }
    }
}

extension PackedCell {
    /// The value of a number or an integer.
    fileprivate var numeric: Double? {
        switch kind {
        case .number: number
        case .integer: Double(integer)
        case .null, .text, .unfit: nil
        }
    }
}
