import CTabular

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Understands delimited text: delimiter, line ends, header, width, rows.
///
/// What it decides is in `reading`, `layout`, `titles`.
struct DelimitedOpening {
    private(set) var reading = Reading()
    private(set) var layout: DelimitedLayout
    /// Header cells of the published columns, as in the source; blank for columns without a header.
    private(set) var titles: [String]

    /// - Throws: ``TabularError`` where the text is no table or breaks a limit.
    init(_ original: DecodedText, limits: ReadingLimits, findings: inout FindingCollector) throws(TabularError) {
        var text = original
        var (delimiter, start) = Self.declaredDelimiter(text) ?? (DelimiterJudgement.judge(text), 0)
        if text.fieldEncoding != .none, start == 0, delimiter == UInt8(ascii: ","),
            memchr(text.base, 0x2C, text.count) == nil
        {
            // Nothing cuts the raw text; `|` can only be tried on converted text.
            let converted = text.converted()
            let again = DelimiterJudgement.judge(converted)
            if again != delimiter { (text, delimiter, start) = (converted, again, 0) }
        }
        layout = DelimitedLayout(
            text: text,
            delimiter: delimiter,
            loneCREnds: LineEndJudgement.loneCREnds(text, delimiter: delimiter),
            hasLoneCR: ctabular_lone_cr(text.base, text.count) < text.count,
            limits: limits
        )
        layout.dataStart = start
        layout.dataLine = text.line(at: start)

        let header = HeaderJudgement(try LeadingRecord.read(layout, limit: HeaderJudgement.window))
        guard !header.titles.isEmpty else { throw .emptyBody() }
        layout.dataStart = header.dataStart
        layout.dataLine = header.dataLine
        let headerWidth = header.titles.count
        layout.columnCount = headerWidth
        let survey = try DelimitedSurvey(layout)

        let named = header.rows == 0 ? 1 : (header.titles.lastIndex { !ColumnName.trim($0).isEmpty } ?? 0) + 1
        let columns = Self.columnCount(survey, named: named, headerWidth: headerWidth)
        guard columns <= limits.columns else { throw .tooManyColumns(limit: limits.columns, line: header.line ?? 1) }
        layout.columnCount = columns
        layout.rowCount = survey.lastFilledRow
        titles = (0..<columns).map { $0 < headerWidth ? header.titles[$0] : "" }

        reading.format = delimiter == UInt8(ascii: "\t") ? .tsv : .csv
        reading.encoding = text.encoding
        reading.hasByteOrderMark = text.hasByteOrderMark
        reading.delimiter = String(UnicodeScalar(delimiter))
        reading.headerLine = header.line
        reading.headerRows = header.rows
        reading.lineEnd = Self.lineEnd(survey, header: text.base, layout.dataStart)
        reading.rowCount = layout.rowCount

        if header.comments > 0 { findings.add(.preambleSkipped(lines: header.comments)) }
        if header.titleLines > 0 { findings.add(.titleSkipped(lines: header.titleLines)) }
        if header.rows == 0 { findings.add(.noHeader) }
        if header.rows == 2 { findings.add(.headerRowsJoined, line: header.line) }
        if headerWidth > columns { findings.add(.blankColumnsDropped(count: headerWidth - columns)) }
        report(survey, into: &findings)
    }

    /// Excel's `sep=;` on the first line, and where the table begins behind it.
    private static func declaredDelimiter(_ text: DecodedText) -> (UInt8, Int)? {
        let prefix: StaticString = "sep="
        guard text.count > 5, memcmp(text.base, prefix.utf8Start, 4) == 0,
            DelimiterJudgement.candidates.contains(text.base[4])
        else { return nil }
        if text.base[5] == UInt8(ascii: "\n") { return (text.base[4], 6) }
        guard text.count > 6, text.base[5] == UInt8(ascii: "\r"), text.base[6] == UInt8(ascii: "\n") else { return nil }
        return (text.base[4], 7)
    }

    /// Columns with a header or, under a blank header cell, a value.
    ///
    /// Cells beyond the header make a column only where most rows have them; in fewer rows they are a mistake of those
    /// rows.
    private static func columnCount(_ survey: DelimitedSurvey, named: Int, headerWidth: Int) -> Int {
        let filledRows = survey.records - survey.filledWidths[0, default: 0]
        let full = survey.records - survey.filledWidths.values.reduce(0, +)
        var within = full > 0 ? headerWidth : named
        for width in survey.filledWidths.keys where width <= headerWidth { within = max(within, width) }
        let beyond = survey.filledWidths.filter { $0.key > headerWidth }
        guard beyond.values.reduce(0, +) * 2 > filledRows else { return max(named, within) }
        return beyond.keys.filter { width in
            beyond.reduce(0) { $0 + ($1.key >= width ? $1.value : 0) } * 2 > filledRows
        }.max() ?? max(named, within)
    }

    private static func lineEnd(
        _ survey: DelimitedSurvey,
        header base: UnsafePointer<UInt8>,
        _ dataStart: Int
    ) -> Reading.LineEnd? {
        let kinds: [(Reading.LineEnd, Int)] = [(.crlf, survey.crlf), (.lf, survey.lf), (.cr, survey.cr)]
        let present = kinds.filter { $0.1 > 0 }
        if present.count > 1 { return .mixed }
        if let only = present.first { return only.0 }
        // No record but the header: how does that end?
        guard dataStart > 0 else { return nil }
        switch base[dataStart - 1] {
        case UInt8(ascii: "\r"): return .cr
        case UInt8(ascii: "\n"): return dataStart > 1 && base[dataStart - 2] == UInt8(ascii: "\r") ? .crlf : .lf
        default: return nil
        }
    }

    private func report(_ survey: DelimitedSurvey, into findings: inout FindingCollector) {
        let columns = layout.columnCount
        let rows = layout.rowCount
        if reading.lineEnd == .mixed { findings.add(.mixedLineEnds(crlf: survey.crlf, lf: survey.lf, cr: survey.cr)) }
        if survey.records > rows { findings.add(.blankRowsDropped(count: survey.records - rows)) }

        let blank = survey.blankRows.filter { $0.row <= rows }
        for record in blank { findings.add(.blankRow, row: record.row, line: record.line) }
        let blankCount = survey.filledWidths[0, default: 0] - (survey.records - rows)
        findings.count(.blankRow, times: blankCount - blank.count)

        let lines = survey.blankLines.filter { $0.row <= rows }
        for line in lines { findings.add(.blankLine, line: line.line) }

        // Blank rows are told of once, not also as ragged.
        let ragged = survey.suspects.filter { $0.filled > 0 && ($0.width < columns || $0.filled > columns) }
        for record in ragged {
            findings.add(.raggedRow(expected: columns, found: record.width), row: record.row, line: record.line)
        }
        if survey.suspects.count >= 1_000 {
            let long = survey.filledWidths.reduce(0) { $0 + ($1.key > columns ? $1.value : 0) }
            let short = survey.widths.reduce(0) { $0 + ($1.key < columns ? $1.value : 0) }
            findings.count(.raggedRow(expected: columns, found: 0), times: long + short - ragged.count)
        }
        for record in survey.strayQuotes { findings.add(.strayQuote, row: record.row, line: record.line) }
        findings.count(.strayQuote, times: survey.strayQuoteCount - survey.strayQuotes.count)
    }
}
