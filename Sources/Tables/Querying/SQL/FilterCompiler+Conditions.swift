internal import Tabular

/// Turns trees of conditions into SQL.
extension FilterCompiler {
    /// Bytes of a pattern: comparing one cell takes at most as many steps as the cell's bytes times these, and cannot be
    /// interrupted.
    private static let patternLimit = 256

    private static let comparisons: [RowQuery.Operator: String] = [
        .eq: "=", .ne: "<>", .gt: ">", .gte: ">=", .lt: "<", .lte: "<=",
    ]

    /// - Throws: ``QueryError``; ``QueryError/Kind/tooComplex`` where it has more values than a statement may.
    func condition(
        of condition: RowCondition,
        into parameters: inout SQLParameters,
    ) throws(QueryError) -> String {
        let text = try compiled(condition, isNegated: false, into: &parameters)
        guard parameters.values.count <= Self.valueLimit else { throw QueryError(.tooComplex) }
        return text
    }

    private func compiled(
        _ condition: RowCondition,
        isNegated: Bool,
        into parameters: inout SQLParameters,
    ) throws(QueryError) -> String {
        switch condition {
        case .all(let parts): return SQLJoin.all(try compiled(parts, isNegated, into: &parameters))
        case .any(let parts): return SQLJoin.any(try compiled(parts, isNegated, into: &parameters))
        case .not(let part): return "(NOT \(try compiled(part, isNegated: true, into: &parameters)))"
        case .always(let value): return value ? "1" : "0"
        case .filter(let filter): return "(\(try self.condition(of: filter, into: &parameters)))"
        case .folded(let filter, let folding): return try folded(filter, folding, into: &parameters)
        case .like(let name, let pattern, let folding):
            let column = try text(named: name, "LIKE")
            guard pattern.utf8.count <= Self.patternLimit else { throw QueryError(.tooComplex) }
            let wanted = parameters.add(.text(folding.isEmpty ? pattern : SearchText.folded(pattern, folding)))
            return "ydp_like(\(expression(of: column, folding)), \(wanted))"
        case .columns(let one, let op, let other): return try compared(one, op, other)
        case .intersects(let area): return try inside(area, isNegated: isNegated, into: &parameters)
        }
    }

    private func compiled(
        _ parts: [RowCondition],
        _ isNegated: Bool,
        into parameters: inout SQLParameters,
    ) throws(QueryError) -> [String] {
        var texts: [String] = []
        for part in parts { texts.append(try compiled(part, isNegated: isNegated, into: &parameters)) }
        return texts
    }

    // MARK: Text

    private func text(named name: String, _ op: String) throws(QueryError) -> QueryColumn {
        let column = try columns.column(named: name)
        guard column.type == .string else { throw Self.notAllowed(op, on: column) }
        return column
    }

    private func expression(of column: QueryColumn, _ folding: TextFolding) -> String {
        folding.isEmpty ? column.physical : "ydp_folded(\(column.physical), \(folding.rawValue))"
    }

    /// The comparison of a column that is a folded text: such a column has no values that do not fit.
    private func folded(
        _ filter: RowQuery.Filter,
        _ folding: TextFolding,
        into parameters: inout SQLParameters,
    ) throws(QueryError) -> String {
        let column = try text(named: filter.column, folding.contains(.letterCase) ? "CASEI" : "ACCENTI")
        let values = filter.values.map { FilterValue.exact(.text(SearchText.folded($0, folding))) }
        let text = QueryColumn(column, expression: expression(of: column, folding))
        return comparison(of: text, filter.op, values, into: &parameters)
    }

    // MARK: Two columns

    /// Values that do not fit their column's type are neither before nor after anything, and equal nothing.
    private func compared(_ one: String, _ op: RowQuery.Operator, _ other: String) throws(QueryError) -> String {
        let left = try columns.column(named: one)
        let right = try columns.column(named: other)
        guard let sign = Self.comparisons[op], Self.family(left.type) == Self.family(right.type) else {
            throw QueryError(.badValue(column: left.name, type: left.type.rawValue, value: right.name))
        }
        let fit = [left, right].filter(\.hasUnfit).map { "\($0.physical) < x''" }
        return SQLJoin.all(["\(left.physical) \(sign) \(right.physical)"] + fit)
    }

    private static func family(_ type: ColumnType) -> ColumnType {
        switch type {
        case .integer, .number, .year: .number
        default: type
        }
    }

    // MARK: Places

    /// The index of places narrows down; the exact test follows.
    ///
    /// Under a negation there is only the test, which says
    /// nothing of rows without a place.
    private func inside(
        _ area: RowArea,
        isNegated: Bool,
        into parameters: inout SQLParameters,
    ) throws(QueryError) -> String {
        guard let place = columns.place, let box = area.box else { throw QueryError(.noCoordinates) }
        let test = "ydp_within(\(place.longitude), \(place.latitude), \(parameters.add(.blob(area.bytes))))"
        guard !isNegated, -180...180 ~= box.west, -180...180 ~= box.east, -90...90 ~= box.south, -90...90 ~= box.north
        else { return test }
        let edges = [box.west, box.east, box.south, box.north].map { parameters.add(.real($0)) }
        return """
            (_id IN (SELECT id FROM place WHERE east >= \(edges[0]) AND west <= \(edges[1]) \
            AND north >= \(edges[2]) AND south <= \(edges[3])) AND \(test))
            """
    }
}
