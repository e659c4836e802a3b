/// Dates, times and months as municipal files write them (japan.md §2.1, §2.3, §5), read from folded signs.
///
/// A day: `2024-04-01`, `2024/4/1`, `2024.4.1`, `2024年4月1日`, `令和6年4月1日`, `R6.4.1`, `㍻31年4月30日`.
/// A month: the same without the day, but not `2024.4`, which is a number. A year: `2024年`, `令和6年`, `昭和元年`; four bare
/// digits, `R3` and `令和3年度` only where the column's name says that they are years. A year may be said twice, `1969年（昭和44年）`, when
/// both are the same; a day may end in 時点 or 現在, or in its day of the week if it is the right one: `4月1日（月）`. A time: `9:30`,
/// `09:30:00`, `9時30分`, `9時`, `午後1時`, up to 24:00.
enum DateGrammar {
    /// What was read, with month, day, time as far as there are any.
    struct Value {
        var year = 0
        var month = 0
        var day = 0
        var hour = -1
        var minute = 0
        var second = 0
        /// Place of the fraction's digits in the signs; empty where there is none or it is all zeros.
        var fraction = 0..<0
        /// Offset from UTC in minutes; nil where none was written.
        ///
        /// `Z` is 0.
        var offset: Int?
        /// The era did not have this day: it was counted on arithmetically.
        var isBeyondEra = false
        var kind = ColumnType.string
        var yearForm = YearForm.plain
    }

    /// How a year by itself is written.
    enum YearForm {
        /// `2024年`, `令和6年`.
        case plain
        /// `R6`, `令和6`: anything else by another name.
        case bareEra
        /// `令和6年度`: from April to March, which is a year only in a column of such.
        case fiscal
    }

    /// The date, month, year (with 年), time or date-time that `count` folded signs are; nil where they are none.
    static func parse(_ signs: UnsafePointer<UInt8>, count: Int) -> Value? {
        guard count >= 2 else { return nil }
        var cursor = SignCursor(signs: signs, count: count)
        var value = Value()
        if time(&cursor, into: &value) {
            guard cursor.isAtEnd, value.fraction.isEmpty else { return nil }
            value.kind = .time
            return value
        }
        cursor.at = 0
        guard date(&cursor, into: &value) else { return nil }
        if value.kind == .date {
            guard weekday(&cursor, of: value) else { return nil }
            cursor.takeAsOf()
        }
        if cursor.isAtEnd { return value }
        guard value.kind == .date, cursor.take(UInt8(ascii: "T")) || cursor.skipSpaces() else { return nil }
        guard time(&cursor, into: &value), zone(&cursor, into: &value), cursor.isAtEnd else { return nil }
        value.kind = .datetime
        return value
    }

    /// Year, month and day as far as written; sets the kind.
    private static func date(_ cursor: inout SignCursor, into value: inout Value) -> Bool {
        guard let (year, era) = year(&cursor) else { return false }
        value.year = year
        if cursor.take(FoldedText.Sign.year) {
            value.kind = .year
            if cursor.take(FoldedText.Sign.degree) {
                value.yearForm = .fiscal
                return cursor.isAtEnd && check(&value, era: era)
            }
            guard saidAgain(year, &cursor) else { return false }
            let behindYear = cursor.at
            cursor.skipSpaces()
            if let month = cursor.number(digits: 1...2), cursor.take(FoldedText.Sign.month) {
                value.kind = .yearmonth
                value.month = month
                let behindMonth = cursor.at
                cursor.skipSpaces()
                if let day = cursor.number(digits: 1...2), cursor.take(FoldedText.Sign.day) {
                    value.kind = .date
                    value.day = day
                } else {
                    cursor.at = behindMonth
                }
            } else {
                cursor.at = behindYear
            }
        } else if era != nil, cursor.isAtEnd {
            value.kind = .year
            value.yearForm = .bareEra
        } else {
            guard let separator = cursor.takeSeparator(), let month = cursor.number(digits: 1...2) else { return false }
            value.kind = .yearmonth
            value.month = month
            if cursor.take(separator) {
                guard let day = cursor.number(digits: 1...2) else { return false }
                value.kind = .date
                value.day = day
            } else if separator == UInt8(ascii: ".") || era != nil {
                return false
            }
        }
        return check(&value, era: era)
    }

