/// Finds the header among the first records (japan.md §5, "find the header"): behind comment lines, the preamble of LinkData
/// exports (`#LINK … #property` is the header), blank lines and title lines.
struct HeaderJudgement {
    /// The header's cells as in the source; empty where the file has no record.
    var titles: [String] = []
    /// Physical line of the header; nil where there is none.
    var line: Int?
    /// Where the data begins.
    var dataStart = 0
    var dataLine = 1
    /// Comment lines passed over, above and below the header.
    var comments = 0
    /// Title lines passed over.
    var titleLines = 0
    /// How many records make the header: 1 as a rule, more where groups are named above columns, 0 where data begins at once.
    var rows = 1

    /// How many records are looked at.
    static let window = 64

    init(_ records: [LeadingRecord]) {
        guard let last = records.last else { return }
        let index = Self.linkDataHeader(in: records) ?? Self.header(in: records)
        guard let index else {
            dataStart = last.end
            dataLine = last.nextLine
            comments = records.count { $0.isComment && $0.filled > 0 }
            return
        }
        let header = records[index]
        titles = header.cells
        line = header.line
        let above = records[..<index].filter { $0.filled > 0 }
        comments = above.count { $0.isComment }
        titleLines = above.count - comments
        let below = records[(index + 1)...]
        var behind = index + 1
        if index == 0, HeaderRows.isMissing(header, below: below) {
            rows = 0
            line = nil
            titles = header.cells.map { _ in "" }
            behind = index
        } else if let joined = HeaderRows.joined(header, below: below) {
            rows = joined.rows
            titles = joined.titles
            behind += joined.rows - 1
        } else if header.isComment {
            // `#object_type_xsd`, `#property_context` describe the columns; the keys of data rows are bare.
            while behind < records.count, records[behind].isComment { behind += 1 }
            comments += behind - index - 1
        }
        dataStart = behind > 0 ? records[behind - 1].end : header.start
        dataLine = behind > 0 ? records[behind - 1].nextLine : header.line
    }

    /// LinkData: the record that begins with `#property`, whatever text its uploader left behind that word.
    private static func linkDataHeader(in records: [LeadingRecord]) -> Int? {
        records.firstIndex { record in
            guard let first = record.cells.first, record.filled >= 2 else { return false }
            let cell = ColumnName.trim(first)
            return cell.hasPrefix("#property") && !cell.hasPrefix("#property_")
        }
    }

    /// The first record that is neither blank, nor a comment, nor a title; nil where there is none.
    private static func header(in records: [LeadingRecord]) -> Int? {
        let most = records.lazy.filter { !isCommentLine($0, among: records) }.map(\.filled).max() ?? 0
        let candidates = records.indices.filter {
            records[$0].filled > 0 && !isCommentLine(records[$0], among: records)
        }
        guard let first = candidates.first else { return nil }
        // A line without any delimiter is no half of a header of two cells.
        let full =
            candidates.first { records[$0].filled * 2 >= most && (most < 2 || records[$0].cells.count > 1) } ?? first
        guard full != first, isHeaderLike(records[full]) else { return first }
        let above = candidates.prefix { $0 != full }
        return above.allSatisfy { isTitle(records[$0], most: most) } ? full : first
    }

    /// `# …` with nothing in further cells, in a table whose other records have more.
    ///
    /// `#` may also be the header of a numbering column.
    private static func isCommentLine(_ record: LeadingRecord, among records: [LeadingRecord]) -> Bool {
        guard record.isComment else { return false }
        if record.filled > 1 { return false }
        return records.contains { !$0.isComment && $0.filled > 0 }
    }

    /// A record with so few cells that it names the table, not its columns.
    private static func isTitle(_ record: LeadingRecord, most: Int) -> Bool {
        if record.cells.count == 1 { return most >= 2 }
        return most >= 3 && record.filled <= max(1, most / 3)
    }

    /// Mostly distinct words: no cell is a number or date, but for years, which name columns of statistics.
    static func isHeaderLike(_ record: LeadingRecord) -> Bool {
        let names = record.cells.map(ColumnName.trim).filter { !$0.isEmpty }
        guard names.count >= 2, Set(names.map { Array($0.utf8) }).count * 2 > names.count else { return false }
        var folded = FoldedText()
        return names.allSatisfy { name in
            var name = name
            return name.withUTF8 { bytes in
                guard folded.fold(bytes) else { return true }
                let signs = UnsafePointer(folded.signs)
                if case .integer(let value) = NumberGrammar.parse(signs, count: folded.count) {
                    return folded.count == 4 && BareYear.range.contains(value)
                }
                let date = DateGrammar.parse(signs, count: folded.count)
                return NumberGrammar.parse(signs, count: folded.count) == nil && (date == nil || date?.kind == .year)
            }
        }
    }
}
