import Tabular

/// Which column of a table answers to which field of a schema, whatever the order of both.
///
/// Names are compared three times, each time among what is still free: exactly, folded (``HeaderName``), as synonyms. So a
/// column with the right name is never given to another field because it resembles it.
struct ColumnMatch {
    /// For each field of the schema, the index of its column; nil where the table has none.
    private(set) var columns: [Int?]
    /// Columns that belong to no field, in order.
    private(set) var extraColumns: [Int]
    /// How many fields found a column of exactly their name.
    private(set) var exactCount: Int

    init(schema: TableSchema, columns tableColumns: [Column]) {
        self.init(
            fieldNames: schema.fields.map(\.name),
            columnNames: tableColumns.map(\.name)
        )
    }

    private init(fieldNames: [String], columnNames: [String]) {
        columns = Array(repeating: nil, count: fieldNames.count)
        exactCount = 0
        extraColumns = Array(columnNames.indices)

        pair(fieldNames, columnNames)
        exactCount = matchedCount
        let (foldedFields, foldedColumns) = (fieldNames.map(HeaderName.folded), columnNames.map(HeaderName.folded))
        pair(foldedFields, foldedColumns)
        pairSynonyms(foldedFields, foldedColumns)
    }

    var matchedCount: Int { columns.count { $0 != nil } }

    private mutating func pair(_ fields: [String], _ names: [String]) {
        var free: [String: Int] = [:]
        for column in extraColumns.reversed() where !names[column].isEmpty { free[names[column]] = column }
        for (field, name) in fields.enumerated() where columns[field] == nil {
            guard let column = free.removeValue(forKey: name) else { continue }
            take(column, for: field)
        }
    }

    private mutating func pairSynonyms(_ fields: [String], _ names: [String]) {
        for (field, name) in fields.enumerated() where columns[field] == nil {
            guard let column = extraColumns.first(where: { HeaderName.areSynonyms(name, names[$0]) }) else { continue }
            take(column, for: field)
        }
    }

    private mutating func take(_ column: Int, for field: Int) {
        columns[field] = column
        extraColumns.removeAll { $0 == column }
    }
}
