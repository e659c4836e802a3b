internal import Tabular

/// Turns filters into conditions over physical names, every value a bound parameter.
///
/// Values that do not fit a column's type are BLOBs and so greater than everything: `<` and `<=` never reach them, and
/// `>` and `>=` get an upper bound, the empty BLOB.
struct FilterCompiler {
    private static let filterLimit = 100
    /// Below SQLite's limit on variables, which leaves room for a page's own.
    static let valueLimit = 900
    /// Conditions of words times columns; keeps the statement within SQLite's limits.
    private static let textConditionLimit = 2_000
    private static let wordLimit = 16

    let columns: QueryColumns

    /// The conditions of a query, all of which must hold; none where every row matches.
    func conditions(of query: RowQuery, into parameters: inout SQLParameters) throws(QueryError) -> [String] {
        var conditions: [String] = []
        for (index, filter) in query.filters.enumerated() {
            let isTooMany = index >= Self.filterLimit || parameters.values.count + filter.values.count > Self.valueLimit
            guard !isTooMany else { throw QueryError(.badValueCount(column: filter.column, op: filter.op.rawValue)) }
            conditions.append(try condition(of: filter, into: &parameters))
        }
        if let condition = query.condition {
            conditions.append(try self.condition(of: condition, into: &parameters))
        }
        if let box = query.box { conditions.append(try inside(box, into: &parameters)) }
        return conditions
    }

    func condition(
        of filter: RowQuery.Filter,
        into parameters: inout SQLParameters
    ) throws(QueryError) -> String {
        let column = try columns.column(named: filter.column)
        let allowed = RowQuery.Operator.allowed(for: column.type)
        guard allowed.contains(filter.op) else { throw Self.notAllowed(filter.op.rawValue, on: column) }
        guard filter.op.valueCount.contains(filter.values.count) else {
            throw QueryError(.badValueCount(column: column.name, op: filter.op.rawValue))
        }
        switch filter.op {
        case .isnull:
            guard let isNull = FilterValue.boolean(filter.values[0]) else {
                throw QueryError(.badValue(column: column.name, type: "boolean", value: filter.values[0]))
            }
            return "\(column.physical) IS \(isNull ? "NULL" : "NOT NULL")"
        case .contains, .startswith, .endswith:
            let needle = parameters.add(.text(SearchText.fold(filter.values[0])))
            return "ydp_\(filter.op.rawValue)(\(column.physical), \(needle))"
        default:
            var values: [FilterValue] = []
            for text in filter.values {
                guard let value = FilterValue(text, type: column.type) else {
                    throw QueryError(.badValue(column: column.name, type: column.type.rawValue, value: text))
                }
                values.append(value)
            }
            return comparison(of: column, filter.op, values, into: &parameters)
        }
    }

    /// - Parameter op: an operator, or a word of CQL2 that only texts have.
    static func notAllowed(_ op: String, on column: QueryColumn) -> QueryError {
        QueryError(
            .operatorNotAllowed(
                column: column.name,
                type: column.type.rawValue,
                op: op,
                allowed: RowQuery.Operator.allowed(for: column.type).map(\.rawValue)
            )
        )
    }

    func comparison(
        of column: QueryColumn,
        _ op: RowQuery.Operator,
        _ values: [FilterValue],
        into parameters: inout SQLParameters,
    ) -> String {
        let name = column.physical
        switch op {
        case .eq: return equal(name, values[0], into: &parameters)
        case .ne: return notEqual(name, values[0], into: &parameters)
        case .gt: return fitting(column, after(name, values[0], into: &parameters))
        case .gte: return fitting(column, "\(name) >= \(parameters.add(values[0].first))")
        case .lt: return "\(name) < \(parameters.add(values[0].first))"
        case .lte: return upTo(name, values[0], into: &parameters)
        case .between:
            let from = "\(name) >= \(parameters.add(values[0].first))"
            return "(\(from) AND \(upTo(name, values[1], into: &parameters)))"
        case .nin:
            return among(name, "NOT IN", values, into: &parameters)
                ?? SQLJoin.all(values.map { notEqual(name, $0, into: &parameters) })
        default:
            return among(name, "IN", values, into: &parameters)
                ?? SQLJoin.any(values.map { equal(name, $0, into: &parameters) })
        }
    }

