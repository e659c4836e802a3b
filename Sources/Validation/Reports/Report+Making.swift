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
        var tally = FindingTally(document.findings, counts: document.findingCounts)
        if let schema {
            var validator = Validator(schema: schema, columns: document.columns)
            var reader = document.makeReader()
            var batch = RecordBatch()
            while try reader.next(into: &batch) { validator.check(batch) }
            tally.merge(validator.finish())
        }
        return Report(
            source: source,
            reading: document.reading,
            columns: document.columns,
            schema: schema?.name,
            rowCount: document.reading.rowCount,
            errorCount: tally.errorCount,
            warningCount: tally.warningCount,
            findings: tally.findingsInRowOrder,
            isTruncated: tally.isTruncated
        )
    }
}
