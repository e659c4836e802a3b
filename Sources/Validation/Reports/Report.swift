package import Tabular

/// What `ydp check` says of a file: how it was read and everything found (interface.md, "Vocabulary of outcomes").
package struct Report: Hashable, Sendable {
    /// Name of the file or address that was checked; never a path of the server.
    package var source: String
    package var reading: Reading
    package var columns: [Column]
    /// Name of the schema that it was checked against, nil for none.
    package var schema: String?
    package var rowCount: Int
    package var errorCount: Int
    package var warningCount: Int
    /// What concerns the whole file or a column first, then in row order.
    package var findings: [Finding]
    /// Whether some findings were counted but not listed.
    package var isTruncated: Bool

    package init(
        source: String,
        reading: Reading,
        columns: [Column],
        schema: String?,
        rowCount: Int,
        errorCount: Int,
        warningCount: Int,
        findings: [Finding],
        isTruncated: Bool,
    ) {
        self.source = source
        self.reading = reading
        self.columns = columns
        self.schema = schema
        self.rowCount = rowCount
        self.errorCount = errorCount
        self.warningCount = warningCount
        self.findings = findings
        self.isTruncated = isTruncated
    }
}
