/// White space around values: of ASCII, and the two that offices pad with, U+3000 and U+00A0.
enum WhiteSpace {
    static func isAll(of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            guard let next = end(at: index, in: bytes) else { return false }
            index = next
        }
        return true
    }

    /// The bytes without white space at both ends.
    static func trim(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        while start < bytes.count, let next = end(at: start, in: bytes) { start = next }
        var end = bytes.count
        while end > start, let before = self.start(before: end, in: bytes) { end = before }
        return UnsafeBufferPointer(rebasing: bytes[start..<max(start, end)])
    }

    private static func isASCII(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Where the space that begins at `index` ends; nil when there is none.
    private static func end(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if isASCII(bytes[index]) { return index + 1 }
        var next = index
        let scalar = UTF8Scalars.next(in: bytes, at: &next)
        return scalar == 0x3000 || scalar == 0xA0 ? next : nil
    }

    /// Where the space that ends before `index` begins; nil when there is none.
    private static func start(before index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if isASCII(bytes[index - 1]) { return index - 1 }
        for length in 2...3 where index >= length {
            if end(at: index - length, in: bytes) == index { return index - length }
        }
        return nil
    }
}
