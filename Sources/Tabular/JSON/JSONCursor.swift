import CTabular

/// A place in JSON text that is known to be valid, moving over it without allocating.
///
/// ``JSONSyntax`` has read the whole text before; so nothing is checked here but the end.
struct JSONCursor {
    let base: UnsafePointer<UInt8>
    let count: Int
    var at: Int

    init(base: UnsafePointer<UInt8>, count: Int, at: Int = 0) {
        self.base = base
        self.count = count
        self.at = at
    }

    /// The byte here after white space; 0 at the end.
    @inline(__always)
    mutating func peek() -> UInt8 {
        while at < count {
            let byte = base[at]
            if byte > 0x20 { return byte }
            at += 1
        }
        return 0
    }

    /// Takes `byte` if it comes next.
    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        at += 1
        return true
    }

    /// The text between the quotes of the string here, still with its escapes, and whether it has any.
    @inline(__always)
    mutating func string() -> (text: UnsafeBufferPointer<UInt8>, isEscaped: Bool) {
        at += 1
        let start = at
        var isEscaped = false
        while at < count {
            at += ctabular_json_string_prefix(base + at, count - at)
            guard at < count, base[at] == UInt8(ascii: "\\") else { break }
            isEscaped = true
            at += 2
        }
        let end = min(at, count)
        at = min(end + 1, count)
        return (UnsafeBufferPointer(start: base + start, count: end - start), isEscaped)
    }

    /// Passes over the value here and returns its bytes.
    mutating func skipValue() -> UnsafeBufferPointer<UInt8> {
        let first = peek()
        let start = at
        switch first {
        case UInt8(ascii: "\""):
            _ = string()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            var depth = 0
            repeat {
                switch peek() {
                case UInt8(ascii: "\""):
                    _ = string()
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
                at += 1
            } while depth > 0 && at < count
        default:
            while at < count, !Self.endsLiteral(base[at]) { at += 1 }
        }
        return UnsafeBufferPointer(start: base + start, count: at - start)
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }
}
