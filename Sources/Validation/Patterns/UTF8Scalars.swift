/// Unicode scalars out of UTF-8 bytes that a reader has already found valid.
enum UTF8Scalars {
    /// The scalar at `index`, which moves behind it.
    ///
    /// A byte that begins no scalar counts as U+FFFD alone.
    @inline(__always)
    static func next(in bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32 {
        let lead = bytes[index]
        index += 1
        if lead < 0x80 { return UInt32(lead) }
        let trailing = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0
        guard trailing > 0, lead < 0xF5, index + trailing <= bytes.count else { return 0xFFFD }
        var value = UInt32(lead) & (0x3F >> UInt32(trailing))
        for offset in 0..<trailing {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return 0xFFFD }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        index += trailing
        return value
    }

    /// How many scalars there are.
    @inline(__always)
    static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
