/// A cell's text, short enough to quote.
enum Excerpt {
    /// Longest quotation in Unicode scalars, the mark of omission included.
    static let longest = 100

    static func text(of bytes: UnsafeBufferPointer<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        var count = 0
        var index = 0
        while index < bytes.count, count < longest {
            scalars.append(Unicode.Scalar(UTF8Scalars.next(in: bytes, at: &index)) ?? "\u{FFFD}")
            count += 1
        }
        guard index < bytes.count else { return String(scalars) }
        scalars.removeLast()
        scalars.append("…")
        return String(scalars)
    }
}
