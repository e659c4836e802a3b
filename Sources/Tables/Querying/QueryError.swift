/// Why a query cannot be answered, told to the one who asked.
package struct QueryError: Error, Hashable, Sendable {
    /// What is wrong with what was asked.
    package enum Kind: Hashable, Sendable {
        /// `nearest` is the most similar column name, nil when none is near.
        case unknownColumn(String, nearest: String?)
        /// The operator does not fit the column's type; `allowed` are those that do.
        case operatorNotAllowed(column: String, type: String, op: String, allowed: [String])
        /// The value cannot be one of the column's type.
        case badValue(column: String, type: String, value: String)
        /// Too few or too many values for the operator; `op` is `sort` where a sort has too many columns.
        case badValueCount(column: String, op: String)
        /// The cursor is none of ours, or was made by another query.
        case badCursor
        /// The version that the cursor named is gone.
        case cursorExpired
        /// A box was asked of a table that has no coordinates.
        case noCoordinates
        /// The text of a filter is none.
        case badFilter(FilterFault)
        /// A metric, group or condition of an aggregation is none; `part` is what was written.
        case badAggregate(part: String, FilterFault)
        /// The query is larger than one may be.
        case tooComplex
        /// The query took longer than it may.
        case timeout
        /// As many queries wait as may; ask again.
        case busy
    }
    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }
}
