/// A file that was recognised as a table, whose structure is known and whose columns are not yet judged.
///
/// Judging takes all rows, and so does nearly everything that is done with a table. ``makeOngoingTyping(firstRows:)`` lets both happen in one pass;
/// ``TabularDocument`` is for who wants the columns first.
package struct TabularOpening: Sendable {
    package let reading: Reading
    let layout: TableLayout
    private let titles: [String]
    /// What was noticed of the structure.
    let findings: FindingCollector

    /// Opens the file at `path`, mapping it into memory.
    /// - Throws: ``TabularError`` when the content is no table or breaks a limit.
    package init(path: String, limits: ReadingLimits = .init()) throws(TabularError) {
        try self.init(SourceBytes(path: path), limits: limits)
    }

    /// Opens bytes in memory.
    /// - Throws: ``TabularError`` when the content is no table or breaks a limit.
    package init(bytes: [UInt8], limits: ReadingLimits = .init()) throws(TabularError) {
        try self.init(SourceBytes(bytes), limits: limits)
    }

    private init(_ source: SourceBytes, limits: ReadingLimits) throws(TabularError) {
        var findings = FindingCollector(limit: limits.findings)
        let understood = try TableLayout.understand(source, limits: limits, findings: &findings)
        layout = understood.layout
        reading = understood.reading
        titles = understood.titles
        self.findings = findings
    }

    /// The document, after a pass of its own.
    package func document() throws(TabularError) -> TabularDocument { try TabularDocument(self) }

    /// A typing to show the rows of another pass to, which has seen the first ones already.
    ///
    /// - Parameter firstRows: how many, to the end of a batch.
    package func makeOngoingTyping(
        firstRows: Int = OngoingTyping.firstRows
    ) throws(TabularError) -> OngoingTyping { try OngoingTyping(self, firstRows: firstRows) }

    /// A new pass over the records, from the first.
    package func makeReader() -> any RecordReader { layout.makeReader() }

    /// The same for who does much with each record: large tables are read ahead on a thread of their own.
    package func makeReaderAhead() -> any RecordReader { layout.makeReaderAhead(rowCount: reading.rowCount) }

    /// Passes over the first and the second half of the records, for two threads; nil for formats and tables that have no known
    /// place to begin in the middle, or whose middle lies among the first `rows` rows.
    package func makeHalves(
        behind rows: Int
    ) -> (first: any RecordReader & Sendable, second: any RecordReader & Sendable)? {
        guard case .delimited(let layout) = layout, let halves = layout.halves, halves.1.firstRow > rows else {
            return nil
        }
        return (DelimitedReader(halves.0), DelimitedReader(halves.1))
    }

    func makeTyping() -> ColumnTyping {
        ColumnTyping(titles: titles, isJSON: layout.isJSON, rowCount: reading.rowCount)
    }

    /// Columns with the formats that do not come from their values.
    func withFormats(_ columns: [Column]) -> [Column] {
        var columns = columns
        if let place = layout.geometryColumn { columns[place].format = Column.geometryFormat }
        return columns
    }
}
