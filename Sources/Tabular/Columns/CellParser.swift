/// Turns fields into cells of a column's type.
///
/// One per column and pass; owns its scratch buffer.
package struct CellParser: ~Copyable {
    let type: ColumnType
    private var folded = FoldedText()
    /// Dates and times of one batch in their normal form.
    let keptText = ScratchArena()
    private var scratch = NormalizedText()
    /// Whether the last cell was a day that its era did not have (平成31年5月1日), counted on arithmetically.
    private(set) var isBeyondEra = false

    /// What the name of a column of years or flags allows.
    private let hint: NameHint

    package init(column: Column) {
        type = column.type
        hint = NameHint(name: type == .year || type == .boolean ? column.name : "")
    }

    /// The cell of `field`.
    ///
    /// A null spelling (blank, `-`, `―` …) gives ``Cell/null`` when the column is not a string column; a string column is null
    /// only where the field is blank or missing.
    package mutating func parse(_ field: FieldSlice) -> Cell {
        let bytes = field.bytes
        if field.kind == .missing { return .null }
        if type == .string { return Blank.isBlank(bytes) ? .null : .text(bytes) }
        isBeyondEra = false
        let folds = field.kind != .structure && folded.fold(bytes)
        if folds {
            if folded.count == 0 { return .null }
            if let cell = parseFolded() { return cell }
        }
        return NullSpelling.matches(bytes, folded: folded, folds: folds) ? .null : .unfit(bytes)
    }

    /// Whether a year of its form is one under the column's name.
    private func isYear(_ date: DateGrammar.Value) -> Bool {
        switch date.yearForm {
        case .plain: true
        case .bareEra: hint.isYear
        case .fiscal: hint.isFiscalYear
        }
    }

    /// The cell of the folded field, nil where it does not fit the type.
    private mutating func parseFolded() -> Cell? {
        let signs = UnsafePointer(folded.signs)
        switch type {
        case .string:
            return nil
        case .integer:
            guard case .integer(let value) = NumberGrammar.parse(signs, count: folded.count) else { return nil }
            return .integer(value)
        case .number:
            switch NumberGrammar.parse(signs, count: folded.count) {
            case .integer(let value): return NumberGrammar.double(value).map(Cell.number)
            case .decimal(let value): return .number(value)
            case .leadingZero, nil: return nil
            }
        case .boolean:
            guard let flag = FlagWords.parse(signs, count: folded.count) else { return nil }
            if case .binary = flag.family, !hint.isFlag { return nil }
            return .integer(flag.value ? 1 : 0)
        case .year:
            if let date = DateGrammar.parse(signs, count: folded.count), date.kind == .year, isYear(date) {
                isBeyondEra = date.isBeyondEra
                return .integer(Int64(date.year))
            }
            guard case .integer(let value) = NumberGrammar.parse(signs, count: folded.count),
                folded.count == 4, BareYear.range.contains(value)
            else { return nil }
            return .integer(value)
        case .date, .time, .datetime, .yearmonth:
            guard let date = DateGrammar.parse(signs, count: folded.count), date.kind == type else { return nil }
            isBeyondEra = date.isBeyondEra
            return .normalized(scratch.write(date, signs: signs))
        }
    }
}

/// Four digits that may be a year, in a column whose name says that it holds years.
enum BareYear {
    static let range: ClosedRange<Int64> = 1600...2200
}
