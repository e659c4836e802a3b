import Tabular

/// A value named in a schema (`minimum`, `maximum`, a member of `enum`), ready to be compared with cells of its field's type.
///
/// Schemas write values in the standard's own spelling (`2024-04-01`, `09:30`), never in the many that files use.
enum Bound: Hashable, Sendable {
    /// integer, year; booleans as 0 and 1.
    case integer(Int64)
    case number(Double)
    /// Strings as they are; dates and times in the spelling of ``Cell/normalized(_:)``.
    case text([UInt8])

    /// Nil when `text` is not a value of `type`.
    init?(_ text: String, as type: ColumnType) {
        switch type {
        case .string: self = .text(Array(text.utf8))
        case .integer, .year:
            guard let value = Int64(text) else { return nil }
            self = .integer(value)
        case .number:
            guard let value = Self.decimal(text) else { return nil }
            self = .number(value)
        case .boolean:
            guard text == "true" || text == "false" else { return nil }
            self = .integer(text == "true" ? 1 : 0)
        case .date, .yearmonth, .time, .datetime:
            guard let text = Self.calendarText(text, as: type) else { return nil }
            self = .text(Array(text.utf8))
        }
    }

    /// Digits with an optional sign, fraction and exponent; never `nan`, `inf` or hexadecimal, which the library would take.
    private static func decimal(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private static func calendarText(_ text: String, as type: ColumnType) -> String? {
        guard let spelling = spellings[type]?.first(where: { fits(text, $0.shape) }) else { return nil }
        return text + spelling.completion
    }

    /// How times are written in schemas (`0` stands for any digit), and what completes them to the spelling of cells.
    private static let spellings: [ColumnType: [(shape: String, completion: String)]] = [
        .date: [("0000-00-00", "")],
        .yearmonth: [("0000-00", "")],
        .time: [("00:00", ":00"), ("00:00:00", "")],
        .datetime: [("0000-00-00T00:00", ":00"), ("0000-00-00T00:00:00", ""), ("0000-00-00T00:00:00Z", "")],
    ]

    private static func fits(_ text: String, _ shape: String) -> Bool {
        guard text.utf8.count == shape.utf8.count else { return false }
        return zip(text.utf8, shape.utf8).allSatisfy { byte, place in
            place == 0x30 ? (0x30...0x39).contains(byte) : byte == place
        }
    }
}

extension Bound {
    /// Which way a cell lies from the bound.
    enum Order { case below, same, above }

    /// Where `cell` lies; nil when the two cannot be compared (never for a cell of the bound's own type).
    func order(of cell: Cell) -> Order? {
        switch (self, cell) {
        case (.integer(let bound), .integer(let value)): Self.order(value, bound)
        case (.number(let bound), .number(let value)): Self.order(value, bound)
        case (.number(let bound), .integer(let value)): Self.order(Double(value), bound)
        case (.integer(let bound), .number(let value)): Self.order(value, Double(bound))
        case (.text(let bound), .text(let value)): Self.order(of: value[...], from: bound[...])
        case (.text(let bound), .normalized(let value)):
            Self.order(of: value.prefix(Self.localTimeBytes), from: bound.prefix(Self.localTimeBytes))
        default: nil
        }
    }

    private static func order<Value: Comparable>(_ value: Value, _ bound: Value) -> Order {
        value < bound ? .below : value > bound ? .above : .same
    }

    /// `2024-04-01T09:30:00` without fraction and offset: local times compare, as offices mean them.
    private static let localTimeBytes = 19

    /// By bytes, which for the normalized spellings is by time.
    private static func order(of value: Slice<UnsafeBufferPointer<UInt8>>, from bound: ArraySlice<UInt8>) -> Order {
        for (byte, boundByte) in zip(value, bound) where byte != boundByte {
            return byte < boundByte ? .below : .above
        }
        return order(value.count, bound.count)
    }

    /// Which of two bounds of one type is the lower, for checking a schema.
    static func isReversed(minimum: Bound, maximum: Bound) -> Bool {
        switch (minimum, maximum) {
        case (.integer(let low), .integer(let high)): low > high
        case (.number(let low), .number(let high)): low > high
        case (.text(let low), .text(let high)): high.lexicographicallyPrecedes(low)
        default: false
        }
    }
}
