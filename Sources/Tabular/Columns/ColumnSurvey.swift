/// Counts, over all rows of one column, how many cells each type would fit, and judges the type at the end.
///
/// A type needs every cell that is neither blank nor a null spelling, or at least 99 % of them where at least 20 fit: one slip
/// of the pen in a thousand rows must not turn numbers into text, and the misfits are kept and reported. (Latitudes and longitudes
/// by name: 90 %, and 10.) As soon as more cells misfit than that can ever allow, the column is text and its further cells are not
/// looked at, so judging over all rows costs hardly more than judging a sample.
struct ColumnSurvey {
    let hint: NameHint
    /// A JSON author tells numbers from text: strings of digits stay strings unless the column also has numbers.
    let isJSON: Bool

    private(set) var filled = 0
    private(set) var nullSpellings = 0
    private(set) var crosses = 0
    private(set) var integers = 0
    private(set) var numbers = 0
    private(set) var bareYears = 0
    private(set) var bareEraYears = 0
    private(set) var fiscalYears = 0
    /// Integers that are 0 or 1.
    private(set) var binaries = 0
    private(set) var latitudes = 0
    private(set) var longitudes = 0
    private(set) var presences = 0
    private(set) var circles = 0
    private(set) var latins = 0
    private(set) var dates = 0
    private(set) var times = 0
    private(set) var datetimes = 0
    private(set) var years = 0
    private(set) var yearmonths = 0
    private(set) var leadingZeros = 0
    private(set) var numberLiterals = 0
    private(set) var booleanLiterals = 0
    private(set) var structures = 0
    private(set) var beyondEra = 0
    private(set) var roleFilled = 0
    /// Cells that begin with a digit, counted where the name says that they are codes.
    private(set) var codes = 0
    private(set) var roles = RoleCounts()
    private(set) var isText = false
    private(set) var hasNoRole = false

    init(name: String, isJSON: Bool) {
        hint = NameHint(name: name)
        self.isJSON = isJSON
    }

    /// Whether further cells cannot change anything.
    var isSettled: Bool { isText && hasNoRole }

    /// Counts the cells of one column of a batch.
    ///
    /// - Parameters:
    ///   - folded: scratch that all columns share.
    ///   - plain: what a ``CellParser`` that read the same cells found where all were of plain form; nil to look at each.
    mutating func add(
        _ batch: borrowing RecordBatch,
        column: Int,
        folded: inout FoldedText,
        plain: PlainCells? = nil
    ) {
        let rows = batch.rowCount
        let plain = isJSON ? nil : plain
        batch.withColumn(column) { fields in
            if !hasNoRole {
                for row in 0..<rows { countRole(fields[row]) }
            }
            guard !isText else { return }
            if let plain { return count(plain) }
            for row in 0..<rows { countType(fields[row], folded: &folded) }
        }
    }

    /// Counts what was found of cells of plain form.
    private mutating func count(_ plain: PlainCells) {
        filled += plain.filled
        integers += plain.integers
        numbers += plain.numbers
        bareYears += plain.bareYears
        binaries += plain.binaries
        latitudes += plain.latitudes
        longitudes += plain.longitudes
        latins += plain.flags
        dates += plain.dates
        datetimes += plain.datetimes
    }

    /// Takes over what was counted of other cells of the same column.
    ///
    /// What can no longer be by those alone can no longer be by all: misfits only grow in number.
    mutating func add(_ other: ColumnSurvey) {
        filled += other.filled
        nullSpellings += other.nullSpellings
        crosses += other.crosses
        integers += other.integers
        numbers += other.numbers
        bareYears += other.bareYears
        bareEraYears += other.bareEraYears
        fiscalYears += other.fiscalYears
        binaries += other.binaries
        latitudes += other.latitudes
        longitudes += other.longitudes
        presences += other.presences
        circles += other.circles
        latins += other.latins
        dates += other.dates
        times += other.times
        datetimes += other.datetimes
        years += other.years
        yearmonths += other.yearmonths
        leadingZeros += other.leadingZeros
        numberLiterals += other.numberLiterals
        booleanLiterals += other.booleanLiterals
        structures += other.structures
        beyondEra += other.beyondEra
        roleFilled += other.roleFilled
        codes += other.codes
        roles.add(other.roles)
        isText = isText || other.isText
        hasNoRole = hasNoRole || other.hasNoRole
    }

