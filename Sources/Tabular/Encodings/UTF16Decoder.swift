/// UTF-16 to UTF-8, strictly: a lone surrogate or half a code unit is an error, never U+FFFD.
enum UTF16Decoder {
    /// Whether bytes without a byte order mark are UTF-16 all the same, and with the high byte first: nil where they are not.
    ///
    /// Latin characters show it: they have a zero on one side and never on the other, and a table has many of them (at least
    /// its delimiters and line ends: an eighth of its characters). Text of single bytes with a stray NUL has more commas and
    /// line ends that stand beside another byte than beside a zero.
    static func isBigEndian(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
        var zeros = (high: 0, low: 0)
        var latin = 0
        var crowded = 0
        for at in stride(from: 0, to: bytes.count, by: 2) {
            let (first, second) = (bytes[at], bytes[at + 1])
            if first == 0 { zeros.high += 1 }
            if second == 0 { zeros.low += 1 }
            guard (first == 0) != (second == 0) else {
                if isSeparator(first) || isSeparator(second) { crowded += 1 }
                continue
            }
            let character = first | second
            if character >= 0x20 || isSeparator(character) || character == 0x09 { latin += 1 }
        }
        guard (zeros.high == 0) != (zeros.low == 0), latin == zeros.high + zeros.low, latin * 16 >= bytes.count,
            latin > crowded * 2
        else { return nil }
        return zeros.low == 0
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Decodes what is at `start` and behind it.
    ///
    /// `target` has room for 3 bytes per code unit. Returns the number of bytes written; sets `failure` to the offset
    /// and line of what is no UTF-16.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        isBigEndian: Bool,
        into target: UnsafeMutablePointer<UInt8>,
        failure: inout (offset: Int, line: Int)?
    ) -> Int {
        var written = 0
        var line = 1
        var at = start
        func unit(_ offset: Int) -> UInt32 {
            let high = UInt32(bytes[offset + (isBigEndian ? 0 : 1)])
            return high << 8 | UInt32(bytes[offset + (isBigEndian ? 1 : 0)])
        }
        while at < bytes.count {
            guard at + 1 < bytes.count else {
                failure = (at, line)
                return written
            }
            var scalar = unit(at)
            var size = 2
            if scalar & 0xF800 == 0xD800 {
                guard scalar < 0xDC00, at + 3 < bytes.count, unit(at + 2) & 0xFC00 == 0xDC00 else {
                    failure = (at, line)
                    return written
                }
                scalar = 0x10000 + ((scalar - 0xD800) << 10) + (unit(at + 2) - 0xDC00)
                size = 4
            }
            if scalar == 0x0A { line += 1 }
            written += put(scalar, target + written)
            at += size
        }
        return written
    }

    private static func put(_ scalar: UInt32, _ target: UnsafeMutablePointer<UInt8>) -> Int {
        // Surrogates were dealt with, so every value is a scalar and has an encoding.
        guard let scalar = Unicode.Scalar(scalar), let encoded = UTF8.encode(scalar) else { return 0 }
        var count = 0
        for byte in encoded {
            target[count] = byte
            count += 1
        }
        return count
    }
}
