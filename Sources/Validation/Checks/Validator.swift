package import Tabular

/// Checks rows against a Table Schema while they pass by.
///
/// Feed every batch once, in order, then take the findings.
///
/// A field's column is the one of its name, however the name's width, spacing or punctuation varies (then `column_name` says
/// so). A column that belongs to no field is still held to the type that reading judged for it, so that the findings of
/// `type_mismatch` are complete here and take the place of the reader's own.
package struct Validator: ~Copyable {
    /// What was found.
    package struct Outcome: Hashable, Sendable {
        /// First what concerns whole columns, then in row order; at most `limits.findings` of each code.
        package let findings: [Finding]
        /// All findings by code, also those not listed.
        package let counts: [String: Int]
        package let errorCount: Int
        package let warningCount: Int
    }

    private var checks: FieldChecks
    private var keyCheck: KeyCheck?
    private let missingValues: MissingValues
    /// Findings that are about no row.
    private var headerFindings = 0
    private var findings: FindingList
    /// Whether batches are first looked at as a whole.
    private let looksAhead: Bool
    /// Batches that were clean, less those that were not: where most are not, looking at them first is in vain.
    private var cleanLead = 8
    /// Whether all cells so far were right, as far as one look at each batch told.
    package private(set) var isSpotless = true

    /// Prepares the checks of a table.
    ///
    /// `columns` are the table's; a schema's field is matched to a column by name. A field with no column gives
    /// `missing_column`, an error if it is required and else a warning; columns with no field give `extra_column`, a warning.
    ///
    /// `rows` is how many rows are to be expected: memory for values that must differ is taken at once.
    ///
    /// `looksAhead` is how to check, not what: false goes row by row only.
    package init(
        schema: TableSchema,
        columns: [Column],
        rows: Int = 0,
        limits: ReadingLimits = .init(),
        looksAhead: Bool = true
    ) {
        self.looksAhead = looksAhead
        let match = ColumnMatch(schema: schema, columns: columns)
        let missingValues = MissingValues(schema.missingValues)
        findings = FindingList(limit: limits.findings)
        self.missingValues = missingValues
        keyCheck = Self.keyCheck(schema, match, rows: rows)
        checks = FieldChecks(schema: schema, columns: columns, match: match, missingValues: missingValues, rows: rows)
        noteHeader(schema, columns, match)
        headerFindings = findings.count
    }

    /// Checks the rows of a batch and shows it to `typing`, which then need not parse again what was parsed here.
    package mutating func check(_ batch: RecordBatch, showing typing: OngoingTyping) {
        checks.forgetCells()
        check(batch)
        for column in 0..<batch.columnCount {
            typing.add(batch, column: column, plain: checks.plainCells[column])
        }
        typing.endBatch(batch)
    }

    /// Checks the rows of a batch; batches come once each, in order.
    package mutating func check(_ batch: RecordBatch) {
        let isClean = looksAhead && cleanLead > 0 && checks.areClean(batch)
        cleanLead += isClean ? 1 : -1
        if !isClean { isSpotless = false }
        if isClean, keyCheck == nil { return }
        for row in 0..<batch.rowCount {
            let line = batch.lines.isEmpty ? nil : batch.lines[row]
            if !isClean { checks.check(batch, row: row, line: line, into: &findings) }
            keyCheck?.check(batch, row: row, missingValues: missingValues, into: &findings)
        }
        if findings.count > headerFindings { isSpotless = false }
    }

    /// Whether nothing is wrong with the rows of both validators of one table, which had different ones: then the outcome of either
    /// is that of all.
    package func isSpotless(with other: borrowing Validator) -> Bool {
        guard isSpotless, other.isSpotless, checks.uncomparedColumns().isEmpty,
            other.checks.uncomparedColumns().isEmpty, !checks.haveRepeats(in: other.checks)
        else { return false }
        guard let keyCheck, let otherKeys = other.keyCheck else { return true }
        return !keyCheck.hasUncomparedValues && !otherKeys.hasUncomparedValues && !keyCheck.hasAnyKey(of: otherKeys)
    }

    /// What was found, in row order, at most `limits.findings` of each code, and complete counts by code.
    package consuming func finish() -> Outcome {
        for name in checks.uncomparedColumns() {
            findings.note(.uniquePartial(limit: SeenValues.limit), column: name)
        }
        if let keyCheck, keyCheck.hasUncomparedValues {
            findings.note(.uniquePartial(limit: SeenValues.limit), column: keyCheck.names.first)
        }
        return Outcome(
            findings: findings.findings,
            counts: findings.countsByCode,
            errorCount: findings.errorCount,
            warningCount: findings.warningCount
        )
    }

    private mutating func noteHeader(_ schema: TableSchema, _ columns: [Column], _ match: ColumnMatch) {
        for (field, column) in zip(schema.fields, match.columns) {
            guard let column else {
                let isRequired = field.constraints.required || schema.primaryKey.contains(field.name)
                findings.note(.missingColumn(name: field.name, isRequired: isRequired), column: field.name)
                continue
            }
            guard columns[column].name != field.name else { continue }
            findings.note(.columnName(expected: field.name), column: columns[column].name, value: columns[column].name)
        }
        for column in match.extraColumns {
            findings.note(.extraColumn, column: columns[column].name, value: columns[column].name)
        }
    }

    /// Nil when the schema has no key, or the table lacks a column of it (which `missing_column` has said).
    private static func keyCheck(_ schema: TableSchema, _ match: ColumnMatch, rows: Int) -> KeyCheck? {
        guard !schema.primaryKey.isEmpty else { return nil }
        let columns = schema.primaryKey.compactMap { name in
            schema.fields.firstIndex { $0.name == name }.flatMap { match.columns[$0] }
        }
        guard columns.count == schema.primaryKey.count else { return nil }
        return KeyCheck(names: schema.primaryKey, columns: columns, rows: rows)
    }
}
