/// Values written in the one way that programs write them, read straight from the source's bytes: `42`, `-3`, `34.0873`,
/// `2024-04-01`, `2024-04-01T09:30:00+09:00`, `true`.
///
/// A shortcut in front of the grammars and nothing else: what is read here is read there alike, and whatever is not of
/// exactly these forms (or is at the edge of a range) is left to them. Nearly all cells of files that programs wrote are.
enum PlainValue {
    /// A number: digits, with a `-` before and one `.` inside.
    enum Number {
        case integer(Int64)
        case decimal(Double)
    }

    /// The number that the field is; nil where it is none of this form.
    ///
    /// At most 15 digits, so that neither an integer nor a double can overflow or be inexact.
    @inline(__always)
    static func number(_ start: UnsafePointer<UInt8>, _ count: Int) -> Number? {
        guard count > 0, count <= 17 else { return nil }
        var at = start[0] == UInt8(ascii: "-") ? 1 : 0
        let first = at
        var mantissa: UInt64 = 0
        while at < count {
            let digit = start[at] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            at += 1
        }
        let whole = at - first
        // A leading zero makes a code of all but 0 and 0.5; a negative zero keeps its sign the long way.
        guard whole > 0, whole == 1 || start[first] != UInt8(ascii: "0") else { return nil }
        if at == count {
            guard whole <= 15, first == 0 || mantissa != 0 else { return nil }
            return .integer(first == 0 ? Int64(mantissa) : -Int64(mantissa))
        }
        guard start[at] == UInt8(ascii: ".") else { return nil }
        at += 1
        let point = at
        while at < count {
            let digit = start[at] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            at += 1
        }
        let fraction = at - point
        guard fraction > 0, whole + fraction <= 15, mantissa != 0 else { return nil }
        // Both are exact doubles, so the one operation rounds correctly (Clinger 1990).
        let value = Double(mantissa) / powers[fraction]
        return .decimal(first == 0 ? value : -value)
    }

    /// 10 to the power of 0…15.
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// Whether the field is a day `2024-04-01`: its own normal form.
    @inline(__always)
    static func isDate(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        count == 10 && startsWithDate(start)
    }

    /// Whether the field is `2024-04-01T09:30:00`, also with `Z` or an offset `+09:00`: its own normal form.
    @inline(__always)
    static func isDateTime(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= 19, count <= 25, startsWithDate(start), start[10] == UInt8(ascii: "T"),
            start[13] == UInt8(ascii: ":"), start[16] == UInt8(ascii: ":"),
            pair(start + 11) < 24, pair(start + 14) < 60, pair(start + 17) < 60
        else { return false }
        if count == 19 { return true }
        if count == 20 { return start[19] == UInt8(ascii: "Z") }
        // An offset of nothing is written Z, so it has another normal form.
        guard count == 25, start[19] == UInt8(ascii: "+") || start[19] == UInt8(ascii: "-"),
            start[22] == UInt8(ascii: ":")
        else { return false }
        let hours = pair(start + 20)
        let minutes = pair(start + 23)
        return hours < 15 && minutes < 60 && hours + minutes > 0
    }

    /// 1 for `true`, 0 for `false`; nil for all else.
    @inline(__always)
    static func flag(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        let raw = UnsafeRawPointer(start)
        if count == 4 {
            return raw.loadUnaligned(as: UInt32.self).littleEndian == 0x6575_7274 ? 1 : nil
        }
        guard count == 5, raw.loadUnaligned(as: UInt32.self).littleEndian == 0x736C_6166 else { return nil }
        return start[4] == UInt8(ascii: "e") ? 0 : nil
    }

    /// Years before 1873 have other calendars and stay to the grammar.
    @inline(__always)
    private static func startsWithDate(_ start: UnsafePointer<UInt8>) -> Bool {
        guard start[4] == UInt8(ascii: "-"), start[7] == UInt8(ascii: "-") else { return false }
        let century = pair(start)
        let rest = pair(start + 2)
        let month = pair(start + 5)
        let day = pair(start + 8)
        guard century < 100, rest < 100, month >= 1, month <= 12, day >= 1, day <= 31 else { return false }
        let year = century * 100 + rest
        guard year >= 1873 else { return false }
        return day <= 28 || day <= CalendarDate.days(inMonth: month, of: year)
    }

    /// The number of two digits; 1,000 where one is none.
    @inline(__always)
    private static func pair(_ start: UnsafePointer<UInt8>) -> Int {
        let high = start[0] &- UInt8(ascii: "0")
        let low = start[1] &- UInt8(ascii: "0")
        return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : 1_000
    }
}
