/// The order of rows: a list of expressions, of which the last ones, `_id` as a rule, leave no ties.
///
/// A column that has nulls or values that do not fit is preceded by its rank (fits, does not fit, null), so that these
/// come last in both directions; rank and value are then compared as any two columns.
struct SortOrder {
    /// Columns that a reader may sort by at once.
    static let keyLimit = 8

    /// One expression to compare rows by.
    private struct Term {
        let expression: String
        let isDescending: Bool
        /// Whether it is a column's rank.
        var isRank = false
    }

    /// Rows of one rank of the first column, which come one after another: an index over the column then gives them in
    /// order, which it cannot where the rank is part of the order.
    struct Segment {
        /// What the rows have in common.
        let condition: String
        let rank: Int64
    }

    private let terms: [Term]
    /// The column that is sorted by first; nil for the row's number.
    let firstColumn: QueryColumn?
    /// Says whether two orders are the same, for cursors.
    let signature: String
    /// Whether rows come as they are stored.
    var isStoredOrder: Bool { terms.count == 1 && !terms[0].isDescending && firstColumn == nil }

    /// - Parameter ties: expressions that together tell all rows apart.
    init(
        _ keys: [RowQuery.SortKey],
        columns: QueryColumns,
        ties: [String] = [PublishedNames.rowNumber],
    ) throws(QueryError) {
        var terms: [Term] = []
        var seen: Set<String> = []
        var first: QueryColumn?
        for key in keys {
            let column = try columns.column(named: key.column)
            // A column that was sorted by before has no ties left to decide.
            guard seen.insert(column.physical).inserted else { continue }
            guard seen.count <= Self.keyLimit else {
                throw QueryError(.badValueCount(column: column.name, op: "sort"))
            }
            if let rank = Self.rank(of: column) {
                terms.append(Term(expression: rank, isDescending: false, isRank: true))
            }
            terms.append(Term(expression: column.physical, isDescending: key.descending))
            if column.physical == PublishedNames.rowNumber { break }
            if first == nil { first = column }
        }
        for tie in ties where !seen.contains(tie) { terms.append(Term(expression: tie, isDescending: false)) }
        self.terms = terms
        firstColumn = first
        signature = Self.list(terms[...])
    }

    /// The `ORDER BY` list.
    var list: String { signature }
    /// The list for rows of one segment, which have their first rank in common.
    var listWithinSegment: String { Self.list(terms.dropFirst(startWithinSegment)) }
    /// The expressions, as a `SELECT` list that gives ``after(_:into:)`` its values.
    var expressions: String { terms.map(\.expression).joined(separator: ", ") }
    var expressionCount: Int { terms.count }

    /// The ranks of the first column in their order; one segment of everything where it has no ranks.
    var segments: [Segment] {
        guard let column = firstColumn, terms[0].isRank else { return [] }
        let name = column.physical
        var segments = [Segment(condition: "\(name) < x''", rank: 0)]
        if column.hasUnfit { segments.append(Segment(condition: "\(name) >= x''", rank: 1)) }
        if column.hasNulls { segments.append(Segment(condition: "\(name) IS NULL", rank: column.hasUnfit ? 2 : 1)) }
        return segments
    }

    /// The condition that a row comes after one whose expressions had these values: equal up to some expression and
    /// beyond in that.
    /// - Parameter isWithinSegment: leaves out the first rank, which the rows have in common.
    func after(
        _ values: [SQLValue],
        isWithinSegment: Bool = false,
        into parameters: inout SQLParameters,
    ) -> String {
        let start = isWithinSegment ? startWithinSegment : 0
        var equal: [String] = []
        var ways: [String] = []
        var bound: String?
        for (term, value) in zip(terms, values).dropFirst(start) {
            let name = parameters.add(value)
            let sign = term.isDescending ? "<" : ">"
            ways.append(SQLJoin.all(equal + ["\(term.expression) \(sign) \(name)"]))
            equal.append("\(term.expression) IS \(name)")
            // Says nothing new, but is what an index can begin at.
            if bound == nil, value != .null { bound = "\(term.expression) \(sign)= \(name)" }
            if bound == nil { bound = "1" }
        }
        guard ways.count > 1, let bound else { return SQLJoin.any(ways) }
        return SQLJoin.all([bound, SQLJoin.any(ways)])
    }

    private var startWithinSegment: Int { terms[0].isRank ? 1 : 0 }

    private static func list(_ terms: ArraySlice<Term>) -> String {
        terms.map { "\($0.expression)\($0.isDescending ? " DESC" : "")" }.joined(separator: ", ")
    }

    private static func rank(of column: QueryColumn) -> String? {
        let name = column.physical
        if column.hasUnfit { return "CASE WHEN \(name) IS NULL THEN 2 WHEN \(name) >= x'' THEN 1 ELSE 0 END" }
        return column.hasNulls ? "(\(name) IS NULL)" : nil
    }
}
