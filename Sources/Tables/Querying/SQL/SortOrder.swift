/// The order of rows: a list of expressions, of which the last, `_id`, leaves no ties.
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
    }

    private let terms: [Term]
    /// Says whether two orders are the same, for cursors.
    let signature: String
    /// Whether rows come as they are stored.
    var isStoredOrder: Bool { terms.count == 1 && !terms[0].isDescending }

    init(_ keys: [RowQuery.SortKey], columns: QueryColumns) throws(QueryError) {
        var terms: [Term] = []
        var seen: Set<String> = []
        for key in keys {
            let column = try columns.column(named: key.column)
            // A column that was sorted by before has no ties left to decide.
            guard seen.insert(column.physical).inserted else { continue }
            guard seen.count <= Self.keyLimit else {
                throw QueryError(.badValueCount(column: column.name, op: "sort"))
            }
            if let rank = Self.rank(of: column) { terms.append(Term(expression: rank, isDescending: false)) }
            terms.append(Term(expression: column.physical, isDescending: key.descending))
            if column.physical == PublishedNames.rowNumber { break }
        }
        if !seen.contains(PublishedNames.rowNumber) {
            terms.append(Term(expression: PublishedNames.rowNumber, isDescending: false))
        }
        self.terms = terms
        signature = terms.map { "\($0.expression)\($0.isDescending ? " DESC" : "")" }.joined(separator: ", ")
    }

    /// The `ORDER BY` list.
    var list: String { signature }
    /// The expressions, as a `SELECT` list that gives ``after(_:into:)`` its values.
    var expressions: String { terms.map(\.expression).joined(separator: ", ") }
    var expressionCount: Int { terms.count }

    /// The condition that a row comes after one whose expressions had these values: equal up to some expression and
    /// beyond in that.
    func after(_ values: [SQLValue], into parameters: inout SQLParameters) -> String {
        var equal: [String] = []
        var ways: [String] = []
        for (term, value) in zip(terms, values) {
            let name = parameters.add(value)
            ways.append(SQLJoin.all(equal + ["\(term.expression) \(term.isDescending ? "<" : ">") \(name)"]))
            equal.append("\(term.expression) IS \(name)")
        }
        return SQLJoin.any(ways)
    }

    private static func rank(of column: QueryColumn) -> String? {
        let name = column.physical
        if column.hasUnfit { return "CASE WHEN \(name) IS NULL THEN 2 WHEN \(name) >= x'' THEN 1 ELSE 0 END" }
        return column.hasNulls ? "(\(name) IS NULL)" : nil
    }
}
