import CTabular

/// Reads one JSON text strictly (RFC 8259) and notes where its arrays of records are, and which keys they have.
///
/// Stricter than the RFC where data would be ambiguous: equal keys in one object and lone surrogates are refused, and so is
/// nesting beyond the limit. The text is valid UTF-8; that was judged before. Recursion is bounded by the depth limit.
struct JSONSyntax: ~Copyable {
    /// What a value is.
    enum Kind: Hashable {
        case object, string, number, boolean, null
        case array(JSONElements)
    }

    private(set) var arrays: [JSONArray] = []
    /// The value of a top-level `"type"`, where it is a string: GeoJSON names itself so.
    private(set) var type: [UInt8]?
    private var cursor: JSONCursor
    private let limits: ReadingLimits
    private var path: [[UInt8]] = []
    /// Arrays between here and the top.
    private var arrayDepth = 0
    private var memory: KeyMemory
    /// The keys of the records of the array that is being read.
    private var keys = KeyIndex()
    /// The record being read is an element of an array that may be the table; its values are measured.
    private var isRecord = false
    /// The value of a record that is longer than a cell may be, the first one: its offset.
    private var longValue: Int?

    private init(base: UnsafePointer<UInt8>, count: Int, at: Int, limits: ReadingLimits) {
        cursor = JSONCursor(base: base, count: count, at: at)
        self.limits = limits
        memory = KeyMemory(depthLimit: limits.jsonDepth)
    }

    /// The structure of a whole text.
    /// - Throws: `json_syntax`, `json_too_deep`, `json_duplicate_key`, `json_encoding`.
    static func read(_ text: DecodedText, limits: ReadingLimits) throws(TabularError) -> JSONStructure {
        var syntax = JSONSyntax(base: text.base, count: text.count, at: 0, limits: limits)
        let top = try syntax.value(depth: 0)
        guard syntax.cursor.peek() == 0, syntax.cursor.at == text.count else {
            throw syntax.failure(
                Bilingual(ja: "値のあとに余分な文字があります", en: "there is something behind the end of the value")
            )
        }
        return JSONStructure(top: top, arrays: syntax.arrays, type: syntax.type)
    }

    /// Whether the line of NDJSON at `offset` is one whole object that ends before `end`.
    static func isObject(_ text: DecodedText, at offset: Int, until end: Int, limits: ReadingLimits) -> Int? {
        var syntax = JSONSyntax(base: text.base, count: end, at: offset, limits: limits)
        syntax.arrayDepth = 1
        guard let kind = try? syntax.value(depth: 0), kind == .object else { return nil }
        return syntax.cursor.at
    }

    /// The structure of NDJSON: objects with nothing between them but white space, as the elements of one array.
    /// - Throws: as ``read(_:limits:)``; `json_shape` for a line that is no object.
    static func readLines(_ text: DecodedText, limits: ReadingLimits) throws(TabularError) -> JSONArray {
        var syntax = JSONSyntax(base: text.base, count: text.count, at: 0, limits: limits)
        syntax.arrayDepth = 1
        var elements = JSONElements()
        while syntax.cursor.peek() != 0 {
            let line = syntax.line
            syntax.isRecord = true
            guard try syntax.value(depth: 0) == .object else { throw .jsonShape(.notAnObject(line: line)) }
            elements.add(.object)
        }
        return syntax.found(at: 0, elements)
    }

    private func failure(_ what: Bilingual) -> TabularError {
        .jsonSyntax(what, line: line)
    }

    private var line: Int {
        let at = min(cursor.at, cursor.count)
        return 1 + ctabular_line_breaks(cursor.base, at, at < cursor.count ? cursor.base[at] : 0)
    }

    private static let unexpected = Bilingual(ja: "ここに書けない文字か、途中で終わっています", en: "an unexpected character, or the end")

    /// Skips the white space that JSON allows; other control characters are errors where a value is expected.
    @inline(__always)
    private mutating func next() throws(TabularError) -> UInt8 {
        while cursor.at < cursor.count {
            let byte = cursor.base[cursor.at]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            cursor.at += 1
        }
        throw failure(Bilingual(ja: "途中で終わっています", en: "it ends too early"))
    }