    /// `IN (…)` where all values are exact; nil otherwise.
    private func among(
        _ name: String,
        _ word: String,
        _ values: [FilterValue],
        into parameters: inout SQLParameters,
    ) -> String? {
        let exact = values.compactMap(\.exactValue)
        guard exact.count == values.count else { return nil }
        return "\(name) \(word) (\(exact.map { parameters.add($0) }.joined(separator: ", ")))"
    }

    private func equal(_ name: String, _ value: FilterValue, into parameters: inout SQLParameters) -> String {
        if let exact = value.exactValue { return "\(name) = \(parameters.add(exact))" }
        return "(\(name) >= \(parameters.add(value.first)) AND \(name) < \(parameters.add(value.end)))"
    }

    private func notEqual(_ name: String, _ value: FilterValue, into parameters: inout SQLParameters) -> String {
        if let exact = value.exactValue { return "\(name) <> \(parameters.add(exact))" }
        return "(\(name) < \(parameters.add(value.first)) OR \(name) >= \(parameters.add(value.end)))"
    }

    private func after(_ name: String, _ value: FilterValue, into parameters: inout SQLParameters) -> String {
        if let exact = value.exactValue { return "\(name) > \(parameters.add(exact))" }
        return "\(name) >= \(parameters.add(value.end))"
    }

    private func upTo(_ name: String, _ value: FilterValue, into parameters: inout SQLParameters) -> String {
        if let exact = value.exactValue { return "\(name) <= \(parameters.add(exact))" }
        return "\(name) < \(parameters.add(value.end))"
    }

    private func fitting(_ column: QueryColumn, _ condition: String) -> String {
        column.hasUnfit ? "(\(condition) AND \(column.physical) < x'')" : condition
    }

    /// Every word in some string column.
    /// - Returns: conditions on rows, and the parameter that the index of words is asked with before them.
    func text(_ text: String?, into parameters: inout SQLParameters) -> (conditions: [String], words: String?) {
        guard let text else { return ([], nil) }
        let names = columns.all.filter { $0.type == .string }.map(\.physical)
        let words = SearchText.fold(text).unicodeScalars
            .split { $0.properties.isWhitespace }
            .prefix(max(1, min(Self.wordLimit, Self.textConditionLimit / max(names.count, 1))))
            .map { String(String.UnicodeScalarView($0)) }
        guard !words.isEmpty else { return ([], nil) }
        guard !names.isEmpty else { return (["0"], nil) }
        let candidates =
            columns.indexes.hasWords ? words.map { WordCandidates($0, hasPositions: columns.indexes.hasPositions) } : []
        let expressions = candidates.compactMap(\.expression)
        let match = expressions.isEmpty ? nil : parameters.add(.text(expressions.joined(separator: " AND ")))
        let unsure = zip(words, words.indices).filter { _, index in
            candidates.isEmpty || !candidates[index].isExact
        }
        let conditions = unsure.map { word, _ in
            let needle = parameters.add(.text(word))
            return SQLJoin.any(names.map { "ydp_contains(\($0), \(needle))" })
        }
        return (conditions, match)
    }

    func inside(_ box: RowQuery.Box, into parameters: inout SQLParameters) throws(QueryError) -> String {
        guard let place = columns.place else { throw QueryError(.noCoordinates) }
        let south = parameters.add(.real(box.south))
        let north = parameters.add(.real(box.north))
        let spans: [(west: Double, east: Double)] =
            box.west <= box.east ? [(box.west, box.east)] : [(box.west, 180), (-180, box.east)]
        return SQLJoin.any(
            spans.map { span in
                let west = parameters.add(.real(span.west))
                let east = parameters.add(.real(span.east))
                return """
                    (_id IN (SELECT id FROM place WHERE east >= \(west) AND west <= \(east) \
                    AND north >= \(south) AND south <= \(north)) \
                    AND \(place.longitude) BETWEEN \(west) AND \(east) \
                    AND \(place.latitude) BETWEEN \(south) AND \(north))
                    """
            }
        )
    }
}

extension FilterValue {
    fileprivate var exactValue: SQLValue? {
        guard case .exact(let value) = self else { return nil }
        return value
    }

    /// The value itself, or the least text of the period.
    fileprivate var first: SQLValue {
        switch self {
        case .exact(let value): value
        case .period(let text): .text(text)
        }
    }

    /// What comes after the period: `~` is after every character of an ISO date and time.
    fileprivate var end: SQLValue {
        switch self {
        case .exact(let value): value
        case .period(let text): .text("\(text)~")
        }
    }
}
