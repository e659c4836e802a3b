import CTabular

/// One of the first records of a file, read as text to find the header among them.
struct LeadingRecord {
    /// Offset of its first byte, and of the first byte behind it.
    let start: Int
    let end: Int
    /// Physical line of its first byte, and the line behind it.
    let line: Int
    let nextLine: Int
    /// Its cells as in the source, not trimmed.
    let cells: [String]

    /// How many cells are not blank.
    var filled: Int { cells.count { !ColumnName.trim($0).isEmpty } }
    /// Place behind the last cell that is not blank.
    var width: Int { (cells.lastIndex { !ColumnName.trim($0).isEmpty } ?? -1) + 1 }
    /// Whether the record's first cell begins with `#`.
    var isComment: Bool { cells.first?.utf8.first == UInt8(ascii: "#") }

    /// The first `limit` records of `layout`'s text from its data's start.
    /// - Throws: `field_too_long`, `too_many_columns`, `unterminated_quote`.
    static func read(_ layout: DelimitedLayout, limit: Int) throws(TabularError) -> [LeadingRecord] {
        var breaksRules = false
        return try read(layout, limit: limit, breaksRules: &breaksRules)
    }

    /// The same; sets `breaksRules` where a quote stands where CSV allows none.
    static func read(
        _ layout: DelimitedLayout,
        limit: Int,
        breaksRules: inout Bool
    ) throws(TabularError) -> [LeadingRecord] {
        let text = layout.text
        let fieldText = layout.fieldText
        let arena = ScratchArena()
        var cursor = layout.cursor(from: layout.dataStart)
        var records: [LeadingRecord] = []
        var cells: [String] = []
        var recordStart = layout.dataStart
        var start = layout.dataStart
        var line = layout.dataLine
        func lineOfField(_ start: Int) -> Int {
            let next = start < text.count ? text.base[start] : 0
            return line + ctabular_line_breaks(text.base + recordStart, start - recordStart, next)
        }
        while records.count < limit, start <= text.count, recordStart < text.count {
            let position = cursor.next()
            if position == text.count, cursor.endsInsideQuotes { throw .unterminatedQuote(line: lineOfField(start)) }
            let end = layout.fieldEnd(position, start: start)
            guard end - start <= layout.limits.fieldBytes else {
                throw .fieldTooLong(limit: layout.limits.fieldBytes, line: lineOfField(start))
            }
            cells.append(fieldText.slice(text.base + start, end - start, arena: arena).string)
            arena.reset()
            if end > start, QuoteCheck.isStray(text.base + start, end - start) { breaksRules = true }
            if QuoteCheck.swallowsLines(text.base + start, end - start) {
                throw .unterminatedQuote(line: lineOfField(start))
            }
            guard cells.count <= layout.limits.columns * 20 else {
                throw .tooManyColumns(limit: layout.limits.columns, line: line)
            }
            start = position + 1
            if position < text.count, text.base[position] == layout.delimiter { continue }
            let next = min(start, text.count)
            let behind = next < text.count ? text.base[next] : 0
            let nextLine = line + ctabular_line_breaks(text.base + recordStart, next - recordStart, behind)
            records.append(LeadingRecord(start: recordStart, end: next, line: line, nextLine: nextLine, cells: cells))
            cells.removeAll(keepingCapacity: true)
            recordStart = next
            line = nextLine
        }
        if cursor.hasInnerQuotes { breaksRules = true }
        return records
    }
}
