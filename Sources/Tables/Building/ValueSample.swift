/// Every n-th value of a column, n doubling whenever there are too many: all values of small tables, 2,048 to 4,096 of large
/// ones, evenly from the first row to the last.
///
/// The same values in the same order give the same sample, which random sampling would not, and a value that is passed over
/// costs one subtraction.
struct ValueSample {
    private static let limit = 4_096
    /// Bars of a histogram at most.
    private static let bars = 20

    private var values: [Double] = []
    private var step = 1
    /// Values to pass over before the next one is kept.
    private var wait = 0
    private var least = Double.infinity
    private var greatest = -Double.infinity
    private var count = 0

    @inline(__always)
    mutating func add(_ value: Double) {
        count += 1
        least = min(least, value)
        greatest = max(greatest, value)
        if wait > 0 {
            wait -= 1
        } else {
            keep(value)
        }
    }

    @inline(never)
    private mutating func keep(_ value: Double) {
        if values.count == Self.limit {
            values = stride(from: 0, to: Self.limit, by: 2).map { values[$0] }
            step *= 2
        }
        values.append(value)
        wait = step - 1
    }

    /// What the sample says of the column; nil where there was no value.
    /// - Parameter whole: whether the values are whole numbers, so that a bar is at least one wide.
    func distribution(whole: Bool) -> ColumnStatistics.Distribution? {
        guard count > 0 else { return nil }
        let sorted = values.sorted()
        let quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map { share in
            // The nearest rank: always a value that occurs.
            sorted[min(max(Int((share * Double(sorted.count)).rounded(.up)) - 1, 0), sorted.count - 1)]
        }
        return ColumnStatistics.Distribution(
            isApproximate: step > 1,
            quantiles: quantiles,
            histogram: histogram(whole: whole)
        )
    }

    /// Bars of equal width from the smallest value to the largest.
    private func histogram(whole: Bool) -> ColumnStatistics.Histogram {
        let range = greatest - least
        guard range > 0, range.isFinite else {
            return ColumnStatistics.Histogram(start: least, width: 0, counts: [count])
        }
        let bars = whole ? Int(min(Double(Self.bars), range + 1)) : Self.bars
        // Whole numbers: bars of the same number of integers, the last one perhaps reaching beyond the largest.
        let width = whole ? ((range + 1) / Double(bars)).rounded(.up) : range / Double(bars)
        let needed = whole ? Int((range / width).rounded(.down)) + 1 : bars
        var seen = [Int](repeating: 0, count: needed)
        for value in values { seen[min(Int((value - least) / width), needed - 1)] += 1 }
        // Scaled up to all values, so that the bars add up to about the column's.
        let scale = Double(count) / Double(values.count)
        return ColumnStatistics.Histogram(
            start: least,
            width: width,
            counts: seen.map { Int((Double($0) * scale).rounded()) }
        )
    }
}
