extension Timestamp {
    /// RFC 3339 with an offset, `2026-11-22T19:37:37+09:00` (Japan's, the platform's first readers'); no fraction.
    package var rfc3339: String {
        // The last nine hours of the year 9999 have no four-digit year in Japan.
        let isBeyondJapan = microseconds > Self.writable.upperBound.microseconds - 32_400_000_000
        let offset: Int64 = isBeyondJapan ? 0 : 9 * 3_600
        return written(offset: offset) { moment, text in
            moment.appendDateAndTime(to: &text)
            text.append(contentsOf: isBeyondJapan ? "Z".utf8 : "+09:00".utf8)
        }
    }

    /// RFC 3339 in UTC with exactly six digits of fraction, `2026-11-22T10:37:37.126862Z`: sorts as text as it sorts in time.
    package var utc: String {
        written { moment, text in
            moment.appendDateAndTime(to: &text)
            moment.appendFraction(to: &text)
            text.append(UInt8(ascii: "Z"))
        }
    }

    /// As CKAN writes moments: naive UTC with microseconds, the fraction missing when it is exactly zero.
    package var ckan: String {
        written { moment, text in
            moment.appendDateAndTime(to: &text)
            if moment.fraction != 0 { moment.appendFraction(to: &text) }
        }
    }

    /// HTTP-date (RFC 9110 §5.6.7), `Sun, 22 Nov 2026 10:37:37 GMT`.
    package var httpDate: String {
        written { moment, text in
            text.append(contentsOf: weekdays[moment.date.weekday].utf8)
            text.append(contentsOf: ", ".utf8)
            appendDecimal(moment.date.day, digits: 2, to: &text)
            text.append(UInt8(ascii: " "))
            text.append(contentsOf: months[moment.date.month - 1].utf8)
            text.append(UInt8(ascii: " "))
            appendDecimal(moment.date.year, digits: 4, to: &text)
            text.append(UInt8(ascii: " "))
            moment.appendTime(to: &text)
            text.append(contentsOf: " GMT".utf8)
        }
    }

    /// Moments outside of the years 1–9999, which no text can carry, are written as the nearest that can.
    private func written(offset: Int64 = 0, _ append: (CivilMoment, inout [UInt8]) -> Void) -> String {
        let moment = min(max(self, Self.writable.lowerBound), Self.writable.upperBound)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        append(CivilMoment(moment.microseconds + offset * 1_000_000), &text)
        return String(decoding: text, as: UTF8.self)
    }
}

private let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/// A moment taken apart for writing.
private struct CivilMoment {
    let date: CivilDate
    let secondOfDay: Int
    /// Microseconds within the second.
    let fraction: Int

    init(_ microseconds: Int64) {
        let seconds = microseconds.flooredQuotient(1_000_000)
        let days = seconds.flooredQuotient(86_400)
        date = CivilDate(daysSinceEpoch: Int(days))
        secondOfDay = Int(seconds - days * 86_400)
        fraction = Int(microseconds - seconds * 1_000_000)
    }

    func appendDateAndTime(to text: inout [UInt8]) {
        appendDecimal(date.year, digits: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        appendDecimal(date.month, digits: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        appendDecimal(date.day, digits: 2, to: &text)
        text.append(UInt8(ascii: "T"))
        appendTime(to: &text)
    }

    func appendTime(to text: inout [UInt8]) {
        appendDecimal(secondOfDay / 3_600, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        appendDecimal(secondOfDay / 60 % 60, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        appendDecimal(secondOfDay % 60, digits: 2, to: &text)
    }

    func appendFraction(to text: inout [UInt8]) {
        text.append(UInt8(ascii: "."))
        appendDecimal(fraction, digits: 6, to: &text)
    }
}

/// Appends `value`, which is not negative and has at most so many digits, with zeros in front.
private func appendDecimal(_ value: Int, digits: Int, to text: inout [UInt8]) {
    let start = text.count
    text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
    var rest = value
    var position = start + digits - 1
    while rest > 0, position >= start {
        text[position] += UInt8(rest % 10)
        rest /= 10
        position -= 1
    }
}
