internal import Tabular

/// Rows counted and summed up by groups: what a reader asks, whatever surface asked.
package struct AggregateQuery: Hashable, Sendable {
    /// Groups of an answer at most.
    package static let limitRange = 1...10_000

    /// What rows are put together by.
    package struct Group: Hashable, Sendable {
        /// How a column's values become a group.
        package enum Kind: Hashable, Sendable {
            case value
            /// The year as a number, `2024-04`, or `2024-04-01`, of dates and moments.
            case year, month, day
            /// The lower edge of `width`-wide ranges of a number.
            case range(width: String)
            /// The first characters of a text.
            case prefix(Int)
        }

        package var kind: Kind
        package var column: String
        /// What the answer calls it.
        package var name: String
    }

    /// What is told of a group.
    package struct Metric: Hashable, Sendable {
        /// The function, by the name that readers write.
        package enum Kind: String, Hashable, Sendable, CaseIterable {
            case count
            case countDistinct = "count_distinct"
            case sum, avg, min, max, median
        }

        package var kind: Kind
        /// Nil for `count` of rows.
        package var column: String?
        package var name: String
    }

    /// Which rows: its filters, text, box and condition; the rest is ignored.
    package var rows = RowQuery()
    package var groups: [Group] = []
    package var metrics: [Metric] = [Metric(kind: .count, column: nil, name: "count")]
    /// A condition on the answer's own columns; nil for all groups.
    package var having: RowCondition?
    /// By the answer's own columns; the groups decide ties, in their order.
    package var sort: [RowQuery.SortKey] = []
    package var limit = 100

    package init() {}
}

extension AggregateQuery.Group {
    /// A column's values as they are.
    package init(column: String) { self.init(kind: .value, column: column, name: column) }
}
