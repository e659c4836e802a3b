import Tabular

/// The check of one column's cells against one field.
///
/// A cell that is right costs no allocation.
struct FieldCheck: ~Copyable {
    /// Index of the column in every batch.
    let column: Int
    /// Published name of the column, as findings give it.
    let name: String
    private let type: ColumnType
    private let constraints: TableSchema.Constraints
    private let format: String?
    private let isRequired: Bool
    private let missingValues: MissingValues
    /// Nil for strings, whose cells are their bytes.
    private var parser: CellParser?
    private let minimum: Bound?
    private let maximum: Bound?
    private let enumeration: [Bound]?
    private var pattern: PatternMatcher?
    private var formatPattern: PatternMatcher?
    private var seen: SeenValues?

    /// Prepares the check; `isRequired` is also true for the columns of a primary key, whatever the field says.
    init(
        field: TableSchema.Field,
        column: Int,
        name: String,
        isRequired: Bool,
        isUnique: Bool,
        missingValues: MissingValues,
    ) {
        self.column = column
        self.name = name
        self.isRequired = isRequired
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
        seen = isUnique ? SeenValues() : nil
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
        case .unfit: note(.typeMismatch, place, into: &findings) { .typeMismatch(value: $0, type) }
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

    private mutating func checkValue(_ cell: Cell, _ place: Place, into findings: inout FindingList) {
        checkRange(cell, place, into: &findings)
        checkText(place, into: &findings)
        if let enumeration, !enumeration.contains(where: { $0.order(of: cell) == .same }) {
            note(.enumeration, place, into: &findings) {
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
        if pattern?.matches(place.field.bytes) == false {
            note(.pattern, place, into: &findings) { .pattern(value: $0, constraints.pattern ?? "") }
        }
        if formatPattern?.matches(place.field.bytes) == false {
            note(.format, place, into: &findings) { .format(value: $0, format ?? "") }
        }
    }

    private func note(
        _ rule: Rule,
        _ place: Place,
        into findings: inout FindingList,
        breach: (String) -> Breach,
    ) {
        guard findings.hasRoom(for: rule) else { return findings.noteUnlisted(rule) }
        let value = Excerpt.text(of: place.field.bytes)
        findings.note(
            breach(value),
            row: place.row,
            line: place.line,
            column: name,
            value: place.field.kind == .missing ? nil : value
        )
    }
}
