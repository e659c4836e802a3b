/// UTF-16 with a byte order mark to UTF-8, strictly: a lone surrogate or half a code unit is an error, never U+FFFD.
enum UTF16Decoder {
    /// Decodes what follows the mark.
    ///
    /// `target` has room for 3 bytes per code unit. Returns the number of bytes written; sets `failure` to the offset
    /// and line of what is no UTF-16.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>,
        isBigEndian: Bool,
        into target: UnsafeMutablePointer<UInt8>,
        failure: inout (offset: Int, line: Int)?
    ) -> Int {
        var written = 0
        var line = 1
        var at = 2
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