    /// Counts the shape of one cell.
    @inline(__always)
    private mutating func countRole(_ field: FieldSlice) {
        guard field.kind != .missing else { return }
        let bytes = field.bytes
        if Blank.isBlank(bytes) { return }
        roleFilled += 1
        if hint.role == .municipalityCode || hint.role == .corporateNumber, ValueShape.beginsWithDigit(bytes) {
            codes += 1
        }
        if field.kind != .structure, let role = ValueShape.role(of: bytes, hint: hint.role) {
            roles[role] += 1
        }
    }

    /// Counts the types that one cell fits.
    @inline(__always)
    private mutating func countType(_ field: FieldSlice, folded: inout FoldedText) {
        guard field.kind != .missing else { return }
        let bytes = field.bytes
        if Blank.isBlank(bytes) { return }
        filled += 1
        switch field.kind {
        case .number: numberLiterals += 1
        case .boolean: booleanLiterals += 1
        case .structure: structures += 1
        case .text, .missing: break
        }
        if let start = field.start, field.isPlain, countPlain(start, Int(field.count)) { return }
        let folds = field.kind != .structure && folded.fold(bytes)
        if folds { count(UnsafePointer(folded.signs), folded.count) }
        if NullSpelling.matches(bytes, folded: folded, folds: folds) {
            nullSpellings += 1
            if folds, folded.count == 1, folded.signs[0] == FoldedText.Sign.cross { crosses += 1 }
        }
    }

    /// Counts a value of plain form, which is no null spelling either; false where it is none and the grammars must look.
    @inline(__always)
    private mutating func countPlain(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if NumberGrammar.isDigit(start[0]) || start[0] == UInt8(ascii: "-") {
            switch PlainValue.number(start, count) {
            case .integer(let value):
                integers += 1
                numbers += 1
                if count == 4, BareYear.range.contains(value) { bareYears += 1 }
                if value == 0 || value == 1 { binaries += 1 }
                countCoordinate(Double(value))
            case .decimal(let value):
                numbers += 1
                countCoordinate(value)
            case nil:
                if PlainValue.isDate(start, count) {
                    dates += 1
                } else if PlainValue.isDateTime(start, count) {
                    datetimes += 1
                } else {
                    return false
                }
            }
            return true
        }
        guard PlainValue.flag(start, count) != nil else { return false }
        latins += 1
        return true
    }

    private mutating func count(_ signs: UnsafePointer<UInt8>, _ count: Int) {
        switch NumberGrammar.parse(signs, count: count) {
        case .integer(let value):
            integers += 1
            if NumberGrammar.double(value) != nil { numbers += 1 }
            if count == 4, BareYear.range.contains(value) { bareYears += 1 }
            if value == 0 || value == 1 { binaries += 1 }
            countCoordinate(Double(value))
            return
        case .decimal(let value):
            numbers += 1
            countCoordinate(value)
            return
        case .leadingZero:
            leadingZeros += 1
            return
        case nil:
            break
        }
        if let flag = FlagWords.parse(signs, count: count) {
            switch flag.family {
            case .presence: presences += 1
            case .circle: circles += 1
            case .latin: latins += 1
            // Numbers, which were counted above.
            case .binary: break
            }
            return
        }
        guard let date = DateGrammar.parse(signs, count: count) else { return }
        if date.isBeyondEra { beyondEra += 1 }
        switch date.yearForm {
        case .plain: countDate(date.kind)
        case .bareEra: bareEraYears += 1
        case .fiscal: fiscalYears += 1
        }
    }

    private mutating func countDate(_ kind: ColumnType) {
        switch kind {
        case .date: dates += 1
        case .time: times += 1
        case .datetime: datetimes += 1
        case .year: years += 1
        case .yearmonth: yearmonths += 1
        case .string, .integer, .number, .boolean: break
        }
    }

    private mutating func countCoordinate(_ value: Double) {
        if abs(value) <= 90 { latitudes += 1 }
        if abs(value) <= 180 { longitudes += 1 }
    }

    /// Stops looking for what can no longer be.
    ///
    /// `rowCount` is the number of rows of the whole table.
    mutating func settle(rowCount: Int) {
        if !isText, candidates.allSatisfy({ misfits($0) > rowCount / most($0) }) { isText = true }
        if !hasNoRole {
            // Under the name of a code its first digit is enough.
            let best = max(roles.best?.count ?? 0, codes)
            // Where the name asks for no shape of text, nine cells in ten must agree on one.
            let enough = hint.role == nil || isCoordinate ? 10 : 2
            if roleFilled - best > rowCount / enough { hasNoRole = true }
        }
    }
}
