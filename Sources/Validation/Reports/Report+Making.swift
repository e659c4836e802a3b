package import Tabular

extension Report {
    /// Reads a file whose columns are not yet judged and makes the report.
    ///
    /// Judging and checking are one pass where the first rows tell what the columns are; nothing else differs.
    /// - Parameters:
    ///   - source: the file's name or address as it is to be shown.
    ///   - choose: names the schema by the columns' names, which are known; their types may not be. Nil: only what reading found.
    /// - Throws: ``TabularError`` when the file cannot be read on, and what `choose` throws.
    package static func make(
        of opening: TabularOpening,
        source: String,
        schema choose: ([Column]) throws -> TableSchema?,
    ) throws -> Report {
        let typing = try opening.makeOngoingTyping()
        guard let schema = try choose(typing.guess) else {
            return try make(of: opening.document(), source: source, schema: nil)
        }
        if let (document, outcome) = try HalvedCheck.run(opening, schema: schema) {
            return Report(document, source: source, schema: schema, outcome: outcome)
        }
        var validator = Validator(schema: schema, columns: typing.guess, rows: opening.reading.rowCount)
        var reader = opening.makeReaderAhead()
        var batch = RecordBatch()
        while !typing.isRefuted, try reader.next(into: &batch) { validator.check(batch, showing: typing) }
        let document = try typing.document()
        guard document.columns == typing.guess else { return try make(of: document, source: source, schema: schema) }
        return Report(document, source: source, schema: schema, outcome: validator.finish())
    }

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
            var validator = Validator(schema: schema, columns: document.columns, rows: document.reading.rowCount)
            var reader = document.makeReaderAhead()
            var batch = RecordBatch()
            while try reader.next(into: &batch) { validator.check(batch) }
            outcome = validator.finish()
        }
        return Report(document, source: source, schema: schema, outcome: outcome)
    }

    private init(_ document: TabularDocument, source: String, schema: TableSchema?, outcome: Validator.Outcome?) {
        self.init(
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
