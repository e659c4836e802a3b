/// Escapes of JSON strings (RFC 8259 §7).
enum JSONText {
    /// Writes `text` without its escapes to `target`, which has room for as many bytes.
    ///
    /// The text is valid.
    static func unescape(_ text: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) -> Int {
        var written = 0
        var at = 0
        while at < text.count {
            guard text[at] == UInt8(ascii: "\\"), at + 1 < text.count else {
                target[written] = text[at]
                written += 1
                at += 1
                continue
            }
            let escape = text[at + 1]
            at += 2
            guard escape == UInt8(ascii: "u") else {
                target[written] = simple(escape)
                written += 1
                continue
            }
            var scalar = hexadecimal(text, at)
            at += 4
            if scalar & 0xFC00 == 0xD800 {
                scalar = 0x10000 + ((scalar - 0xD800) << 10) + (hexadecimal(text, at + 2) - 0xDC00)
                at += 6
            }
            guard let valid = Unicode.Scalar(scalar), let encoded = UTF8.encode(valid) else { continue }
            for byte in encoded {
                target[written] = byte
                written += 1
            }
        }
        return written
    }

    /// Writes the valid JSON text of `count` bytes at `start` to `target`, which has room for as many, without the white space
    /// between its tokens.
    ///
    /// Returns the number of bytes written.
    static func compact(
        _ start: UnsafePointer<UInt8>,
        _ count: Int,
        into target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var written = 0
        var cursor = JSONCursor(base: start, count: count)
        while true {
            let byte = cursor.peek()
            guard cursor.at < count else { return written }
            let from = cursor.at
            if byte == UInt8(ascii: "\"") {
                _ = cursor.string()
            } else {
                cursor.at += 1
            }
            (target + written).update(from: start + from, count: cursor.at - from)
            written += cursor.at - from
        }
    }

    /// The bytes of a string without its escapes.
    static func bytes(_ text: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> [UInt8] {
        guard isEscaped else { return Array(text) }
        return Array(unsafeUninitializedCapacity: text.count) { buffer, count in
            if let target = buffer.baseAddress { count = unescape(text, into: target) }
        }
    }

    private static func simple(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }

    /// The value of the four hexadecimal digits at `at`; 0 beyond the text.
    static func hexadecimal(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
        guard at + 4 <= text.count else { return 0 }
        return (0..<4).reduce(0) { $0 << 4 | UInt32(digit(text[at + $1]) ?? 0) }
    }

    /// The value of a hexadecimal digit, nil for other bytes.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
