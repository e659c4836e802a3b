internal import Glibc
internal import Tabular

/// Counts one column while its cells pass by.
struct ColumnCounter: ~Copyable {
    /// Bytes of a smallest or largest text that are told.
    private static let shownBytes = 1_000
    private static let shownValues = 10

    private let type: ColumnType
    private var nulls = 0
    private var unfit = 0
    private var integers: ClosedRange<Int64>?
    private var numbers: ClosedRange<Double>?
    private var least: [UInt8]?
    private var greatest: [UInt8] = []
    private var values: DistinctValues

    /// - Parameters:
    ///   - type: of the column.
    ///   - textLimit: bytes of distinct texts kept at most.
    init(type: ColumnType, textLimit: Int) {
        self.type = type
        values = DistinctValues(textLimit: textLimit)
    }

    mutating func count(_ cell: Cell) {
        switch cell {
        case .null:
            nulls += 1
        case .integer(let value):
            integers = integers.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
            values.add(value)
        case .number(let value):
            numbers = numbers.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
            values.add(value)
        case .text(let text), .normalized(let text):
            widen(by: text)
            values.add(text)
        case .unfit(let text):
            unfit += 1
            values.add(text)
        }
    }

    /// What was counted.
    func statistics() -> ColumnStatistics {
        var statistics = ColumnStatistics()
        statistics.nulls = nulls
        statistics.unfit = unfit
        statistics.minimum = extreme(integers?.lowerBound, numbers?.lowerBound, least)
        statistics.maximum = extreme(integers?.upperBound, numbers?.upperBound, least == nil ? nil : greatest)
        guard values.isExact else { return statistics }
        statistics.distinct = values.count
        statistics.top = values.mostFrequent(Self.shownValues).map { .init(value: text(of: $0.value), count: $0.count) }
        return statistics
    }

    private mutating func widen(by text: UnsafeBufferPointer<UInt8>) {
        guard let least else {
            least = Array(text)
            greatest = Array(text)
            return
        }
        if Self.order(text, least) < 0 { self.least = Array(text) }
        if Self.order(text, greatest) > 0 { greatest = Array(text) }
    }

    /// Below, at or above zero as `memcmp`, which orders UTF-8 by code point.
    private static func order(_ left: UnsafeBufferPointer<UInt8>, _ right: [UInt8]) -> Int {
        right.withUnsafeBufferPointer { right in
            let shared = min(left.count, right.count)
            guard shared > 0, let leftStart = left.baseAddress, let rightStart = right.baseAddress else {
                return left.count - right.count
            }
            let order = Int(memcmp(leftStart, rightStart, shared))
            return order != 0 ? order : left.count - right.count
        }
    }

    private func extreme(_ integer: Int64?, _ number: Double?, _ text: [UInt8]?) -> String? {
        let value = integer.map(CountedValue.integer) ?? number.map(CountedValue.number) ?? text.map(CountedValue.text)
        return value.map { self.text(of: $0) }
    }

    private func text(of value: CountedValue) -> String {
        switch value {
        case .integer(let value):
            return type == .boolean ? (value == 0 ? "false" : "true") : String(value)
        case .number(let value):
            var text: [UInt8] = []
            JSONBytes.append(value, to: &text)
            return String(decoding: text, as: UTF8.self)
        case .text(let text):
            return String(decoding: text.prefix(Self.wholeScalars(text)), as: UTF8.self)
        }
    }

    /// How many bytes to show so that no scalar is cut.
    private static func wholeScalars(_ text: [UInt8]) -> Int {
        guard text.count > shownBytes else { return text.count }
        var end = shownBytes
        while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
