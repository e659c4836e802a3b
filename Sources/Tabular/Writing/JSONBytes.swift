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
        if value < 0 { buffer.append(UInt8(ascii: "-")) }
        let start = buffer.count
        var rest = value.magnitude
        repeat {
            buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        buffer[start...].reverse()
    }

    /// The shortest digits that read back as the same number, `1` rather than `1.0`.
    ///
    /// The value must be finite.
    package static func append(_ value: Double, to buffer: inout [UInt8]) {
        precondition(value.isFinite, "JSON has no NaN and no infinity; cells never hold them")
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53, whole != 0 || value.sign == .plus {
            append(whole, to: &buffer)
            return
        }
        let text = value.description.utf8
        let isWhole = text.count > 2 && text.suffix(2).elementsEqual(".0".utf8)
        buffer.append(contentsOf: isWhole ? text.dropLast(2) : text[...])
    }
}
