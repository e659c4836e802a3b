import Tabular

/// What one column of a table is held to.
struct ColumnExpectation {
    /// The field of the schema; for a column that belongs to none, a field of the type that reading judged.
    let field: TableSchema.Field
    /// Index of the column in every batch.
    let column: Int
    /// Published name of the column.
    let name: String
    /// Also true for the columns of a primary key, whatever the field says.
    let isRequired: Bool
    let isInferred: Bool
    let isUnique: Bool

    /// - Parameter field: nil for a column that belongs to no field.
    init(field: TableSchema.Field?, column: Column, index: Int, primaryKey: [String]) {
        self.field = field ?? TableSchema.Field(name: column.name, type: column.type)
        self.column = index
        name = column.name
        isInferred = field == nil
        let isKey = field.map { primaryKey.contains($0.name) } ?? false
        isRequired = isKey || self.field.constraints.required
        // A key of one column finds its repeats itself.
        isUnique = self.field.constraints.unique && !(isKey && primaryKey.count == 1)
    }

    /// Whether some cell could be wrong.
    ///
    /// Text without constraints, which most columns are, is not looked at again.
    var asksAnything: Bool {
        isRequired || field.type != .string || field.format != nil || field.constraints != TableSchema.Constraints()
    }
}