    private mutating func value(depth: Int) throws(TabularError) -> Kind {
        let first = try next()
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), depth >= limits.jsonDepth {
            throw .jsonTooDeep(limit: limits.jsonDepth, line: line)
        }
        switch first {
        case UInt8(ascii: "{"):
            try object(depth: depth)
            return .object
        case UInt8(ascii: "["):
            return try array(depth: depth)
        case UInt8(ascii: "\""):
            _ = try string()
            return .string
        case UInt8(ascii: "t"):
            try literal("true")
            return .boolean
        case UInt8(ascii: "f"):
            try literal("false")
            return .boolean
        case UInt8(ascii: "n"):
            try literal("null")
            return .null
        default:
            try number()
            return .number
        }
    }

    private mutating func object(depth: Int) throws(TabularError) {
        let isRecord = self.isRecord
        self.isRecord = false
        cursor.at += 1
        if try next() == UInt8(ascii: "}") {
            cursor.at += 1
            return
        }
        var key = try self.key()
        var place = memory.begin(key, depth: depth)
        while true {
            guard memory.add(key, at: &place) else {
                let name = String(decoding: KeyMemory.bytes(key).prefix(100), as: UTF8.self)
                throw .jsonDuplicateKey(name, line: line)
            }
            guard try next() == UInt8(ascii: ":") else {
                throw failure(Bilingual(ja: "キーのあとにコロン（:）がありません", en: "a colon must follow the key"))
            }
            cursor.at += 1
            if isRecord {
                _ = try next()
                let start = cursor.at
                _ = try value(depth: depth + 1)
                if cursor.at - start > limits.fieldBytes, longValue == nil { longValue = start }
            } else {
                try member(key.text, isEscaped: key.isEscaped, depth: depth)
            }
            let next = try next()
            cursor.at += 1
            if next == UInt8(ascii: "}") { break }
            guard next == UInt8(ascii: ",") else {
                cursor.at -= 1
                throw failure(Bilingual(ja: "コンマ（,）か } がありません", en: "a comma or } is missing"))
            }
            guard try self.next() == UInt8(ascii: "\"") else {
                throw failure(Bilingual(ja: "キーは引用符（\"）で囲みます", en: "a key must be in double quotes"))
            }
            key = try self.key()
        }
        guard let new = memory.end(place), isRecord else { return }
        for key in new { keys.insert(key.text, isEscaped: key.isEscaped) }
    }

    private mutating func key() throws(TabularError) -> KeyMemory.Key {
        guard cursor.base[cursor.at] == UInt8(ascii: "\"") else {
            throw failure(Bilingual(ja: "キーは引用符（\"）で囲みます", en: "a key must be in double quotes"))
        }
        let (text, isEscaped) = try string()
        return KeyMemory.Key(
            start: cursor.base + (cursor.at - 1 - text.count),
            count: Int32(truncatingIfNeeded: text.count),
            isEscaped: isEscaped
        )
    }

    private mutating func member(
        _ key: UnsafeBufferPointer<UInt8>,
        isEscaped: Bool,
        depth: Int
    ) throws(TabularError) {
        guard arrayDepth == 0 else {
            _ = try value(depth: depth + 1)
            return
        }
        path.append(JSONText.bytes(key, isEscaped: isEscaped))
        let start = cursor
        let kind = try value(depth: depth + 1)
        if path.count == 1, kind == .string, path[0].elementsEqual("type".utf8) {
            var again = start
            _ = again.peek()
            let (text, isEscaped) = again.string()
            type = JSONText.bytes(text, isEscaped: isEscaped)
        }
        path.removeLast()
    }

    private mutating func array(depth: Int) throws(TabularError) -> Kind {
        let offset = cursor.at
        cursor.at += 1
        var elements = JSONElements()
        let mayBeTable = arrayDepth == 0
        if mayBeTable {
            keys = KeyIndex()
            longValue = nil
            memory.forget(depth: depth + 1)
        }
        arrayDepth += 1
        if try next() == UInt8(ascii: "]") {
            cursor.at += 1
        } else {
            while true {
                isRecord = mayBeTable
                let kind = try value(depth: depth + 1)
                isRecord = false
                elements.add(kind)
                let next = try next()
                cursor.at += 1
                if next == UInt8(ascii: "]") { break }
                guard next == UInt8(ascii: ",") else {
                    cursor.at -= 1
                    throw failure(Bilingual(ja: "コンマ（,）か ] がありません", en: "a comma or ] is missing"))
                }
            }
        }
        arrayDepth -= 1
        if mayBeTable { arrays.append(found(at: offset, elements)) }
        return .array(elements)
    }

    private func found(at offset: Int, _ elements: JSONElements) -> JSONArray {
        JSONArray(
            path: path,
            pointer: pointer,
            offset: offset,
            elements: elements,
            keys: keys.keys,
            longValue: longValue
        )
    }

    /// JSON Pointer of the place.
    private var pointer: String { Self.pointer(path) }

    /// JSON Pointer of the value that `path` leads to (RFC 6901 §3: `~` is written `~0`, `/` is written `~1`).
    static func pointer(_ path: [[UInt8]]) -> String {
        path.map { key in
            var escaped: [UInt8] = [UInt8(ascii: "/")]
            for byte in key {
                switch byte {
                case UInt8(ascii: "~"): escaped.append(contentsOf: "~0".utf8)
                case UInt8(ascii: "/"): escaped.append(contentsOf: "~1".utf8)
                default: escaped.append(byte)
                }
            }
            return String(decoding: escaped, as: UTF8.self)
        }.joined()
    }

    private mutating func string() throws(TabularError) -> (UnsafeBufferPointer<UInt8>, isEscaped: Bool) {
        cursor.at += 1
        let start = cursor.at
        var isEscaped = false
        while true {
            cursor.at += ctabular_json_string_prefix(cursor.base + cursor.at, cursor.count - cursor.at)
            guard cursor.at < cursor.count else {
                throw failure(Bilingual(ja: "文字列の引用符（\"）が閉じられていません", en: "a string is never closed"))
            }
            switch cursor.base[cursor.at] {
            case UInt8(ascii: "\""):
                let text = UnsafeBufferPointer(start: cursor.base + start, count: cursor.at - start)
                cursor.at += 1
                return (text, isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                try escape()
            default:
                throw failure(
                    Bilingual(ja: "文字列の中に改行などの制御文字がそのまま入っています", en: "a string has a raw control character")
                )
            }
        }
    }

    private mutating func escape() throws(TabularError) {
        let text = UnsafeBufferPointer(start: cursor.base, count: cursor.count)
        let at = cursor.at
        guard at + 1 < cursor.count else { throw failure(Self.unexpected) }
        switch text[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            cursor.at += 2
        case UInt8(ascii: "u"):
            guard let unit = hexadecimalUnit(text, at + 2) else {
                throw failure(Bilingual(ja: "\\u のあとは十六進数 4 桁です", en: "\\u needs four hexadecimal digits"))
            }
            cursor.at += 6
            guard unit & 0xF800 == 0xD800 else { return }
            guard unit < 0xDC00, at + 7 < cursor.count, text[at + 6] == UInt8(ascii: "\\"),
                text[at + 7] == UInt8(ascii: "u"),
                let low = hexadecimalUnit(text, at + 8), low & 0xFC00 == 0xDC00
            else { throw .jsonEncoding(line: line) }
            cursor.at += 6
        default:
            throw failure(Bilingual(ja: "\\ のあとの文字が正しくありません", en: "an unknown escape follows \\"))
        }
    }

    private func hexadecimalUnit(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32? {
        guard at + 4 <= text.count, (0..<4).allSatisfy({ JSONText.digit(text[at + $0]) != nil }) else { return nil }
        return JSONText.hexadecimal(text, at)
    }

    private mutating func literal(_ word: StaticString) throws(TabularError) {
        let count = word.utf8CodeUnitCount
        guard cursor.at + count <= cursor.count,
            (0..<count).allSatisfy({ cursor.base[cursor.at + $0] == word.utf8Start[$0] })
        else { throw failure(Self.unexpected) }
        cursor.at += count
    }

    /// RFC 8259 §6: `-`, digits without a superfluous zero, a fraction, an exponent.
    private mutating func number() throws(TabularError) {
        let end = cursor.count
        var at = cursor.at
        func isDigit() -> Bool { at < end && NumberGrammar.isDigit(cursor.base[at]) }
        func skipDigits() -> Bool {
            let start = at
            while isDigit() { at += 1 }
            return at > start
        }
        if cursor.base[at] == UInt8(ascii: "-") { at += 1 }
        guard isDigit() else { throw failure(Self.unexpected) }
        if cursor.base[at] == UInt8(ascii: "0") { at += 1 } else { _ = skipDigits() }
        if at < end, cursor.base[at] == UInt8(ascii: ".") {
            at += 1
            guard skipDigits() else { throw failure(Self.unexpected) }
        }
        if at < end, cursor.base[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < end, cursor.base[at] == UInt8(ascii: "+") || cursor.base[at] == UInt8(ascii: "-") { at += 1 }
            guard skipDigits() else { throw failure(Self.unexpected) }
        }
        cursor.at = at
    }
}
