/// How much a finding matters.
///
/// An error is a cell or row that breaks a rule; a warning is a repair or a doubt that a person should know of; info
/// says how something was understood.
package enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
    case error, warning, info
}

/// One thing noticed while a file was read or checked: a value with a place and a sentence, as `interface.md` lays reports out.
package struct Finding: Hashable, Sendable, Codable {
    /// Stable snake_case code, for example `ragged_row`, `type_mismatch`, `required`.
    ///
    /// Listed in `docs/`.
    package let code: String
    package let severity: Severity
    /// Number of the record, counted from 1 at the first record after the header.
    ///
    /// Nil when the finding concerns no one record.
    package let row: Int?
    /// Physical line in the file, counted from 1, as editors count.
    ///
    /// Nil where it has no meaning (JSON) or no one line.
    package let line: Int?
    /// Published name of the column.
    ///
    /// Nil when the finding concerns no one column.
    package let column: String?
    /// What was found, shortened to at most 100 characters; nil when there is nothing to quote.
    package let value: String?
    /// What happened and what to do about it.
    package let message: Bilingual

    package init(
        code: String,
        severity: Severity,
        row: Int? = nil,
        line: Int? = nil,
        column: String? = nil,
        value: String? = nil,
        message: Bilingual,
    ) {
        self.code = code
        self.severity = severity
        self.row = row
        self.line = line
        self.column = column
        self.value = value
        self.message = message
    }
}
