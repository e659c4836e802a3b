/// Counts, over all rows of one column, how many cells each type would fit, and judges the type at the end.
///
/// A type needs every cell that is neither blank nor a null spelling, or at least 99 % of them where at least 20 fit: one slip
/// of the pen in a thousand rows must not turn numbers into text, and the misfits are kept and reported. (Latitudes and longitudes
/// by name: 90 %, and 10.) As soon as more cells misfit than that can ever allow, the column is text and its further cells are not
/// looked at, so judging over all rows costs hardly more than judging a sample.
struct ColumnSurvey {
    private let hint: NameHint
    /// A JSON author tells numbers from text: strings of digits stay strings unless the column also has numbers.
    private let isJSON: Bool

    private var filled = 0
    private var nullSpellings = 0
    private var crosses = 0
    private var integers = 0
    private var numbers = 0
    private var bareYears = 0
    private var bareEraYears = 0
    private var fiscalYears = 0
    /// Integers that are 0 or 1.
    private var binaries = 0
    private var latitudes = 0
    private var longitudes = 0
    private var presences = 0
    private var circles = 0
    private var latins = 0
    private var dates = 0
    private var times = 0
    private var datetimes = 0
    private var years = 0
    private var yearmonths = 0
    private var leadingZeros = 0
    private var numberLiterals = 0
    private var booleanLiterals = 0
    private var structures = 0
    private var beyondEra = 0
    private var roleFilled = 0
    /// Cells that begin with a digit, counted where the name says that they are codes.
    private var codes = 0
    private var roles = RoleCounts()
    private var isText = false
    private var hasNoRole = false

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
        case .plain: break
        case .bareEra: bareEraYears += 1
        case .fiscal: fiscalYears += 1
        }
        guard case .plain = date.yearForm else { return }
        switch date.kind {
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
            let best = roles.best?.count ?? 0
            // Where the name asks for no shape of text, nine cells in ten must agree on one.
            let enough = hint.role == nil || isCoordinate ? 10 : 2
            if roleFilled - best > rowCount / enough { hasNoRole = true }
        }
    }

    /// A type with the number of cells that fit it.
    private struct Candidate {
        let type: ColumnType
        let fits: Int
        /// Null spellings that are none here: × is "no" to a column of ○ and ×, and of another family beside 有 and 無.
        var meantSpellings = 0
    }

    /// The types that may be, the narrowest first where one cell can fit several.
    private var candidates: [Candidate] {
        var found = [
            Candidate(type: .boolean, fits: isJSON && booleanLiterals == 0 ? 0 : latins, meantSpellings: crosses),
            Candidate(type: .boolean, fits: isJSON ? 0 : presences, meantSpellings: crosses),
            Candidate(type: .boolean, fits: isJSON ? 0 : circles, meantSpellings: crosses),
            Candidate(type: .boolean, fits: asksByDigits ? binaries + crosses : 0, meantSpellings: crosses),
            Candidate(type: .date, fits: dates),
            Candidate(type: .datetime, fits: datetimes),
            Candidate(type: .time, fits: times),
        ]
        if !hint.isCode {
            found.append(Candidate(type: .yearmonth, fits: yearmonths))
            found.append(Candidate(type: .year, fits: yearCells))
        }
        guard !hint.isCode, leadingZeros == 0, !isJSON || numberLiterals > 0 else { return found }
        if !isCoordinate { found.append(Candidate(type: .integer, fits: integers)) }
        found.append(Candidate(type: .number, fits: numbers))
        return found
    }

    /// One cell of how many may misfit a type.
    ///
    /// Of coordinates every tenth: the map must not be lost for an address that a comma moved into the column of latitudes.
    private func most(_ candidate: Candidate) -> Int {
        if case .number = candidate.type, isCoordinate { return 10 }
        return 100
    }

    private func misfits(_ candidate: Candidate) -> Int {
        filled - candidate.fits - (nullSpellings - candidate.meantSpellings)
    }

    /// Cells that are years under this name.
    private var yearCells: Int {
        years + (hint.isYear && leadingZeros == 0 ? bareYears : 0) + (hint.isYear ? bareEraYears : 0)
            + (hint.isFiscalYear ? fiscalYears : 0)
    }

    /// Whether the name asks a question and the cells answer with 1 and 0.
    private var asksByDigits: Bool { hint.isFlag && !isJSON && binaries > 0 }

    /// Whether name and range say latitude or longitude: then 34 is as good a number as 34.5.
    private var isCoordinate: Bool { hint.role == .latitude || hint.role == .longitude }

    /// What the column is.
    struct Judgement {
        var type = ColumnType.string
        var format: ColumnRole?
        /// Cells that do not fit the type and are kept as text.
        var misfits = 0
        /// Cells that are read as null though something is written there.
        var nullSpellings = 0
        /// Days that their era did not have.
        var beyondEra = 0
        /// Numbers that are no latitude or longitude in a column of them.
        var outOfRange = 0
    }

    func judge() -> Judgement {
        let types = isText || structures > 0 || holdsPublicCodes ? [] : candidates.filter { $0.fits > 0 }
        let whole = types.first { misfits($0) == 0 }
        let nearly = types.filter { candidate in
            let most = most(candidate)
            return candidate.fits >= max(most / 5, 10)
                && misfits(candidate) * most <= candidate.fits + misfits(candidate)
        }
        var judgement = Judgement()
        if let best = whole ?? nearly.max(by: { $0.fits < $1.fits }) {
            judgement.type = best.type
            judgement.misfits = misfits(best)
            judgement.nullSpellings = nullSpellings - best.meantSpellings
            switch best.type {
            case .date, .year, .yearmonth: judgement.beyondEra = beyondEra
            case .string, .integer, .number, .boolean, .time, .datetime: break
            }
        }
        judgement.format = role(of: judgement)
        if judgement.format == .latitude { judgement.outOfRange = numbers - latitudes }
        if judgement.format == .longitude { judgement.outOfRange = numbers - longitudes }
        return judgement
    }

    /// Whether all of many values pass the check digit of a public code: no quantity does that.
    private var holdsPublicCodes: Bool {
        guard !hasNoRole, roleFilled >= 20 else { return false }
        return roles[.municipalityCode] == roleFilled || roles[.corporateNumber] == roleFilled
    }

    private func role(of judgement: Judgement) -> ColumnRole? {
        if judgement.type == .number {
            // A slipped point in one row (343.2) does not make the others less of a latitude.
            if hint.role == .latitude, latitudes * 10 >= numbers * 9 { return .latitude }
            if hint.role == .longitude, longitudes * 10 >= numbers * 9 { return .longitude }
            return nil
        }
        guard judgement.type == .string, roleFilled > 0 else { return nil }
        switch hint.role {
        case .municipalityCode, .corporateNumber: if codes * 2 >= roleFilled { return hint.role }
        case .postalCode, .phone:
            if let role = hint.role, roles[role] * 2 >= roleFilled { return role }
        case .latitude, .longitude, .url, .email, nil: break
        }
        guard let best = roles.best, !hasNoRole else { return nil }
        switch best.role {
        case .url, .email: return best.count * 10 >= roleFilled * 9 ? best.role : nil
        case .phone, .postalCode: return best.count >= 3 && best.count * 10 >= roleFilled * 9 ? best.role : nil
        case .municipalityCode, .corporateNumber: return holdsPublicCodes ? best.role : nil
        case .latitude, .longitude: return nil
        }
    }
}

