import Tabular

/// The checks of a table's columns, in column order.
///
/// They own parsers and so cannot be copied, which an array asks of its elements; and a class each would cost an exclusivity
/// check per cell. Hence memory of our own, freed with the value.
struct FieldChecks: ~Copyable {
    private let storage: UnsafeMutableBufferPointer<FieldCheck>
    /// Room for the cells of one column of a batch.
    private var cells: UnsafeMutableBufferPointer<PackedCell>
    /// For each column of the table what its cells of the last batch were, where looking at the batch as a whole told.
    private(set) var plainCells: [PlainCells?]

    init(schema: TableSchema, columns: [Column], match: ColumnMatch, missingValues: MissingValues, rows: Int) {
        var fields: [Int: TableSchema.Field] = [:]
        for (field, column) in zip(schema.fields, match.columns) {
            if let column { fields[column] = field }
        }
        let expectations = columns.indices.map { index in
            ColumnExpectation(
                field: fields[index],
                column: columns[index],
                index: index,
                primaryKey: schema.primaryKey
            )
        }.filter(\.asksAnything)
        storage = .allocate(capacity: expectations.count)
        cells = .allocate(capacity: 0)
        plainCells = Array(repeating: nil, count: columns.count)
        for (place, expectation) in expectations.enumerated() {
            storage.initializeElement(at: place, to: FieldCheck(expectation, missingValues: missingValues, rows: rows))
        }
    }

    deinit {
        storage.deinitialize()
        storage.deallocate()
        cells.deallocate()
    }

    /// Whether every cell of a batch is right; when not, looking row by row tells what is wrong.
    mutating func areClean(_ batch: RecordBatch) -> Bool {
        if cells.count < batch.rowCount {
            cells.deallocate()
            cells = .allocate(capacity: batch.rowCount)
        }
        guard let room = cells.baseAddress else { return false }
        for index in storage.indices {
            guard storage[index].isClean(batch, cells: room, plain: &plainCells[storage[index].column]) else {
                return false
            }
        }
        return true
    }

    /// Forgets what was told of the last batch.
    mutating func forgetCells() {
        for column in plainCells.indices { plainCells[column] = nil }
    }

    func check(_ batch: RecordBatch, row: Int, line: Int?, into findings: inout FindingList) {
        let number = batch.firstRow + row
        for index in storage.indices {
            storage[index].check(batch[row, storage[index].column], row: number, line: line, into: &findings)
        }
    }

    /// Whether a value that must be in one row only is among these and among those of other rows.
    func haveRepeats(in other: borrowing FieldChecks) -> Bool {
        for index in storage.indices {
            guard let seen = storage[index].seen, let others = other.storage[index].seen else { continue }
            if seen.haveAny(of: others) { return true }
        }
        return false
    }

    /// Names of the columns that had more different values than are compared.
    func uncomparedColumns() -> [String] {
        storage.indices.compactMap { storage[$0].hasUncomparedValues ? storage[$0].name : nil }
    }
}
