import Tabular

/// The checks of a table's columns, in column order.
///
/// They own parsers and so cannot be copied, which an array asks of its elements; and a class each would cost an exclusivity
/// check per cell. Hence memory of our own, freed with the value.
struct FieldChecks: ~Copyable {
    private let storage: UnsafeMutableBufferPointer<FieldCheck>

    init(schema: TableSchema, columns: [Column], match: ColumnMatch, missingValues: MissingValues) {
        var fields: [Int: TableSchema.Field] = [:]
        for (field, column) in zip(schema.fields, match.columns) {
            if let column { fields[column] = field }
        }
        let work = columns.indices.compactMap { index -> (column: Int, field: TableSchema.Field, isKey: Bool)? in
            let field = fields[index] ?? TableSchema.Field(name: columns[index].name, type: columns[index].type)
            let isKey = fields[index] != nil && schema.primaryKey.contains(field.name)
            return isKey || field.asksAnything ? (index, field, isKey) : nil
        }
        storage = .allocate(capacity: work.count)
        for (place, item) in work.enumerated() {
            storage.initializeElement(
                at: place,
                to: FieldCheck(
                    field: item.field,
                    column: item.column,
                    name: columns[item.column].name,
                    isRequired: item.field.constraints.required || item.isKey,
                    // A key of one column finds its repeats itself.
                    isUnique: item.field.constraints.unique && !(item.isKey && schema.primaryKey.count == 1),
                    missingValues: missingValues
                )
            )
        }
    }

    deinit {
        storage.deinitialize()
        storage.deallocate()
    }

    func check(_ batch: RecordBatch, row: Int, line: Int?, into findings: inout FindingList) {
        let number = batch.firstRow + row
        for index in storage.indices {
            storage[index].check(batch[row, storage[index].column], row: number, line: line, into: &findings)
        }
    }

    /// Names of the columns that had more different values than are compared.
    func uncomparedColumns() -> [String] {
        storage.indices.compactMap { storage[$0].hasUncomparedValues ? storage[$0].name : nil }
    }
}

extension TableSchema.Field {
    /// Whether some cell could be wrong.
    ///
    /// Text without constraints, which most columns are, is not looked at again.
    fileprivate var asksAnything: Bool {
        type != .string || format != nil || constraints != TableSchema.Constraints()
    }
}