    /// Passes `（昭和44年）` or `（1969年）` behind a year; false where it names another year or is cut off.
    private static func saidAgain(_ year: Int, _ cursor: inout SignCursor) -> Bool {
        let before = cursor.at
        cursor.skipSpaces()
        guard cursor.take(UInt8(ascii: "(")) else {
            cursor.at = before
            return true
        }
        guard let (same, _) = Self.year(&cursor), same == year else { return false }
        _ = cursor.take(FoldedText.Sign.year)
        return cursor.take(UInt8(ascii: ")"))
    }

    /// Passes `(木)` or `（木曜日）`, with a space before it or none; false where the day is another one, or anything else stands there.
    private static func weekday(_ cursor: inout SignCursor, of value: Value) -> Bool {
        let before = cursor.at
        cursor.skipSpaces()
        guard cursor.take(UInt8(ascii: "(")) else {
            cursor.at = before
            return true
        }
        guard let sign = cursor.peek, let place = weekdays.firstIndex(of: sign),
            place == CalendarDate(value.year, value.month, value.day).weekday
        else { return false }
        cursor.at += 1
        if cursor.take(FoldedText.Sign.dayOfWeek) { _ = cursor.take(FoldedText.Sign.day) }
        return cursor.take(UInt8(ascii: ")"))
    }

    /// From Sunday on.
    private static let weekdays: [UInt8] =
        [FoldedText.Sign.day, FoldedText.Sign.month] + (0..<5).map { FoldedText.Sign.weekday + $0 }

    /// A year of four digits, or of an era.
    private static func year(_ cursor: inout SignCursor) -> (Int, Era?)? {
        if let year = cursor.number(digits: 4...4) { return (year, nil) }
        guard let sign = cursor.peek else { return nil }
        let found =
            sign >= FoldedText.Sign.era && sign < FoldedText.Sign.era + UInt8(Era.all.count)
            ? Era.all[Int(sign - FoldedText.Sign.era)]
            : Era.all.first { $0.letter == sign & ~0x20 && sign >= UInt8(ascii: "A") && sign < 0x80 }
        guard let era = found else { return nil }
        cursor.at += 1
        cursor.skipSpaces()
        if cursor.take(FoldedText.Sign.first) { return (era.offset + 1, era) }
        guard let number = cursor.number(digits: 1...2), number > 0 else { return nil }
        return (era.offset + number, era)
    }

    /// Whether the calendar has such a day, month or year; marks those that their era did not have.
    private static func check(_ value: inout Value, era: Era?) -> Bool {
        switch value.kind {
        case .date:
            guard let date = CalendarDate(checked: value.year, value.month, value.day) else { return false }
            guard let era else { return value.year >= 1000 }
            value.isBeyondEra = !era.contains(date)
        case .yearmonth:
            guard value.month >= 1, value.month <= 12 else { return false }
            guard let era else { return value.year >= 1600 && value.year <= 2200 }
            value.isBeyondEra = !era.overlaps(year: value.year, month: value.month)
        default:
            guard let era else { return value.year >= 1000 }
            value.isBeyondEra = !era.overlaps(year: value.year, month: nil)
        }
        // Lunisolar days have no simple equal in the Gregorian calendar: they stay text.
        return value.year >= 1873
    }

    /// `午前9時`, `午後5時30分`, or a time of 24 hours.
    ///
    /// 12 o'clock of either half is written for noon as well as for midnight, and is no time here.
    private static func time(_ cursor: inout SignCursor, into value: inout Value) -> Bool {
        guard cursor.take(FoldedText.Sign.noon) else { return wholeDayTime(&cursor, into: &value) }
        let isAfternoon = cursor.take(FoldedText.Sign.after)
        guard isAfternoon || cursor.take(FoldedText.Sign.before) else { return false }
        cursor.skipSpaces()
        guard wholeDayTime(&cursor, into: &value), value.hour < 12 else { return false }
        if isAfternoon { value.hour += 12 }
        return true
    }

