import OpenData

/// Moments relative to now as the search engine writes them: `NOW`, `NOW-7DAYS`, `NOW-1MONTH/DAY`.
///
/// Months count as 30 days and years as 365: clients ask for "the last month", not for a date. `/DAY` rounds down to the
/// beginning of the day in UTC.
enum DateMath {
    private static let seconds: [(unit: String, seconds: Int64)] = [
        ("SECOND", 1), ("MINUTE", 60), ("HOUR", 3600), ("DAY", 86_400), ("WEEK", 604_800), ("MONTH", 2_592_000),
        ("YEAR", 31_536_000),
    ]

    /// Nil for anything else.
    static func moment(_ text: String, now: Timestamp) -> Timestamp? {
        var rest = Array(text.utf8)[...]
        guard rest.starts(with: Array("NOW".utf8)) else { return nil }
        rest = rest.dropFirst(3)
        var value = now.microseconds
        while let sign = rest.popFirst() {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            let word = rest.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            rest = rest.dropFirst(word.count)
            guard let unit = unit(String(decoding: word, as: UTF8.self)) else { return nil }
            switch sign {
            case UInt8(ascii: "/") where digits.isEmpty:
                value -= value % (unit * 1_000_000)
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                guard digits.count < 7, let count = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
                value += (sign == UInt8(ascii: "-") ? -count : count) * unit * 1_000_000
            default: return nil
            }
        }
        return Timestamp(microseconds: value)
    }

    private static func unit(_ name: String) -> Int64? {
        seconds.first { name == $0.unit || name == $0.unit + "S" }?.seconds
    }
}
