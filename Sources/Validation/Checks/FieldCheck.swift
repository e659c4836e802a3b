import Tabular

/// The check of one column's cells against one field.
///
/// A cell that is right costs no allocation. Whole batches of right cells are passed over by ``FieldCheck/isClean(_:cells:)``; what is
/// here says what is wrong.
struct FieldCheck: ~Copyable {
    /// Index of the column in every batch.
    let column: Int
    /// Published name of the column, as findings give it.
    let name: String
    let type: ColumnType
    let constraints: TableSchema.Constraints
    private let format: String?
    let isRequired: Bool
    /// Whether no schema asks for the type: the column is held to what reading judged.
    private let isInferred: Bool
    let missingValues: MissingValues
    /// Nil for strings, whose cells are their bytes.
    var parser: CellParser?
    let minimum: Bound?
    let maximum: Bound?
    let enumeration: [Bound]?
    var pattern: PatternMatcher?
    var formatPattern: PatternMatcher?
    var seen: SeenValues?

    /// - Parameter rows: how many rows are to be expected.
    init(_ expectation: ColumnExpectation, missingValues: MissingValues, rows: Int) {
        let field = expectation.field
        column = expectation.column
        name = expectation.name
        isRequired = expectation.isRequired
        isInferred = expectation.isInferred
        self.missingValues = missingValues
        type = field.type
        constraints = field.constraints
        format = field.format
        if field.type == .string {
            parser = nil
        } else {
            parser = CellParser(column: Column(name: name, title: name, type: field.type))
        }
        minimum = constraints.minimum.flatMap { Bound($0, as: field.type) }
        maximum = constraints.maximum.flatMap { Bound($0, as: field.type) }
        enumeration = constraints.enumeration?.compactMap { Bound($0, as: field.type) }
        pattern = Self.matcher(constraints.pattern)
        formatPattern = Self.matcher(field.format.flatMap(ValueFormat.init)?.pattern)
        seen = expectation.isUnique ? SeenValues(rows: rows) : nil
    }

    /// A schema's patterns were compiled when it was read; one that was built by hand and does not compile checks nothing.
    private static func matcher(_ source: String?) -> PatternMatcher? {
        guard let source, let pattern = try? Pattern(source) else { return nil }
        return PatternMatcher(pattern)
    }

    /// Checks the cell of row `row`, on physical line `line`.
    mutating func check(_ field: FieldSlice, row: Int, line: Int?, into findings: inout FindingList) {
        let place = Place(field: field, row: row, line: line)
        guard !missingValues.contain(field, type: type) else { return noteMissing(place, into: &findings) }
        guard parser != nil else {
            return checkValue(.text(field.bytes), place, into: &findings)
        }
        let cell = parser?.parse(field) ?? .null
        switch cell {
        case .null: noteMissing(place, into: &findings)
        case .unfit: noteUnfit(place, into: &findings)
        default: checkValue(cell, place, into: &findings)
        }
    }

    /// Whether the column had more different values than are compared.
    var hasUncomparedValues: Bool { seen?.isFull ?? false }

    // MARK: Steps

    private struct Place {
        let field: FieldSlice
        let row: Int
        let line: Int?
    }

    private func noteMissing(_ place: Place, into findings: inout FindingList) {
        guard isRequired else { return }
        note(.required, place, into: &findings) { _ in .required }
    }

    private func noteUnfit(_ place: Place, into findings: inout FindingList) {
        note(.typeMismatch, place, severity: isInferred ? .warning : .error, into: &findings) {
            .typeMismatch(value: $0, type, isInferred: isInferred)
        }
    }

    private mutating func checkValue(_ cell: Cell, _ place: Place, into findings: inout FindingList) {
        checkRange(cell, place, into: &findings)
        checkText(place, into: &findings)
        if let enumeration, !Self.isMember(cell, of: enumeration) {
            let trimmed = WhiteSpace.trim(place.field.bytes)
            let isSpaced = type == .string && Self.isMember(.text(trimmed), of: enumeration)
            note(.enumeration, place, trimmed: isSpaced, into: &findings) {
                .enumeration(value: $0, allowed: constraints.enumeration ?? [])
            }
        }
        if let firstRow = seen?.firstRow(of: SeenValues.hash(place.field.bytes), row: place.row) {
            note(.unique, place, into: &findings) { .unique(value: $0, firstRow: firstRow) }
        }
    }

    private func checkRange(_ cell: Cell, _ place: Place, into findings: inout FindingList) {
        if let minimum, minimum.order(of: cell) == .below {
            note(.minimum, place, into: &findings) { .minimum(value: $0, constraints.minimum ?? "") }
        }
        if let maximum, maximum.order(of: cell) == .above {
            note(.maximum, place, into: &findings) { .maximum(value: $0, constraints.maximum ?? "") }
        }
    }

    private mutating func checkText(_ place: Place, into findings: inout FindingList) {
        if constraints.minLength != nil || constraints.maxLength != nil {
            let count = UTF8Scalars.count(place.field.bytes)
            if let limit = constraints.minLength, count < limit {
                note(.minLength, place, into: &findings) { _ in .minLength(count: count, limit) }
            }
            if let limit = constraints.maxLength, count > limit {
                note(.maxLength, place, into: &findings) { _ in .maxLength(count: count, limit) }
            }
        }
        let bytes = place.field.bytes
        if pattern?.matches(bytes) == false {
            let isSpaced = pattern?.matches(WhiteSpace.trim(bytes)) == true
            note(.pattern, place, trimmed: isSpaced, into: &findings) {
                .pattern(value: $0, constraints.pattern ?? "")
            }
        }
        if formatPattern?.matches(bytes) == false {
            let isSpaced = formatPattern?.matches(WhiteSpace.trim(bytes)) == true
            note(.format, place, trimmed: isSpaced, into: &findings) { .format(value: $0, format ?? "") }
        }
    }

    static func isMember(_ cell: Cell, of values: [Bound]) -> Bool {
        values.contains { $0.order(of: cell) == .same }
    }

    /// `trimmed`: only the white space around the value breaks the rule.
    private func note(
        _ rule: Rule,
        _ place: Place,
        severity: Severity = .error,
        trimmed: Bool = false,
        into findings: inout FindingList,
        breach: (String) -> Breach,
    ) {
        guard findings.hasRoom(for: rule) else { return findings.noteUnlisted(rule, severity) }
        let value = place.field.kind == .missing ? nil : Excerpt.text(of: place.field.bytes)
        let broken =
            trimmed
            ? Breach.surroundingSpace(value: Excerpt.text(of: WhiteSpace.trim(place.field.bytes)), rule)
            : breach(value ?? "")
        findings.note(broken, row: place.row, line: place.line, column: name, value: value)
    }
}
