/// What a reader asks of one table, whatever surface asked.
///
/// It is the one value that is compiled to SQL, in one place, with bound parameters over physical names. Column names
/// are published names, or `_id` for the row's number; they are unchecked until compiled.
package struct RowQuery: Hashable, Sendable {
    /// What a filter does with a column's values.
    ///
    /// Null matches nothing but `isnull`.
    package enum Operator: String, Hashable, Sendable, CaseIterable {
        case eq, ne, gt, gte, lt, lte, `in`, nin, between, contains, startswith, endswith, isnull
    }

    /// `column op values`: one value, but for `in`/`nin` (any number), `between` (two) and `isnull` (`true` or
    /// `false`).
    package struct Filter: Hashable, Sendable {
        package var column: String
        package var op: Operator
        package var values: [String]

        package init(column: String, op: Operator, values: [String]) {
            self.column = column
            self.op = op
            self.values = values
        }
    }

    /// One column to sort by.
    package struct SortKey: Hashable, Sendable {
        package var column: String
        package var descending: Bool

        package init(column: String, descending: Bool = false) {
            self.column = column
            self.descending = descending
        }
    }

    /// West, south, east, north in degrees (WGS 84), edges included.
    ///
    /// West beyond east crosses the 180th meridian.
    package struct Box: Hashable, Sendable {
        package var west: Double, south: Double, east: Double, north: Double

        package init(west: Double, south: Double, east: Double, north: Double) {
            self.west = west
            self.south = south
            self.east = east
            self.north = north
        }
    }

    /// All must hold.
    package var filters: [Filter] = []
    /// Words between blanks, each of which some string column must contain, folded (width, case, kana); nil for none.
    package var text: String?
    package var box: Box?
    /// A tree of conditions that must hold besides (CQL2); nil for none.
    package var condition: RowCondition?
    /// Values that do not fit the column's type come after those that do, nulls last, in both directions; `_id` decides
    /// ties.
    package var sort: [SortKey] = []
    /// Published names in the order wanted; nil for all.
    ///
    /// `_id` is always there in JSON.
    package var fields: [String]?
    /// Rows of a page at most; none below 1.
    package var limit = 100
    /// Opaque text from an earlier page's `next`; nil for the first page.
    package var cursor: String?
    /// Rows to skip, for CKAN's `datastore_search` only; 0 with a cursor.
    package var offset = 0
    package var wantsCount = true

    package init() {}
}
