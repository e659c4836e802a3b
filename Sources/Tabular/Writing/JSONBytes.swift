import CTabular

/// Writers of JSON bytes: they append to a buffer that the caller owns and passes `inout` (a stored buffer costs 13 %,
/// architecture.md).
package enum JSONBytes {
    /// Appends `text` (UTF-8) as a JSON string with its quotes.
    ///
    /// Escapes only what RFC 8259 §7 requires; non-ASCII stays as it is.
    package static func appendString(_ text: some Sequence<UInt8>, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\""))
        let written: Void? = text.withContiguousStorageIfAvailable { appendEscaped($0, to: &buffer) }
        if written == nil { Array(text).withUnsafeBufferPointer { appendEscaped($0, to: &buffer) } }
        buffer.append(UInt8(ascii: "\""))
    }

    /// Runs without anything to escape are appended whole.
    private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to buffer: inout [UInt8]) {
        guard let base = text.baseAddress else { return }
        var at = 0
        while true {
            let plain = ctabular_json_string_prefix(base + at, text.count - at)
            buffer.append(contentsOf: UnsafeBufferPointer(start: base + at, count: plain))
            at += plain
            guard at < text.count else { return }
            appendEscape(of: base[at], to: &buffer)
            at += 1
        }
    }

    private static func appendEscape(of byte: UInt8, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): buffer.append(byte)
        case 0x08: buffer.append(UInt8(ascii: "b"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0x0A: buffer.append(UInt8(ascii: "n"))
        case 0x0C: buffer.append(UInt8(ascii: "f"))
        case 0x0D: buffer.append(UInt8(ascii: "r"))
        default:
            buffer.append(contentsOf: "u00".utf8)
            let digits: StaticString = "0123456789abcdef"
            buffer.append(digits.utf8Start[Int(byte >> 4)])
            buffer.append(digits.utf8Start[Int(byte & 0x0F)])
        }
    }

    /// Appends an integer in decimal digits.
    package static func append(_ value: Int64, to buffer: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: numberBytes) { room in
            guard let start = room.baseAddress else { return }
            buffer.append(contentsOf: UnsafeBufferPointer(start: start, count: write(value, at: start)))
        }
    }

    /// Appends the shortest digits that read back as the same number, `1` rather than `1.0`.
    ///
    /// The value must be finite.
    package static func append(_ value: Double, to buffer: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: numberBytes) { room in
            guard let start = room.baseAddress else { return }
            buffer.append(contentsOf: UnsafeBufferPointer(start: start, count: write(value, at: start)))
        }
    }

    // MARK: Into memory

    /// Room that any number fits into.
    package static let numberBytes = 32

    /// Writes an integer in decimal digits.
    ///
    /// - Returns: how many bytes, at most ``numberBytes``.
    package static func write(_ value: Int64, at target: UnsafeMutablePointer<UInt8>) -> Int {
        let sign = value < 0 ? 1 : 0
        if value < 0 { target[0] = UInt8(ascii: "-") }
        var count = sign
        var power: UInt64 = 1
        repeat {
            count += 1
            power = power &* 10
        } while count - sign < 19 && value.magnitude >= power
        var rest = value.magnitude
        for place in stride(from: count - 1, through: sign, by: -1) {
            target[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return count
    }

    /// Writes the shortest digits that read back as the same number, which must be finite.
    ///
    /// - Returns: how many bytes, at most ``numberBytes``.
    package static func write(_ value: Double, at target: UnsafeMutablePointer<UInt8>) -> Int {
        precondition(value.isFinite, "JSON has no NaN and no infinity; cells never hold them")
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53, whole != 0 || value.sign == .plus {
            return write(whole, at: target)
        }
        if let count = writeDecimal(value, at: target) { return count }
        var text = value.description
        return text.withUTF8 { digits in
            let isWhole = digits.count > 2 && digits.suffix(2).elementsEqual(".0".utf8)
            let count = isWhole ? digits.count - 2 : digits.count
            if let start = digits.baseAddress { target.update(from: start, count: count) }
            return count
        }
    }

    /// Writes a number with up to six digits behind the point, as coordinates and most other ones are; nil where it is none.
    ///
    /// Where a whole number of at most 15 digits, divided by a million, gives the same double, it has the digits that were written:
    /// both are exact, so the one division rounds as reading does, and of decimals with at most 15 digits no two read as one double.
    /// So these are the shortest digits, found without looking for them.
    private static func writeDecimal(_ value: Double, at target: UnsafeMutablePointer<UInt8>) -> Int? {
        // Smaller numbers have an exponent in their shortest form.
        guard value.magnitude >= 0.001, value.magnitude < 1e9 else { return nil }
        let millionths = (value.magnitude * 1e6).rounded()
        guard millionths / 1e6 == value.magnitude else { return nil }
        let (whole, fraction) = UInt64(millionths).quotientAndRemainder(dividingBy: 1_000_000)
        var count = 0
        if value < 0 {
            target[0] = UInt8(ascii: "-")
            count = 1
        }
        count += write(Int64(whole), at: target + count)
        target[count] = UInt8(ascii: ".")
        var rest = fraction
        var unit: UInt64 = 100_000
        repeat {
            count += 1
            target[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit)
            rest %= unit
            unit /= 10
        } while rest > 0
        return count + 1
    }

    /// Writes `text` (UTF-8) as a JSON string with its quotes, where it fits into `room` bytes and has nothing to escape.
    ///
    /// - Returns: how many bytes; nil where ``appendString(_:to:)`` has to do it.
    package static func writeString(
        _ text: UnsafeBufferPointer<UInt8>,
        at target: UnsafeMutablePointer<UInt8>,
        room: Int
    ) -> Int? {
        guard text.count <= room - 2 else { return nil }
        target[0] = UInt8(ascii: "\"")
        if let start = text.baseAddress {
            guard ctabular_json_string_prefix(start, text.count) == text.count else { return nil }
            (target + 1).update(from: start, count: text.count)
        }
        target[text.count + 1] = UInt8(ascii: "\"")
        return text.count + 2
    }
}
