/// A file that was recognised as a table: how it was read, its typed columns, what was noticed, and passes over its records.
///
/// Opening makes passes over the whole file (structure, encoding, types over all rows); it never samples.
package final class TabularDocument: Sendable {
    package let reading: Reading
    package let columns: [Column]
    /// What reading noticed, in row order, at most ``ReadingLimits/findings`` of each code; the counts are complete.
    package let findings: [Finding]
    /// All findings by code, also those not listed.
    package let findingCounts: [String: Int]
    private let layout: TableLayout

    /// Opens the file at `path`, mapping it into memory.
    /// - Throws: ``TabularError`` when the content is no table or breaks a limit.
    package convenience init(path: String, limits: ReadingLimits = .init()) throws(TabularError) {
        try self.init(TabularOpening(path: path, limits: limits))
    }

    /// Opens bytes in memory.
    /// - Throws: ``TabularError`` when the content is no table or breaks a limit.
    package convenience init(bytes: [UInt8], limits: ReadingLimits = .init()) throws(TabularError) {
        try self.init(TabularOpening(bytes: bytes, limits: limits))
    }

    /// Judges the columns in a pass of its own.
    convenience init(_ opening: TabularOpening) throws(TabularError) {
        var typing = opening.makeTyping()
        try typing.add(allOf: opening.layout)
        try self.init(opening, typing)
    }

    /// What is left when all rows were shown to `typing`.
    init(_ opening: TabularOpening, _ typing: borrowing ColumnTyping) throws(TabularError) {
        layout = opening.layout
        reading = opening.reading
        var findings = opening.findings
        columns = opening.withFormats(try typing.finish(layout, findings: &findings))
        self.findings = findings.sorted()
        findingCounts = findings.counts
    }

    /// A new pass over the records, from the first.
    package func makeReader() -> any RecordReader {
        layout.makeReader()
    }

    /// The same for who does much with each record: large tables are read ahead on a thread of their own.
    package func makeReaderAhead() -> any RecordReader {
        layout.makeReaderAhead(rowCount: reading.rowCount)
    }
}

/// Where the records of a document are, by format.
enum TableLayout: Sendable {
    case delimited(DelimitedLayout)
    case json(JSONLayout)

    func makeReader() -> any RecordReader {
        switch self {
        case .delimited(let layout): DelimitedReader(layout)
        case .json(let layout): JSONReader(layout)
        }
    }

    /// A reader whose records are cut while others are worked on, where there are many.
    func makeReaderAhead(rowCount: Int) -> any RecordReader {
        let reader = makeReader()
        guard rowCount >= ReadAhead.fewestRows else { return reader }
        return ReadAhead(reader) ?? reader
    }

    /// The place of the column that holds GeoJSON geometries; nil for none.
    var geometryColumn: Int? {
        guard case .json(let layout) = self, let place = layout.featureColumns.firstIndex(of: .geometry) else {
            return nil
        }
        return layout.keys.count + place
    }

    var isJSON: Bool {
        switch self {
        case .delimited: false
        case .json: true
        }
    }

    /// What `source` is, how it is read, and the titles of its columns.
    static func understand(
        _ source: SourceBytes,
        limits: ReadingLimits,
        findings: inout FindingCollector
    ) throws(TabularError) -> (layout: TableLayout, reading: Reading, titles: [String]) {
        guard source.count > 0 else { throw .emptyBody() }
        var source = source
        if GzipSource.matches(source.bytes) {
            source = try GzipSource.unpack(source, limits: limits)
            guard source.count > 0 else { throw .emptyBody() }
            findings.add(.gzipUnpacked)
        }
        if let found = ContentSniffing.mismatch(source.bytes) { throw .contentMismatch(found) }
        let text = try decode(source)
        guard !isBlank(text) else { throw .emptyBody() }
        if let found = ContentSniffing.markup(UnsafeBufferPointer(start: text.base, count: text.count)) {
            throw .contentMismatch(found)
        }
        TextNotices.collect(text, into: &findings)
        if JSONOpening.looksLikeJSON(text) {
            let opening = try JSONOpening(text, limits: limits, findings: &findings)
            return (.json(opening.layout), opening.reading, opening.layout.titles)
        }
        let opening = try DelimitedOpening(text, limits: limits, findings: &findings)
        return (.delimited(opening.layout), opening.reading, opening.titles)
    }

    /// The text; what is meant to be JSON comes out as UTF-8.
    ///
    /// JSON must be UTF-8 (RFC 8259 §8.1), and UTF-16 was allowed before; JSON in CP932 breaks the rule, but is what Japanese
    /// programs write, and is read where the whole text is plausible CP932.
    static func decode(_ source: SourceBytes) throws(TabularError) -> DecodedText {
        let raw = DecodedText(
            source: source,
            start: 0,
            end: source.count,
            encoding: .utf8,
            hasByteOrderMark: false,
            fieldEncoding: .none
        )
        var cursor = JSONCursor(base: raw.base, count: raw.count)
        let first = cursor.peek()
        let isJSON = (first == UInt8(ascii: "{") || first == UInt8(ascii: "[")) && JSONOpening.looksLikeJSON(raw)
        let text: DecodedText
        do throws(TabularError) {
            text = try EncodingJudgement.judge(source)
        } catch {
            if isJSON, error.code != "nul_byte" { try EncodingJudgement.requireUTF8(raw) }
            throw error
        }
        guard isJSON, text.fieldEncoding != .none else { return text }
        guard text.fieldEncoding == .cp932, text.isPlausible else {
            try EncodingJudgement.requireUTF8(raw)
            return text
        }
        return text.converted()
    }

    private static func isBlank(_ text: DecodedText) -> Bool {
        let blank = RawBlank(encoding: text.fieldEncoding)
        return text.count == 0 || blank.matches(text.base, text.count)
    }
}
