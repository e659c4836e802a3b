/// Finds where a table ends before its file does: at a second table, or at notes below it; and rows of totals in it.
///
/// What it cuts off is no record of the table, and is reported with its line. It wants strong evidence: a row that is cut off
/// wrongly would be lost.
struct TableEnd {
    /// Rows of the table.
    private(set) var rows: Int
    /// What was noticed, with row and line.
    private(set) var notices: [(notice: Notice, row: Int?, line: Int?)] = []

    private let layout: DelimitedLayout
    private let survey: DelimitedSurvey
    private let header: [String]
    private let sample: [LeadingRecord]

    /// - Parameters:
    ///   - sample: The first records behind the header.
    ///   - titles: The header's cells; blank ones where there is none.
    init(_ layout: DelimitedLayout, survey: DelimitedSurvey, titles: [String], sample: [LeadingRecord]) {
        self.layout = layout
        self.survey = survey
        header = titles.map(ColumnName.trim)
        self.sample = sample.filter { $0.filled > 0 }
        rows = survey.lastFilledRow
        cutSecondTable()
        cutNotes()
        findTotals()
    }

    // MARK: A second table

    private mutating func cutSecondTable() {
        let gaps = (survey.blankRows + survey.blankLines).filter { $0.row <= rows }.sorted { $0.offset < $1.offset }
        var starts: [DelimitedSurvey.Suspect] = []
        // The records behind gaps, and the first of a run of records of another width that goes on to the end.
        for gap in gaps.prefix(200) where gap.row > 1 { starts.append(gap) }
        starts += survey.headerLike.prefix(100)
        if let run = trailingRun { starts.append(run) }
        starts.sort { $0.offset < $1.offset }
        for start in starts {
            guard let records = read(start, limit: 24), let at = secondHeader(in: records) else { continue }
            if isHeader(records[at]) {
                notices.append((.repeatedHeader, nil, records[at].line))
                continue
            }
            // A blank row belongs to neither table; a blank line is no row.
            let last = lastFilled(before: start)
            notices.append((.furtherTable(rows: survey.lastFilledRow - last), nil, records[at].line))
            rows = last
            return
        }
    }

    /// Number of the last row before `start` that is not blank.
    private func lastFilled(before start: DelimitedSurvey.Suspect) -> Int {
        var row = start.row - 1
        let blank = Set(survey.blankRows.map(\.row))
        while row > 0, blank.contains(row) { row -= 1 }
        return row
    }

    /// The first of at least three records at the end that all have one other width than the header.
    private var trailingRun: DelimitedSurvey.Suspect? {
        guard let last = survey.suspects.last(where: { $0.filled > 0 }), last.row == survey.lastFilledRow else {
            return nil
        }
        var first = last
        var length = 1
        for suspect in survey.suspects.reversed().dropFirst() {
            guard suspect.row == first.row - 1, suspect.width == last.width, suspect.filled > 0 else { break }
            first = suspect
            length += 1
        }
        return length >= 3 && last.width >= 2 && last.width != header.count ? first : nil
    }

    /// Place of the record that is the header of a second table, behind at most two title lines.
    private func secondHeader(in records: [LeadingRecord]) -> Int? {
        guard let at = records.firstIndex(where: { $0.filled >= 2 }) else { return nil }
        let titles = records[..<at].filter { $0.filled == 1 }
        guard titles.count <= 2, HeaderJudgement.isHeaderLike(records[at]) else { return nil }
        let own = records[(at + 1)...].prefix { $0.filled > 0 }
        if isHeader(records[at]) { return at }
        guard let next = own.first, next.filled >= 2, sample.count >= 2 else { return nil }
        let width = records[at].width
        let differs = width != (header.lastIndex { !$0.isEmpty } ?? -1) + 1 && own.allSatisfy { $0.width <= width }
        let contrast = HeaderRows.wordsOverValues(records[at], sample[...])
        let ownContrast = HeaderRows.wordsOverValues(records[at], ArraySlice(own))
        if differs { return contrast.words > 0 || ownContrast.words > 0 ? at : nil }
        return contrast.words >= 2 && contrast.words == contrast.all && ownContrast.words > 0 ? at : nil
    }

    private func isHeader(_ record: LeadingRecord) -> Bool {
        let cells = record.cells.map(ColumnName.trim)
        guard cells.contains(where: { !$0.isEmpty }) else { return false }
        let width = max(cells.count, header.count)
        return (0..<width).allSatisfy {
            (cells.indices.contains($0) ? cells[$0] : "") == (header.indices.contains($0) ? header[$0] : "")
        }
    }

    // MARK: Notes

    private static let marks = [
        "※", "＊", "*", "注", "（注", "(注", "出典", "資料", "備考", "〈注", "【注", "［注", "[注", "Note", "Source",
    ]

    private mutating func cutNotes() {
        guard header.count >= 2, notices.allSatisfy({ $0.notice.entry.code != "further_table" }) else { return }
        var first: DelimitedSurvey.Suspect?
        var cut = rows
        var count = 0
        for record in survey.tail.reversed() where record.row <= rows {
            guard record.row > 0, let leading = read(record, limit: 1)?.first, leading.filled == 1,
                isNote(leading, behindGap: hasGap(before: record))
            else { break }
            first = record
            count += 1
            cut = record.row - 1
        }
        guard let first, cut > 0 else { return }
        rows = lastFilled(before: first)
        notices.append((.notesSkipped(lines: count), nil, first.line))
    }

    /// One cell that begins with a mark of notes, or a line without any delimiter behind a blank one.
    private func isNote(_ record: LeadingRecord, behindGap: Bool) -> Bool {
        let text = record.cells.lazy.map(ColumnName.trim).first { !$0.isEmpty } ?? ""
        let isMarked = Self.marks.contains { text.utf8.starts(with: $0.utf8) }
        if isMarked { return record.cells.count == 1 || header.count >= 3 }
        return record.cells.count == 1 && header.count >= 3 && behindGap
    }

    private func hasGap(before record: DelimitedSurvey.Suspect) -> Bool {
        survey.blankLines.contains { $0.row == record.row } || survey.blankRows.contains { $0.row == record.row - 1 }
    }

    // MARK: Totals

    private static let totals: Set<String> = ["合計", "総計", "総合計", "計", "小計", "総数", "total", "grandtotal", "subtotal"]

    /// Rows of totals among the first and last rows, where statistics have them.
    private mutating func findTotals() {
        guard header.count >= 2 else { return }
        var seen: Set<Int> = []
        var row = 0
        for record in sample.prefix(3) {
            row += 1
            if row <= rows, isTotal(record), seen.insert(record.line).inserted {
                notices.append((.totalRow, row, record.line))
            }
        }
        for suspect in survey.tail.suffix(Self.lookedAt) where suspect.row <= rows && suspect.row > 3 {
            guard let record = read(suspect, limit: 1)?.first, isTotal(record) else { continue }
            notices.append((.totalRow, suspect.row, suspect.line))
        }
    }

    private static let lookedAt = 5

    private func isTotal(_ record: LeadingRecord) -> Bool {
        guard record.filled >= 2, let first = record.cells.prefix(3).first(where: { !ColumnName.trim($0).isEmpty })
        else { return false }
        return Self.totals.contains(ColumnName.folded(first))
    }

    // MARK: Reading

    /// The records from `start`; nil where they cannot be read.
    private func read(_ start: DelimitedSurvey.Suspect, limit: Int) -> [LeadingRecord]? {
        var layout = layout
        layout.dataStart = start.offset
        layout.dataLine = start.line
        return try? LeadingRecord.read(layout, limit: limit)
    }
}