/// Cells by the role that their shape tells.
///
/// A dictionary would cost more per cell than looking at the cell.
private struct RoleCounts {
    private var phone = 0
    private var url = 0
    private var email = 0
    private var municipalityCode = 0
    private var corporateNumber = 0
    private var postalCode = 0

    subscript(_ role: ColumnRole) -> Int {
        get {
            switch role {
            case .phone: phone
            case .url: url
            case .email: email
            case .municipalityCode: municipalityCode
            case .corporateNumber: corporateNumber
            case .postalCode: postalCode
            case .latitude, .longitude: 0
            }
        }
        set {
            switch role {
            case .phone: phone = newValue
            case .url: url = newValue
            case .email: email = newValue
            case .municipalityCode: municipalityCode = newValue
            case .corporateNumber: corporateNumber = newValue
            case .postalCode: postalCode = newValue
            case .latitude, .longitude: break
            }
        }
    }

    mutating func add(_ other: RoleCounts) {
        for role in ColumnRole.allCases { self[role] += other[role] }
    }

    /// The most frequent role; nil where no cell had one.
    var best: (role: ColumnRole, count: Int)? {
        ColumnRole.allCases.map { (role: $0, count: self[$0]) }.filter { $0.count > 0 }.max { $0.count < $1.count }
    }
}
