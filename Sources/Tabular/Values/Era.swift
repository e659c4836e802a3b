/// An era of the Japanese calendar since 明治 (元号法 and the ordinances before it).
struct Era {
    /// Its two kanji as scalars, both of three bytes in UTF-8.
    let kanji: (UInt32, UInt32)
    /// The letter that stands for it in `R3.2.18` (JIS X 0301).
    let letter: UInt8
    /// The year before its first: year n of the era is `offset + n` of the Gregorian calendar.
    let offset: Int
    /// First and last day; the last era has no last day.
    let first: CalendarDate
    let last: CalendarDate?

    /// In order of time.
    ///
    /// 明治 counts only from 1873-01-01, when Japan took the Gregorian calendar: days before it are lunisolar and have no
    /// simple equal.
    static let all = [
        Era(
            kanji: (0x660E, 0x6CBB),
            letter: UInt8(ascii: "M"),
            offset: 1867,
            first: CalendarDate(1873, 1, 1),
            last: CalendarDate(1912, 7, 30)
        ),
        Era(
            kanji: (0x5927, 0x6B63),
            letter: UInt8(ascii: "T"),
            offset: 1911,
            first: CalendarDate(1912, 7, 30),
            last: CalendarDate(1926, 12, 25)
        ),
        Era(
            kanji: (0x662D, 0x548C),
            letter: UInt8(ascii: "S"),
            offset: 1925,
            first: CalendarDate(1926, 12, 25),
            last: CalendarDate(1989, 1, 7)
        ),
        Era(
            kanji: (0x5E73, 0x6210),
            letter: UInt8(ascii: "H"),
            offset: 1988,
            first: CalendarDate(1989, 1, 8),
            last: CalendarDate(2019, 4, 30)
        ),
        Era(
            kanji: (0x4EE4, 0x548C),
            letter: UInt8(ascii: "R"),
            offset: 2018,
            first: CalendarDate(2019, 5, 1),
            last: nil
        ),
    ]

    /// Whether the era had this day.
    ///
    /// 平成31年5月 and 昭和66年 are written all the same, and meant arithmetically.
    func contains(_ date: CalendarDate) -> Bool {
        guard date >= first else { return false }
        guard let last else { return true }
        return date <= last
    }

    /// Whether some part of the month, or of the year where `month` is nil, lies in the era.
    func overlaps(year: Int, month: Int?) -> Bool {
        let start = CalendarDate(year, month ?? 1, 1)
        let end = CalendarDate(year, month ?? 12, CalendarDate.days(inMonth: month ?? 12, of: year))
        guard end >= first else { return false }
        guard let last else { return true }
        return start <= last
    }
}

/// A day of the Gregorian calendar.
struct CalendarDate: Comparable {
    let year: Int
    let month: Int
    let day: Int

    init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Nil where there is no such day.
    init?(checked year: Int, _ month: Int, _ day: Int) {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1, day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.init(year, month, day)
    }

    /// From 0 for Sunday (Zeller's congruence, counted from March so that a leap day is a year's last).
    var weekday: Int {
        let (year, month) = month < 3 ? (year - 1, month + 12) : (year, month)
        let sum = day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400
        return (sum + 6) % 7
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }
}
