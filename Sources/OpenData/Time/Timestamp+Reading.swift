extension Timestamp {
    /// Reads RFC 3339 (`T` or a space between day and time, any length of fraction), CKAN's naive UTC and plain dates,
    /// which stand for their midnight in UTC so that the day stays the same in Japan.
    ///
    /// Digits after the microsecond are dropped.
    ///
    /// Nil for anything else: surrounding space, days that do not exist, hour 24, leap seconds, offsets of 24 hours or more,
    /// and moments outside of the years 1–9999 in UTC.
    package init?(_ text: some StringProtocol) {
        // Our longest form has 35 bytes; whole nanosecond fractions and more still fit, megabytes do not get far.
        let bytes = Array(text.utf8.prefix(65))
        guard bytes.count <= 64 else { return nil }
        var reader = MomentReader(bytes: bytes)
        guard let moment = reader.moment() else { return nil }
        self.init(microseconds: moment)
    }

    /// The first and the last moment that can be written with a four-digit year.
    static let writable =
        Timestamp(microseconds: -62_135_596_800_000_000)...Timestamp(microseconds: 253_402_300_799_999_999)
}

/// Reads one moment from ASCII bytes, from the left, without going back.
private struct MomentReader {
    let bytes: [UInt8]
    var position = 0

    /// Microseconds since the epoch; nil when the bytes are not wholly one moment.
    mutating func moment() -> Int64? {
        guard let year = number(digits: 4), take(UInt8(ascii: "-")), let month = number(digits: 2),
            take(UInt8(ascii: "-")), let day = number(digits: 2),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let midnight = Int64(date.daysSinceEpoch) * 86_400_000_000
        if isAtEnd { return midnight }

        guard take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) || take(UInt8(ascii: " ")),
            let hour = number(digits: 2), hour < 24, take(UInt8(ascii: ":")),
            let minute = number(digits: 2), minute < 60, take(UInt8(ascii: ":")),
            let second = number(digits: 2), second < 60,
            let fraction = fraction(), let offset = offset(), isAtEnd
        else { return nil }
        let seconds = Int64(hour * 3_600 + minute * 60 + second) - offset
        let moment = midnight + seconds * 1_000_000 + fraction
        return Timestamp.writable.contains(Timestamp(microseconds: moment)) ? moment : nil
    }

    /// Microseconds after a decimal point; 0 without one; nil for a point without digits.
    private mutating func fraction() -> Int64? {
        guard take(UInt8(ascii: ".")) else { return 0 }
        var microseconds: Int64 = 0
        var digits = 0
        while let digit = digit() {
            if digits < 6 { microseconds = microseconds * 10 + Int64(digit) }
            digits += 1
        }
        guard digits > 0 else { return nil }
        for _ in min(digits, 6)..<6 { microseconds *= 10 }
        return microseconds
    }

    /// Seconds east of UTC; 0 at the end of the text (CKAN's naive UTC).
    private mutating func offset() -> Int64? {
        if isAtEnd || take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        let isEast = take(UInt8(ascii: "+"))
        guard isEast || take(UInt8(ascii: "-")), let hours = number(digits: 2), hours < 24, take(UInt8(ascii: ":")),
            let minutes = number(digits: 2), minutes < 60
        else { return nil }
        let seconds = Int64(hours * 3_600 + minutes * 60)
        return isEast ? seconds : -seconds
    }

    private var isAtEnd: Bool { position == bytes.count }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func digit() -> Int? {
        guard position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) else {
            return nil
        }
        defer { position += 1 }
        return Int(bytes[position] - UInt8(ascii: "0"))
    }

    private mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }
}
