/// Walks over the bytes of a request head, line by line (RFC 9112 §3 and §5).
struct HeadScan {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// `METHOD target HTTP/1.x`, as offsets.
    /// - Throws: `bad-request` for any other form.
    mutating func requestLine() throws(ProblemKind) -> (method: Range<Int>, target: Range<Int>, version: Range<Int>) {
        let line = try nextLine()
        let method = line.prefix { bytes[$0] != UInt8(ascii: " ") }
        guard !method.isEmpty, method.allSatisfy({ Self.isToken(bytes[$0]) }), method.endIndex < line.upperBound else {
            throw .other
        }
        let rest = method.endIndex + 1..<line.upperBound
        let target = rest.prefix { bytes[$0] > UInt8(ascii: " ") && bytes[$0] != 0x7F }
        guard !target.isEmpty, target.endIndex < line.upperBound, bytes[target.endIndex] == UInt8(ascii: " ") else {
            throw .other
        }
        let version = target.endIndex + 1..<line.upperBound
        guard equals(version, "HTTP/1.1") || equals(version, "HTTP/1.0") else { throw .other }
        return (method, target, version)
    }

    /// The next field; nil at the blank line.
    /// - Throws: `bad-request` for a line that is no field: no colon, a name that is no token, a folded line, control characters.
    mutating func field() throws(ProblemKind) -> (name: Range<Int>, value: Range<Int>)? {
        let line = try nextLine()
        guard !line.isEmpty else { return nil }
        var colon = line.lowerBound
        while colon < line.upperBound, Self.isToken(bytes[colon]) { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else { throw .other }
        var start = colon + 1
        var end = line.upperBound
        while start < end, Self.isBlank(bytes[start]) { start += 1 }
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        return (line.lowerBound..<colon, start..<end)
    }

    /// The bytes up to CRLF, which is passed.
    private mutating func nextLine() throws(ProblemKind) -> Range<Int> {
        let start = position
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= UInt8(ascii: " "), byte != 0x7F {
                index += 1
                continue
            }
            if byte == UInt8(ascii: "\t") {
                index += 1
                continue
            }
            guard byte == UInt8(ascii: "\r"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else {
                throw .other
            }
            position = index + 2
            return start..<index
        }
        throw .other
    }

    /// Whether the bytes are `text`, letters compared without case.
    func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for (offset, index) in range.enumerated()
        where Self.lowered(bytes[index]) != Self.lowered(text.utf8Start[offset]) { return false }
        return true
    }

    /// Whether a comma-separated list has the element `text`.
    func contains(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.split(separator: UInt8(ascii: ","), in: bytes).contains { item in
            var item = item
            while let first = item.first, Self.isBlank(bytes[first]) { item = item.lowerBound + 1..<item.upperBound }
            while let last = item.last, Self.isBlank(bytes[last]) { item = item.lowerBound..<item.upperBound - 1 }
            return equals(item, text)
        }
    }

    /// Digits alone, at most 18 of them; nil for anything else.
    func number(_ range: Range<Int>) -> Int? {
        guard (1...18).contains(range.count) else { return nil }
        var value = 0
        for index in range {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        }
        return value
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// RFC 9110 §5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension Range<Int> {
    fileprivate func split(separator: UInt8, in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = lowerBound
        for index in self where bytes[index] == separator {
            pieces.append(start..<index)
            start = index + 1
        }
        pieces.append(start..<upperBound)
        return pieces
    }
}

/// The fields that decide something before the framework reads the request; all others pass unseen.
enum HeadField: CaseIterable {
    case host, contentLength, transferEncoding, connection, expect
    case accept, acceptLanguage, acceptEncoding, ifNoneMatch, forwardedFor
    case particular

    private static let names: [(StaticString, HeadField)] = [
        ("host", .host), ("content-length", .contentLength), ("transfer-encoding", .transferEncoding),
        ("connection", .connection), ("expect", .expect), ("accept", .accept), ("accept-language", .acceptLanguage),
        ("accept-encoding", .acceptEncoding), ("if-none-match", .ifNoneMatch), ("x-forwarded-for", .forwardedFor),
        ("range", .particular), ("if-match", .particular), ("if-unmodified-since", .particular),
        ("if-range", .particular), ("authorization", .particular), ("upgrade", .particular),
    ]

    /// Nil for a field that decides nothing.
    init?(_ bytes: UnsafeRawBufferPointer, _ name: Range<Int>) {
        let scan = HeadScan(bytes)
        for (text, field) in Self.names where text.utf8CodeUnitCount == name.count && scan.equals(name, text) {
            self = field
            return
        }
        return nil
    }
}
