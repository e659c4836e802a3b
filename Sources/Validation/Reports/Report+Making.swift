package import Tabular

extension Report {
    /// Reads `document` once more against `schema` (nil: only what reading found) and makes the report.
    ///
    /// `source` is the file's name or address as it is to be shown.
    /// - Throws: ``TabularError`` when the file cannot be read on.
    package static func make(
        of document: TabularDocument,
        source: String,
        schema: TableSchema?,
    ) throws(TabularError) -> Report {
        var outcome: Validator.Outcome?
        if let schema {
            var validator = Validator(schema: schema, columns: document.columns)
            var reader = document.makeReaderAhead()
            var batch = RecordBatch()
            while try reader.next(into: &batch) { validator.check(batch) }
            outcome = validator.finish()
        }
        return Report(
            source: source,
            reading: document.reading,
            columns: document.columns,
            schema: schema?.name,
            findings: document.findings,
            counts: document.findingCounts,
            outcome: outcome,
        )
    }

    /// The report of a table that was checked while it passed by on its way elsewhere.
    /// - Parameters:
    ///   - source: the file's name or address as it is to be shown.
    ///   - findings: what reading noticed; `counts` are all of them by code, also those not listed.
    ///   - outcome: what checking found; nil when there was no schema.
    package init(
        source: String,
        reading: Reading,
        columns: [Column],
        schema: String?,
        findings: [Finding],
        counts: [String: Int],
        outcome: Validator.Outcome?,
    ) {
        var tally = FindingTally(findings, counts: counts)
        if let outcome { tally.merge(outcome) }
        self.init(
            source: source,
            reading: reading,
            columns: columns,
            schema: schema,
            rowCount: reading.rowCount,
            errorCount: tally.errorCount,
            warningCount: tally.warningCount,
            findings: tally.findingsInRowOrder,
            isTruncated: tally.isTruncated
        )
    }
}
