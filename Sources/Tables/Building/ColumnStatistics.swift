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
    /// Integers, numbers and years: how the values that fit are spread; nil for other types and where there is no value.
    package var distribution: Distribution?

    /// A frequent value.
    package struct Top: Hashable, Sendable, Codable {
        package var value: String
        package var count: Int

        package init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    /// How the values of a column of numbers are spread.
    package struct Distribution: Hashable, Sendable, Codable {
        /// Whether it was made from every n-th value (2,048 to 4,096 of them) because there were more than 4,096.
        package var isApproximate: Bool
        /// The values below which 1, 5, 25, 50, 75, 95 and 99 % of the values lie (nearest rank), in this order.
        package var quantiles: [Double]
        package var histogram: Histogram

        package init(isApproximate: Bool, quantiles: [Double], histogram: Histogram) {
            self.isApproximate = isApproximate
            self.quantiles = quantiles
            self.histogram = histogram
        }
    }

    /// Bars of equal width; at most 20.
    package struct Histogram: Hashable, Sendable, Codable {
        /// Where the first bar begins: the smallest value.
        package var start: Double
        /// Width of a bar, which does not include its end; 0 where all values are the same.
        package var width: Double
        /// Values in each bar; where the distribution is approximate, scaled up from the sample.
        package var counts: [Int]

        package init(start: Double, width: Double, counts: [Int]) {
            self.start = start
            self.width = width
            self.counts = counts
        }
    }

    package init() {}
}
