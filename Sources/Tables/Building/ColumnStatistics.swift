/// Statistics of one column over all rows.
package struct ColumnStatistics: Hashable, Sendable, Codable {
    package var nulls = 0
    /// Exact up to 1,000 distinct values; nil beyond.
    package var distinct: Int?
    /// Smallest and largest of the values that fit the type, as it orders them.
    ///
    /// Text of the value, at most 1,000 bytes of it; nil when there is none.
    package var minimum: String?
    package var maximum: String?
    /// Values that did not fit the column's type and were kept as text.
    package var unfit = 0
    /// Most frequent values with counts, at most 10, most frequent first then by value; empty when distinct is nil.
    package var top: [Top] = []

    /// A frequent value.
    package struct Top: Hashable, Sendable, Codable {
        package var value: String
        package var count: Int

        package init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    package init() {}
}
