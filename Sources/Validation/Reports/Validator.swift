package import Tabular

/// Checks rows against a Table Schema while they pass by. Feed every batch once, in order, then take the findings.
package struct Validator: ~Copyable {
    /// - Parameter columns: the table's columns; a schema's field is matched to a column by name. Fields with no column and
    ///   required ones give `missing_column`; columns with no field give `extra_column`, a warning.
    package init(schema: TableSchema, columns: [Column], limits: ReadingLimits = .init()) { fatalError("stub") }

    package mutating func check(_ batch: RecordBatch) { fatalError("stub") }

    /// What was found, in row order, at most `limits.findings` of each code, and complete counts by code.
    package consuming func finish() -> (findings: [Finding], counts: [String: Int]) { fatalError("stub") }
}
