/// Judges whether a header has two rows, as statistical tables with merged cells are exported, or is missing altogether.
///
/// Both judgements want strong evidence from the rows below: taking a record of data for a header, or a header for data, is
/// worse than leaving a table with odd names. Whatever is decided is reported.
enum HeaderRows {
    /// What a cell looks like when its column's name is not known.
    private enum Look {
        case blank, number, year, date, text
    }

    /// The titles of a header of two rows: `人口,,世帯` over `男,女,` becomes `人口_男`, `人口_女`, `世帯`.
    ///
    /// Nil for a header of one row.
    ///
    /// The second row must name, under blank cells of the first, columns that hold numbers below, and must be blank over all
    /// other columns.
    static func joined(
        _ upper: LeadingRecord,
        _ lower: LeadingRecord,
        below: ArraySlice<LeadingRecord>
    ) -> [String]? {
        let width = upper.cells.count
        let rows = below.filter { $0.filled > 0 && $0.cells.count == width }.prefix(20)
        guard lower.cells.count == width, lower.filled >= 2, rows.count >= 2 else { return nil }
        let upperNames = upper.cells.map(ColumnName.trim)
        let lowerNames = lower.cells.map(ColumnName.trim)
        let named = lowerNames.indices.filter { !lowerNames[$0].isEmpty }
        guard named.contains(where: { upperNames[$0].isEmpty }), named.allSatisfy({ isWord(lowerNames[$0]) }) else {
            return nil
        }
        guard named.allSatisfy({ holdsValues(at: $0, in: rows) }) else { return nil }
        var titles: [String] = []
        var group = ""
        for index in 0..<width {
            if !upperNames[index].isEmpty { group = upperNames[index] }
            guard !lowerNames[index].isEmpty else {
                titles.append(upper.cells[index])
                continue
            }
            guard !group.isEmpty else { return nil }
            titles.append("\(group)_\(lowerNames[index])")
        }
        return titles
    }

    /// Whether `first` is a record of data already: at least half of its cells are numbers or dates, as the cells below
    /// them are.
    ///
    /// Years and ascending numbers (months, ages) are what headers also have.
    static func isMissing(_ first: LeadingRecord, below: ArraySlice<LeadingRecord>) -> Bool {
        let rows = below.filter { $0.filled > 0 }.prefix(20)
        guard first.filled >= 2, rows.count >= 2 else { return false }
        let values = first.cells.indices.filter { index in
            switch look(first.cells[index]) {
            case .number, .date: holdsValues(at: index, in: rows)
            case .blank, .year, .text: false
            }
        }
        guard values.count * 2 >= first.filled, values.count >= 2 else { return false }
        let texts = values.map { Array(ColumnName.trim(first.cells[$0]).utf8) }
        return !zip(texts, texts.dropFirst()).allSatisfy { one, other in
            one.count < other.count || (one.count == other.count && one.lexicographicallyPrecedes(other))
        }
    }

    private static func isWord(_ cell: String) -> Bool {
        switch look(cell) {
        case .text, .year: true
        case .blank, .number, .date: false
        }
    }

    /// Whether nearly all cells of a column are numbers or dates, and there are at least two.
    private static func holdsValues(at index: Int, in rows: ArraySlice<LeadingRecord>) -> Bool {
        let looks = rows.compactMap { index < $0.cells.count ? look($0.cells[index]) : nil }.filter { $0 != .blank }
        let values = looks.count { $0 != .text }
        return values >= 2 && values * 10 >= looks.count * 8
    }

    private static func look(_ cell: String) -> Look {
        var cell = ColumnName.trim(cell)
        guard !cell.isEmpty else { return .blank }
        return cell.withUTF8 { bytes in
            var folded = FoldedText()
            guard folded.fold(bytes) else { return .text }
            let signs = UnsafePointer(folded.signs)
            switch NumberGrammar.parse(signs, count: folded.count) {
            case .integer(let value): return folded.count == 4 && BareYear.range.contains(value) ? .year : .number
            case .decimal, .leadingZero: return .number
            case nil: break
            }
            guard let date = DateGrammar.parse(signs, count: folded.count) else {
                return NullSpelling.matches(bytes, folded: folded, folds: true) ? .blank : .text
            }
            return date.kind == .year ? .year : .date
        }
    }
}
