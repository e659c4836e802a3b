/// Reads one JSON text (RFC 8259) into a ``JSONValue``: strict UTF-8, bounded depth and size, no repeated names.
struct JSONValueReader {
    /// Where a text stops being JSON.
    struct Failure: Error, Hashable, Sendable {
        enum Fault: Hashable, Sendable {
            case syntax, tooDeep, tooLarge
            case repeatedName(String)
        }
        let fault: Fault
        /// Line counted from 1.
        let line: Int
    }

    /// Deepest nesting of arrays and objects.
    static let deepest = 64
    /// Largest text in bytes.
    static let largest = 4 << 20

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// A leading byte-order mark is skipped.
    static func read(_ bytes: [UInt8], limit: Int = largest) throws(Failure) -> JSONValue {
        var reader = JSONValueReader(bytes: bytes)
        guard bytes.count <= limit else { throw Failure(fault: .tooLarge, line: 1) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        reader.skipSpace()
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.failure(.syntax) }
        return value
    }

    private func failure(_ fault: Failure.Fault) -> Failure {
        Failure(fault: fault, line: 1 + bytes.prefix(position).count { $0 == UInt8(ascii: "\n") })
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: Unicode.Scalar) throws(Failure) {
        guard take(byte) else { throw failure(.syntax) }
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func value() throws(Failure) -> JSONValue {
        switch next {
        case UInt8(ascii: "{"): return try nested { reader throws(Failure) in try reader.object() }
        case UInt8(ascii: "["): return try nested { reader throws(Failure) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(
        _ read: (inout JSONValueReader) throws(Failure) -> JSONValue,
    ) throws(Failure) -> JSONValue {
        guard depth < Self.deepest else { throw failure(.tooDeep) }
        depth += 1
        position += 1
        skipSpace()
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(Failure) -> JSONValue {
        if take("}") { return .object([]) }
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure(.syntax) }
            let name = try string()
            guard names.insert(name).inserted else { throw failure(.repeatedName(name)) }
            skipSpace()
            try expect(":")
            skipSpace()
            members.append(JSONValue.Member(name, try value()))
            skipSpace()
        } while take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array() throws(Failure) -> JSONValue {
        if take("]") { return .array([]) }
        var elements: [JSONValue] = []
        repeat {
            skipSpace()
            elements.append(try value())
            skipSpace()
        } while take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
        let isNext = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard isNext else { throw failure(.syntax) }
        position += word.utf8CodeUnitCount
        return value
    }

    private mutating func number() throws(Failure) -> String {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(Failure) {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        guard position > start else { throw failure(.syntax) }
    }

    // MARK: Strings

    private mutating func string() throws(Failure) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next, byte >= 0x20 {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw failure(.syntax) }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            default: text.append(byte)
            }
        }
        throw failure(.syntax)
    }

    private static let shortEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = next else { throw failure(.syntax) }
        position += 1
        if let short = Self.shortEscapes[byte] { return text.append(short) }
        guard byte == UInt8(ascii: "u") else { throw failure(.syntax) }
        var value = try codeUnit()
        if (0xD800...0xDBFF).contains(value) {
            try expect("\\")
            try expect("u")
            let low = try codeUnit()
            guard (0xDC00...0xDFFF).contains(low) else { throw failure(.syntax) }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw failure(.syntax) }
        text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure(.syntax)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
