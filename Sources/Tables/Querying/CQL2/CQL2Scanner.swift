internal import Tabular

/// Cuts CQL2 text into tokens, byte by byte (OGC 21-065r2, annex B).
///
/// Names may be bare in any script: every byte above ASCII belongs to a name, but for the ideographic space (U+3000),
/// which is a blank.
struct CQL2Scanner {
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next token; ``CQL2Token/Kind/end`` at the end and ever after.
    mutating func next() throws(QueryError) -> CQL2Token {
        skipBlanks()
        let start = at
        guard at < bytes.count else { return CQL2Token(kind: .end, offset: at) }
        let byte = bytes[at]
        let kind: CQL2Token.Kind
        switch byte {
        case UInt8(ascii: "'"): kind = .text(try quoted(by: byte))
        case UInt8(ascii: "\""): kind = .quoted(try quoted(by: byte))
        case _ where startsNumber(): kind = .number(number())
        case _ where Self.startsName(byte): kind = .word(name())
        default: kind = .symbol(symbol())
        }
        return CQL2Token(kind: kind, offset: start)
    }

    /// A fault at a byte, told as a character.
    func fault(at offset: Int, ja: String, en: String) -> QueryError {
        let scalars = bytes.prefix(offset).count { $0 & 0xC0 != 0x80 }
        return QueryError(.badFilter(FilterFault(position: scalars + 1, message: Bilingual(ja: ja, en: en))))
    }

    private mutating func skipBlanks() {
        while at < bytes.count {
            if bytes[at] <= 0x20 {
                at += 1
            } else if at + 2 < bytes.count, bytes[at] == 0xE3, bytes[at + 1] == 0x80, bytes[at + 2] == 0x80 {
                at += 3
            } else {
                return
            }
        }
    }

    /// A doubled quote stands for one; a backslash before it does too.
    private mutating func quoted(by quote: UInt8) throws(QueryError) -> String {
        let start = at
        var text: [UInt8] = []
        at += 1
        while at < bytes.count {
            let isPair = at + 1 < bytes.count && bytes[at + 1] == quote
            if bytes[at] == quote {
                at += isPair ? 2 : 1
                guard isPair else { return String(decoding: text, as: UTF8.self) }
                text.append(quote)
            } else if bytes[at] == UInt8(ascii: "\\"), isPair {
                text.append(quote)
                at += 2
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        throw fault(at: start, ja: "引用符が閉じていません。", en: "This quote is not closed.")
    }

    private func startsNumber() -> Bool {
        func isDigit(_ index: Int) -> Bool { index < bytes.count && Self.isDigit(bytes[index]) }
        var index = at
        if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
        return isDigit(index) || (index < bytes.count && bytes[index] == UInt8(ascii: ".") && isDigit(index + 1))
    }

    /// `-1`, `+2.50`, `.5`, `1e3`; a plus is dropped and a bare point gets its zero, as cells have it.
    private mutating func number() -> String {
        var text: [UInt8] = []
        if bytes[at] == UInt8(ascii: "-") { text.append(bytes[at]) }
        if !Self.isDigit(bytes[at]), bytes[at] != UInt8(ascii: ".") { at += 1 }
        if bytes[at] == UInt8(ascii: ".") { text.append(UInt8(ascii: "0")) }
        func digits() {
            while at < bytes.count, Self.isDigit(bytes[at]) {
                text.append(bytes[at])
                at += 1
            }
        }
        digits()
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            if at < bytes.count, Self.isDigit(bytes[at]) { text.append(UInt8(ascii: ".")) }
            digits()
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            var index = at + 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
                index += 1
            }
            if index < bytes.count, Self.isDigit(bytes[index]) {
                text += bytes[at..<index]
                at = index
                digits()
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func name() -> String {
        let start = at
        while at < bytes.count, Self.continuesName(bytes[at]), !isWideBlank(at) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private func isWideBlank(_ index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index] == 0xE3 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80
    }

    private mutating func symbol() -> String {
        let first = bytes[at]
        at += 1
        guard at < bytes.count else { return String(decoding: [first], as: UTF8.self) }
        let isPair =
            (first == UInt8(ascii: "<") && (bytes[at] == UInt8(ascii: "=") || bytes[at] == UInt8(ascii: ">")))
            || (first == UInt8(ascii: ">") && bytes[at] == UInt8(ascii: "="))
        guard isPair else { return String(decoding: [first], as: UTF8.self) }
        at += 1
        return String(decoding: [first, bytes[at - 1]], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func startsName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
        startsName(byte) || isDigit(byte) || byte == UInt8(ascii: ".")
    }
}