    /// `9:30`, `09:30:00.5`, `9時30分`; 24:00 only as the end of a day.
    private static func wholeDayTime(_ cursor: inout SignCursor, into value: inout Value) -> Bool {
        guard let hour = cursor.number(digits: 1...2) else { return false }
        let isKanji = cursor.take(FoldedText.Sign.hour)
        if isKanji, cursor.isAtEnd, hour <= 24 {
            value.hour = hour
            return true
        }
        guard isKanji || cursor.take(UInt8(ascii: ":")), let minute = cursor.number(digits: isKanji ? 1...2 : 2...2)
        else { return false }
        var second = 0
        if isKanji {
            guard cursor.take(FoldedText.Sign.minute) else { return false }
        } else if cursor.take(UInt8(ascii: ":")) {
            guard let found = cursor.number(digits: 2...2) else { return false }
            second = found
            if cursor.take(UInt8(ascii: ".")) {
                guard let fraction = cursor.digits() else { return false }
                let isZero = fraction.allSatisfy { cursor.signs[$0] == UInt8(ascii: "0") }
                value.fraction = isZero ? 0..<0 : fraction
            }
        }
        guard minute < 60, second < 60, hour < 24 || (hour == 24 && minute == 0 && second == 0) else { return false }
        value.hour = hour
        value.minute = minute
        value.second = second
        return true
    }

    /// `Z`, `+09:00`, `+0900`, or nothing.
    private static func zone(_ cursor: inout SignCursor, into value: inout Value) -> Bool {
        guard let sign = cursor.peek else { return true }
        cursor.at += 1
        if sign == UInt8(ascii: "Z") {
            value.offset = 0
            return true
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = cursor.pair() else {
            return false
        }
        _ = cursor.take(UInt8(ascii: ":"))
        guard let minutes = cursor.pair(), hours < 15, minutes < 60 else { return false }
        value.offset = (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
        return true
    }
}

/// A place in folded signs that moves on as parts of a value are taken.
struct SignCursor {
    let signs: UnsafePointer<UInt8>
    let count: Int
    var at = 0

    init(signs: UnsafePointer<UInt8>, count: Int) {
        self.signs = signs
        self.count = count
    }

    var isAtEnd: Bool { at == count }
    var peek: UInt8? { at < count ? signs[at] : nil }

    mutating func take(_ sign: UInt8) -> Bool {
        guard at < count, signs[at] == sign else { return false }
        at += 1
        return true
    }

    /// Passes 時点 or 現在, which say that something was so on that day.
    mutating func takeAsOf() {
        let start = at
        if take(FoldedText.Sign.hour), take(FoldedText.Sign.point) { return }
        at = start
        if take(FoldedText.Sign.nowFirst), take(FoldedText.Sign.nowSecond) { return }
        at = start
    }

    /// `-`, `/` or `.`.
    mutating func takeSeparator() -> UInt8? {
        guard let sign = peek, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "/") || sign == UInt8(ascii: ".")
        else { return nil }
        at += 1
        return sign
    }

    /// Whether there were any.
    @discardableResult
    mutating func skipSpaces() -> Bool {
        let start = at
        while take(UInt8(ascii: " ")) {}
        return at > start
    }

    /// The number of the digits here, where their count is in `digits`; otherwise nothing is taken.
    mutating func number(digits: ClosedRange<Int>) -> Int? {
        var end = at
        var value = 0
        while end < count, NumberGrammar.isDigit(signs[end]), end - at <= digits.upperBound {
            value = value * 10 + Int(signs[end] &- UInt8(ascii: "0"))
            end += 1
        }
        guard digits.contains(end - at) else { return nil }
        at = end
        return value
    }

    /// The number of the next two digits, whatever follows them.
    mutating func pair() -> Int? {
        guard at + 1 < count, NumberGrammar.isDigit(signs[at]), NumberGrammar.isDigit(signs[at + 1]) else { return nil }
        at += 2
        return Int(signs[at - 2] &- UInt8(ascii: "0")) * 10 + Int(signs[at - 1] &- UInt8(ascii: "0"))
    }

    /// The places of one to nine digits; further ones are passed over.
    mutating func digits() -> Range<Int>? {
        let start = at
        while at < count, NumberGrammar.isDigit(signs[at]) { at += 1 }
        return at > start ? start..<min(at, start + 9) : nil
    }
}
