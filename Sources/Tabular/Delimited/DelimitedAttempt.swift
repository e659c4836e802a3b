import CTabular

/// Text of the plain dialect as far as its structure tells: the header and the survey of its records.
struct DelimitedAttempt {
    private(set) var layout: DelimitedLayout
    private(set) var header: HeaderJudgement
    private(set) var survey: DelimitedSurvey
    /// How many cells the header had when blank ones among them were left out, because the records have that many fewer; else nil.
    private(set) var surplusHeaderWidth: Int?
    /// The first records behind the header.
    let sample: [LeadingRecord]
    /// How a row of one cell too many may be put right; nil where there is no such row, or too little to go by.
    private(set) var alignment: RowAlignment?
    /// Whether a quote stands where CSV allows none, or a record seems to have a delimiter of its own.
    private(set) var breaksRules = false

    /// - Parameters:
    ///   - source: The layout with its start.
    ///   - marks: Lines whose record numbers are wanted.
    /// - Throws: ``TabularError`` where the text is no table or breaks a limit.
    init(_ source: DelimitedLayout, marks: [Int] = []) throws(TabularError) {
        layout = source
        let leading = try LeadingRecord.read(layout, limit: HeaderJudgement.window, breaksRules: &breaksRules)
        header = HeaderJudgement(leading)
        guard !header.titles.isEmpty else { throw .emptyBody() }
        layout.dataStart = header.dataStart
        layout.dataLine = header.dataLine
        layout.columnCount = header.titles.count
        layout.skipsEmptyLines = header.titles.count != 1
        let line = header.line
        var top = 0..<0
        if let row = leading.first(where: { $0.line == line }) { top = row.start..<Self.firstBytes(row, source) }
        survey = try DelimitedSurvey(layout, marks: marks, header: top)
        let dataStart = header.dataStart
        sample = leading.filter { $0.start >= dataStart }
        try dropSurplusHeaderCells(marks: marks)
        let width = header.titles.count
        // Where the last column is blank, a shifted row fills no more cells than there are columns.
        let long =
            survey.suspects.count { $0.width == width + 1 && $0.filled > width }
            + survey.surplus.count { $0.width == width + 1 }
        if header.rows > 0, long > 0, survey.records >= 20, long * 10 <= survey.records {
            alignment = RowAlignment(sample, width: width)
        }
        breaksRules =
            breaksRules || survey.strayQuoteCount > 0 || survey.hasInnerQuotes
            || (survey.spacedCount > 0 && survey.spacedCount * 20 <= survey.records) || alignment != nil
            || hasRowDelimiters(leading)
    }

    /// Offset behind the bytes of a header's first cell and the delimiter behind it; the start where there is nothing to compare.
    private static func firstBytes(_ record: LeadingRecord, _ layout: DelimitedLayout) -> Int {
        let size = min(record.end - record.start, 64)
        let cell = (0..<size).first { layout.text.base[record.start + $0] == layout.delimiter }
        return record.start + (cell.map { $0 + 1 } ?? 0)
    }

    /// Leaves out blank header cells where nearly all records have exactly as many cells as the header has names: a separator too
    /// many would otherwise shift every name.
    private mutating func dropSurplusHeaderCells(marks: [Int]) throws(TabularError) {
        let named = header.titles.filter { !ColumnName.trim($0).isEmpty }
        guard header.rows == 1, named.count >= 2, named.count < header.titles.count,
            ColumnName.trim(header.titles.last ?? "").isEmpty == false,
            survey.widths[named.count, default: 0] * 10 >= survey.records * 9, survey.records > 0
        else { return }
        surplusHeaderWidth = header.titles.count
        header.titles = named
        layout.columnCount = named.count
        survey = try DelimitedSurvey(layout, marks: marks)
    }

    /// Whether one of the first ragged records has the table's width with another delimiter.
    private func hasRowDelimiters(_ leading: [LeadingRecord]) -> Bool {
        let cutter = RecordCutter(
            base: layout.text.base,
            count: layout.text.count,
            dialect: Dialect(delimiter: [layout.delimiter]),
            loneCREnds: layout.loneCREnds
        )
        func isOther(_ start: Int, width: Int) -> Bool {
            guard case .record(let record) = cutter.strict(start) else { return false }
            return RowDelimiter.find(start, record, cutter: cutter, width: width) != nil
        }
        let usual = survey.widths.max { ($0.value, $0.key) < ($1.value, $1.key) }
        if let usual, usual.value * 10 >= survey.records * 9,
            let start = leading.first(where: { $0.line == header.line })?.start, isOther(start, width: usual.key)
        {
            return true
        }
        return survey.suspects.prefix(100).contains { suspect in
            suspect.filled > 0 && isOther(suspect.offset, width: header.titles.count)
        }
    }

    /// The attempt at `source`, and, where it broke the rules, at the text put right; `dialect` then has the escape that was found.
    /// - Throws: ``TabularError`` where neither is a table, or nothing tells what was meant.
    static func mending(
        _ source: DelimitedLayout,
        dialect: inout Dialect
    ) throws(TabularError) -> (DelimitedAttempt, DelimitedRewrite?) {
        var plain: DelimitedAttempt?
        do throws(TabularError) {
            let attempt = try DelimitedAttempt(source)
            guard attempt.breaksRules, source.text.count <= DelimitedRewrite.largest else { return (attempt, nil) }
            plain = attempt
        } catch {
            guard error.code == "unterminated_quote", source.text.count <= DelimitedRewrite.largest else { throw error }
        }
        var source = source
        // What cells are is judged in UTF-8.
        if plain?.alignment != nil, source.text.fieldEncoding != .none {
            source.text = source.text.converted()
        }
        guard let rewrite = try rewrite(source, alignment: plain?.alignment, dialect: &dialect) else {
            if let plain { return (plain, nil) }
            return (try DelimitedAttempt(source), nil)
        }
        return (
            try DelimitedAttempt(rewrite.layout(like: source), marks: rewrite.repairs.map(\.line)), rewrite
        )
    }

    /// The text put right; nil where it has nothing that could be.
    private static func rewrite(
        _ source: DelimitedLayout,
        alignment: RowAlignment?,
        dialect: inout Dialect
    ) throws(TabularError) -> DelimitedRewrite? {
        let text = source.text
        var escaped = dialect
        escaped.escape = UInt8(ascii: "\\")
        var plain: DelimitedRewrite?
        var failure: TabularError?
        do throws(TabularError) {
            plain = try DelimitedRewrite(
                text,
                dialect: dialect,
                start: source.dataStart,
                loneCREnds: source.loneCREnds,
                alignment: alignment
            )
        } catch {
            failure = error
        }
        // In CP932 a backslash may be half a character; there it is no escape.
        let mayEscape =
            text.fieldEncoding == .none
            && ctabular_find(text.base, text.count, [UInt8(ascii: "\\"), UInt8(ascii: "\"")], 2) < text.count
        if mayEscape,
            let other = try? DelimitedRewrite(
                text,
                dialect: escaped,
                start: source.dataStart,
                loneCREnds: source.loneCREnds,
                alignment: alignment
            ), other.flaws < plain?.flaws ?? .max
        {
            dialect = escaped
            return other
        }
        if let failure { throw failure }
        guard let plain, plain.isCertain, plain.flaws > 0 || plain.hasChanges else { return nil }
        return plain
    }
}
