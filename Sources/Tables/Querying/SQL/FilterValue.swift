internal import Tabular

/// A value of a filter as its column's type understands it.
enum FilterValue: Equatable {
    case exact(SQLValue)
    /// All values that begin with the text: the days of `2024-04`, the moments of `2024-04-01`.
    case period(String)

    /// Reads what a user typed.
    ///
    /// The grammar is that of the cells (`1,234`, `令和6年4月1日`, `有`), and beyond it: `1` and `0` for booleans, decimals
    /// for integer columns, and for dates and moments anything less precise that contains them (a year, a month, a
    /// day).
    /// - Returns: nil when it is no value of the type.
    init?(_ text: String, type: ColumnType) {
        switch type {
        case .string:
            self = .exact(.text(text))
        case .boolean:
            guard let value = Self.boolean(text) else { return nil }
            self = .exact(.integer(value ? 1 : 0))
        case .integer, .year:
            guard let value = Self.cell(text, type) ?? Self.cell(text, .integer) ?? Self.cell(text, .number) else {
                return nil
            }
            self = .exact(value)
        case .number:
            guard let value = Self.cell(text, type) else { return nil }
            self = .exact(value)
        case .time:
            guard case .text(let value) = Self.cell(text, type) else { return nil }
            self = .exact(.text(value))
        case .yearmonth, .date, .datetime:
            guard let period = Self.period(text, type) else { return nil }
            self = .period(period)
        }
    }

    /// `true` and `false`, `1` and `0`, and every pair of words that a boolean column can be written in.
    static func boolean(_ text: String) -> Bool? {
        if text.utf8.elementsEqual("1".utf8) { return true }
        if text.utf8.elementsEqual("0".utf8) { return false }
        guard case .integer(let value) = cell(text, .boolean) else { return nil }
        return value != 0
    }

    /// The least precise reading that says all that was typed, as the beginning of the ISO texts of its period.
    private static func period(_ text: String, _ type: ColumnType) -> String? {
        let types: [ColumnType] =
            switch type {
            case .datetime: [.date, .yearmonth, .year, .datetime]
            case .date: [.yearmonth, .year, .date]
            default: [.year, .yearmonth]
            }
        if text.utf8.count == 4, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return text
        }
        for type in types {
            switch cell(text, type) {
            case .text(let value): return value
            // Years are stored as numbers.
            case .integer(let year) where year >= 1000 && year <= 9999: return String(year)
            default: continue
            }
        }
        return nil
    }

    private static func cell(_ text: String, _ type: ColumnType) -> SQLValue? {
        var parser = CellParser(column: Column(name: "", title: "", type: type))
        var text = text
        return text.withUTF8 { bytes in
            switch parser.parse(FieldSlice(start: bytes.baseAddress, count: bytes.count, kind: .text)) {
            case .integer(let value): .integer(value)
            case .number(let value): .real(value)
            case .normalized(let value): .text(String(decoding: value, as: UTF8.self))
            case .null, .text, .unfit: nil
            }
        }
    }
}
