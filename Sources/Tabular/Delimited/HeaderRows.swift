/// Judges whether a header has two rows, as statistical tables with merged cells are exported, or is missing altogether.
///
/// Both judgements want strong evidence from the rows below: taking a record of data for a header, or a header for data, is
/// worse than leaving a table with odd names. Whatever is decided is reported.
enum HeaderRows {
    /// What a cell looks like when its column's name is not known.
    enum Look {
        case blank, number, year, date, text
    }

    /// Most rows that a header may have.
    private static let most = 4

    /// The titles of a header of several rows, and how many they are: `人口,,世帯` over `男,女,` becomes `人口_男`, `人口_女`, `世帯`.
    ///
    /// Nil for a header of one row. A further row belongs to the header when it names columns that hold numbers or dates below:
    /// under blank cells of the first row, or in every one of at least two such columns.
    static func joined(
        _ upper: LeadingRecord,
        below: ArraySlice<LeadingRecord>
    ) -> (titles: [String], rows: Int)? {
        var titles = upper.cells
        var names = upper.cells.map(ColumnName.trim)
        var rest = below
        var rows = 1
        while rows < most, let lower = rest.first {
            rest = rest.dropFirst()
            // What is below the whole header: a third header row would hide what its second one stands over.
            guard let next = extended(upper: names, titles, by: lower, below: rest, isFirst: rows == 1) else { break }
            (names, titles) = next
            rows += 1
        }
        return rows > 1 ? (titles, rows) : nil
    }

    /// The names with the row `lower` joined to them; nil where that is no row of the header.
    private static func extended(
        upper: [String],
        _ titles: [String],
        by lower: LeadingRecord,
        below: ArraySlice<LeadingRecord>,
        isFirst: Bool
    ) -> (names: [String], titles: [String])? {
        let width = upper.count
        let rows = below.filter { $0.filled > 0 && $0.cells.count == width }.prefix(20)
        guard lower.cells.count == width, lower.filled >= 2, rows.count >= 2 else { return nil }
        let lowerNames = lower.cells.map(ColumnName.trim)
        let named = lowerNames.indices.filter { !lowerNames[$0].isEmpty }
        guard named.allSatisfy({ isWord(lowerNames[$0]) }) else { return nil }
        let values = lowerNames.indices.filter { holdsValues(at: $0, in: rows) }
        let fills = named.contains { upper[$0].isEmpty } && named.allSatisfy(values.contains)
        let labels =
            values.count >= 2 && values.allSatisfy { named.contains($0) && isPlainWord(lowerNames[$0]) }
            && Set(named.map { Array(lowerNames[$0].utf8) }).count * 2 > named.count
        guard fills || labels else { return nil }
        var names: [String] = []
        var joined: [String] = []
        var group = ""
        for index in 0..<width {
            if !upper[index].isEmpty { group = upper[index] }
            let lowerName = lowerNames[index]
            guard !lowerName.isEmpty, lowerName != upper[index] else {
                names.append(upper[index])
                joined.append(titles[index])
                continue
            }
            guard !group.isEmpty else { return nil }
            names.append("\(group)_\(lowerName)")
            joined.append("\(group)_\(lowerName)")
        }
        return (names, joined)
    }

    /// A word that no null spelling is, so that a row of 不明 is no header.
    private static func isPlainWord(_ cell: String) -> Bool { look(cell) == .text }

    /// Whether `first` is a record of data already.
    ///
    /// It is when at least half of its cells are numbers or dates as the cells below them are, or when no cell stands as a word
    /// over values and enough cells are what a header never has: a value of the very kind below, or a text that the column
    /// repeats. Years and ascending numbers (months, ages) are what headers also have.
    static func isMissing(_ first: LeadingRecord, below: ArraySlice<LeadingRecord>) -> Bool {
        let rows = below.filter { $0.filled > 0 }.prefix(20)
        guard first.filled >= 2, rows.count >= 2 else { return false }
        let values = first.cells.indices.filter { index in
            switch look(first.cells[index]) {
            case .number, .date: holdsValues(at: index, in: rows)
            case .blank, .year, .text: false
            }
        }
        let texts = values.map { Array(ColumnName.trim(first.cells[$0]).utf8) }
        let ascends = zip(texts, texts.dropFirst()).allSatisfy { one, other in
            one.count < other.count || (one.count == other.count && one.lexicographicallyPrecedes(other))
        }
        if values.count >= 2, values.count * 2 >= first.filled { return !ascends }
        return isOneOf(first, rows)
    }

    /// Whether `first` is of the kind of `rows` in every column that tells, and in enough of them.
    private static func isOneOf(_ first: LeadingRecord, _ rows: ArraySlice<LeadingRecord>.SubSequence) -> Bool {
        guard rows.count >= 3 else { return false }
        var alike = 0
        for (index, cell) in first.cells.enumerated() {
            let own = look(cell)
            guard own != .blank else { continue }
            let others = rows.compactMap { index < $0.cells.count ? $0.cells[index] : nil }
            let filled = others.filter { look($0) != .blank }
            guard filled.count >= 2 else { continue }
            let same = filled.count { look($0) == own }
            if own == .text {
                // A word over values is a header cell.
                if same * 2 < filled.count { return false }
                let name = ColumnName.trim(cell)
                let kind = shape(name)
                if kind != nil, filled.count(where: { shape(ColumnName.trim($0)) == kind }) * 5 >= filled.count * 4 {
                    alike += 2
                } else if others.contains(where: { ColumnName.trim($0) == name }) {
                    alike += 1
                }
            } else if own != .year, same * 5 >= filled.count * 4 {
                let names = filled.map(ColumnName.trim)
                // The same number all the way down is no header; a lone date or fraction is none either.
                alike +=
                    own == .date || ColumnName.trim(cell).contains(".") || names.contains(ColumnName.trim(cell)) ? 2 : 1
            }
        }
        return alike >= 4 && alike * 2 >= first.filled
    }

    /// The role that a text's shape tells, as far as headers never have it.
    static func shape(_ text: String) -> ColumnRole? {
        var text = text
        return text.withUTF8 { ValueShape.role(of: $0, hint: nil) }
    }

    /// How many columns hold values in `rows`, and in how many of these `record` has a word.
    static func wordsOverValues(_ record: LeadingRecord, _ rows: ArraySlice<LeadingRecord>) -> (words: Int, all: Int) {
        let rows = rows.prefix(20)
        let width = rows.map(\.cells.count).max() ?? 0
        let values = (0..<width).filter { holdsValues(at: $0, in: rows) }
        let words = values.count { $0 < record.cells.count && isPlainWord(record.cells[$0]) }
        return (words, values.count)
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

    /// What one cell looks like.
    static func look(_ cell: String) -> Look {
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
