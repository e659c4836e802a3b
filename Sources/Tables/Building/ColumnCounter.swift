internal import Tabular

/// Counts one column while its cells pass by.
struct ColumnCounter: ~Copyable {
    /// Bytes of a smallest or largest text that are told.
    private static let shownBytes = 1_000
    private static let shownValues = 10

    private let type: ColumnType
    private var nulls = 0
    private var unfit = 0
    /// Bytes of all texts.
    private(set) var textBytes = 0
    // The first value widens these, whatever it is.
    private var leastInteger = Int64.max
    private var greatestInteger = Int64.min
    private var leastNumber = Double.infinity
    private var greatestNumber = -Double.infinity
    private var texts = TextExtremes()
    private var sample = ValueSample()
    private var values: DistinctValues

    /// - Parameters:
    ///   - type: of the column.
    ///   - textLimit: bytes of distinct texts kept at most.
    init(type: ColumnType, textLimit: Int) {
        self.type = type
        values = DistinctValues(textLimit: textLimit)
    }

    /// Counts the cells of the column in one batch.
    mutating func count(_ cells: UnsafeBufferPointer<PackedCell>) {
        for cell in cells {
            switch cell.kind {
            case .null:
                nulls += 1
            case .integer:
                let value = cell.integer
                leastInteger = min(leastInteger, value)
                greatestInteger = max(greatestInteger, value)
                values.add(value)
                sample.add(Double(value))
            case .number:
                let value = cell.number
                leastNumber = min(leastNumber, value)
                greatestNumber = max(greatestNumber, value)
                values.add(value)
                sample.add(value)
            case .text:
                textBytes += Int(cell.count)
                texts.add(cell.text)
                values.add(cell.text)
            case .unfit:
                unfit += 1
                values.add(cell.text)
            }
        }
    }

    /// What was counted.
    func statistics() -> ColumnStatistics {
        var statistics = ColumnStatistics()
        statistics.nulls = nulls
        statistics.unfit = unfit
        if leastInteger <= greatestInteger {
            statistics.minimum = text(of: .integer(leastInteger))
            statistics.maximum = text(of: .integer(greatestInteger))
        } else if leastNumber <= greatestNumber {
            statistics.minimum = text(of: .number(leastNumber))
            statistics.maximum = text(of: .number(greatestNumber))
        } else if let (least, greatest) = texts.bounds {
            statistics.minimum = text(of: .text(least))
            statistics.maximum = text(of: .text(greatest))
        }
        if type == .integer || type == .number || type == .year {
            statistics.distribution = sample.distribution(whole: type != .number)
        }
        guard values.isExact else { return statistics }
        statistics.distinct = values.count
        statistics.top = values.mostFrequent(Self.shownValues).map { .init(value: text(of: $0.value), count: $0.count) }
        return statistics
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
