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
        var dialect = start == 0 ? DialectJudgement.judge(text, plain: delimiter) : Dialect(delimiter: [delimiter])
        if !dialect.isPlain, text.count > DelimitedRewrite.largest { dialect = Dialect(delimiter: [delimiter]) }
        if dialect.mayHitTrailBytes { text = text.converted() }
        let loneCREnds = LineEndJudgement.loneCREnds(text, delimiter: dialect.delimiter[0])
        var source = DelimitedLayout(
            text: text,
            delimiter: dialect.delimiter[0],
            loneCREnds: loneCREnds,
            hasLoneCR: text.mayHoldLoneCR && ctabular_lone_cr(text.base, text.count) < text.count,
            limits: limits
        )
        source.dataStart = start
        source.dataLine = text.line(at: start)
        let attempt: DelimitedAttempt
        let rewrite: DelimitedRewrite?
        if dialect.isPlain {
            (attempt, rewrite) = try DelimitedAttempt.mending(source, dialect: &dialect)
        } else {
            let written = try DelimitedRewrite(text, dialect: dialect, start: start, loneCREnds: loneCREnds)
            attempt = try DelimitedAttempt(written.layout(like: source), marks: written.repairs.map(\.line))
            rewrite = written
        }
        try self.init(attempt, rewrite, findings: &findings)
        reading.format = dialect.delimiter == [UInt8(ascii: "\t")] ? .tsv : .csv
        reading.delimiter = String(decoding: dialect.delimiter, as: UTF8.self)
        if dialect.quote != UInt8(ascii: "\"") || dialect.escape != nil {
            findings.add(.quoting(quote: dialect.quote, escape: dialect.escape))
        }
    }

    /// Takes what an attempt understood.
    private init(
        _ attempt: DelimitedAttempt,
        _ rewrite: DelimitedRewrite?,
        findings: inout FindingCollector
    ) throws(TabularError) {
        layout = attempt.layout
        let header = attempt.header
        let survey = attempt.survey
        let headerWidth = header.titles.count
        let limits = layout.limits

        let isFull = survey.widths.isEmpty
        let named =
            header.rows == 0
            ? (isFull ? headerWidth : 1) : (header.titles.lastIndex { !ColumnName.trim($0).isEmpty } ?? 0) + 1
        let columns = Self.columnCount(survey, named: named, headerWidth: headerWidth)
        guard columns <= limits.columns else { throw .tooManyColumns(limit: limits.columns, line: header.line ?? 1) }
        layout.columnCount = columns
        let end = TableEnd(layout, survey: survey, titles: header.titles, sample: attempt.sample)
        layout.rowCount = end.rows
        if let middle = survey.middle, middle.row > 1, middle.row <= end.rows {
            layout.middle = (middle.row, middle.offset, middle.line)
        }
        titles = (0..<columns).map { $0 < headerWidth ? header.titles[$0] : "" }

        reading.encoding = layout.text.encoding
        reading.hasByteOrderMark = layout.text.hasByteOrderMark
        reading.headerLine = header.line
        reading.headerRows = header.rows
        reading.lineEnd = Self.lineEnd(survey, header: layout.text.base, layout.dataStart)
        reading.rowCount = layout.rowCount

        if header.comments > 0 { findings.add(.preambleSkipped(lines: header.comments)) }
        if header.titleLines > 0 { findings.add(.titleSkipped(lines: header.titleLines)) }
        if header.rows == 0 { findings.add(.noHeader) }
        if header.rows > 1 { findings.add(.headerRowsJoined(rows: header.rows), line: header.line) }
        if let width = attempt.surplusHeaderWidth {
            findings.add(.headerWidth(header: width, rows: columns), line: header.line)
        } else if header.rows > 0, columns > headerWidth {
            findings.add(.headerWidth(header: headerWidth, rows: columns), line: header.line)
        }
        if headerWidth > columns { findings.add(.blankColumnsDropped(count: headerWidth - columns)) }
        for (notice, row, line) in end.notices { findings.add(notice, row: row, line: line) }
        report(survey, into: &findings)
        if let rewrite { report(rewrite, survey, into: &findings) }
    }

    /// The line ends of all records, the header's included.
    private func report(mixed survey: DelimitedSurvey, into findings: inout FindingCollector) {
        let header = Self.headerEnd(layout.text.base, layout.dataStart)
        findings.add(
            .mixedLineEnds(
                crlf: survey.crlf + (header == .crlf ? 1 : 0),
                lf: survey.lf + (header == .lf ? 1 : 0),
                cr: survey.cr + (header == .cr ? 1 : 0)
            )
        )
    }

    /// Records whose quotes or delimiter were put right on the way.
    private func report(_ rewrite: DelimitedRewrite, _ survey: DelimitedSurvey, into findings: inout FindingCollector) {
        let names = ColumnName.publish(titles).map(\.name)
        for repair in rewrite.repairs {
            let row = survey.rowsOfMarks[repair.line]
            if let row, row > layout.rowCount { continue }
            if let delimiter = repair.delimiter {
                let shown = String(decoding: delimiter, as: UTF8.self)
                findings.add(.rowDelimiter(delimiter: shown), row: row, line: repair.line)
            }
            if let place = repair.surplus {
                findings.add(
                    .surplusCellDropped,
                    row: row,
                    line: repair.line,
                    column: place < names.count ? names[place] : nil
                )
            }
            for column in repair.columns where column < names.count {
                findings.add(.strayQuote, row: row, line: repair.line, column: names[column])
            }
        }
        findings.count(.strayQuote, times: rewrite.repairCount - rewrite.repairs.count)
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
        let header = headerEnd(base, dataStart)
        let kinds: [(Reading.LineEnd, Int)] = [(.crlf, survey.crlf), (.lf, survey.lf), (.cr, survey.cr)]
        let present = kinds.filter { $0.1 > 0 || $0.0 == header }
        return present.count > 1 ? .mixed : present.first?.0
    }

    /// How the header ends; nil where there is none.
    private static func headerEnd(_ base: UnsafePointer<UInt8>, _ dataStart: Int) -> Reading.LineEnd? {
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
        if reading.lineEnd == .mixed { report(mixed: survey, into: &findings) }
        let blankTail = survey.records - survey.lastFilledRow
        if blankTail > 0 { findings.add(.blankRowsDropped(count: blankTail)) }

        let blank = survey.blankRows.filter { $0.row <= rows }
        for record in blank { findings.add(.blankRow, row: record.row, line: record.line) }
        if rows == survey.lastFilledRow {
            let blankCount = survey.filledWidths[0, default: 0] - (survey.records - rows)
            findings.count(.blankRow, times: blankCount - blank.count)
        }

        let lines = survey.blankLines.filter { $0.row <= rows }
        for line in lines { findings.add(.blankLine, line: line.line) }

        // Blank rows are told of once, not also as ragged.
        let ragged = survey.suspects.filter {
            $0.row <= rows && $0.filled > 0 && ($0.width < columns || $0.filled > columns)
        }
        for record in ragged {
            findings.add(.raggedRow(expected: columns, found: record.width), row: record.row, line: record.line)
        }
        if survey.suspects.count >= 1_000 {
            let long = survey.filledWidths.reduce(0) { $0 + ($1.key > columns ? $1.value : 0) }
            let short = survey.widths.reduce(0) { $0 + ($1.key < columns ? $1.value : 0) }
            findings.count(.raggedRow(expected: columns, found: 0), times: long + short - ragged.count)
        }
        // Blank cells at the end of most rows are the habit of a program, not a slip.
        if survey.surplusCount * 10 <= survey.records {
            for record in survey.surplus where record.row <= rows && record.filled > 0 {
                findings.add(.surplusCells(count: record.width - columns), row: record.row, line: record.line)
            }
        }
        for record in survey.strayQuotes { findings.add(.strayQuote, row: record.row, line: record.line) }
        findings.count(.strayQuote, times: survey.strayQuoteCount - survey.strayQuotes.count)
    }
}
