/// One word of a query, with what decides its role.
enum SearchToken: Hashable, Sendable {
    case word(String)
    case phrase(String)
    /// `name:`
    case field(String)
    case open, close
    case and, or, not, plus, minus
    /// `[a TO b]`, `{a TO b}` and mixed.
    case range(from: String, to: String, includesFrom: Bool, includesTo: Bool)

    /// Cuts `text` into tokens.
    ///
    /// Throws ``CKANFailure`` for a quote or bracket that does not end.
    static func all(in text: String) throws(CKANFailure) -> [SearchToken] {
        var scanner = SearchScanner(bytes: Array(text.utf8))
        return try scanner.tokens()
    }
}

/// Reads the tokens of one query, on bytes.
private struct SearchScanner {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func tokens() throws(CKANFailure) -> [SearchToken] {
        var tokens: [SearchToken] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            case UInt8(ascii: "("): take(.open, into: &tokens)
            case UInt8(ascii: ")"): take(.close, into: &tokens)
            case UInt8(ascii: "+"): take(.plus, into: &tokens)
            case UInt8(ascii: "-"): take(.minus, into: &tokens)
            case UInt8(ascii: "!"): take(.not, into: &tokens)
            case UInt8(ascii: "&"): takeTwice(.and, into: &tokens)
            case UInt8(ascii: "|"): takeTwice(.or, into: &tokens)
            case UInt8(ascii: "\""): tokens.append(.phrase(try quoted()))
            case UInt8(ascii: "["), UInt8(ascii: "{"): tokens.append(try range())
            case UInt8(ascii: "^"), UInt8(ascii: "~"): skipWeight()
            default: word(into: &tokens)
            }
        }
        return tokens
    }

    private mutating func take(_ token: SearchToken, into tokens: inout [SearchToken]) {
        tokens.append(token)
        position += 1
    }

    private mutating func takeTwice(_ token: SearchToken, into tokens: inout [SearchToken]) {
        let byte = bytes[position]
        while position < bytes.count, bytes[position] == byte { position += 1 }
        tokens.append(token)
    }

    /// Boosts and fuzziness change the order, not what is found.
    private mutating func skipWeight() {
        position += 1
        while position < bytes.count, bytes[position] == UInt8(ascii: ".") || isDigit(bytes[position]) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func quoted() throws(CKANFailure) -> String {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), position < bytes.count {
                text.append(bytes[position])
                position += 1
            } else {
                text.append(byte)
            }
        }
        throw .search("a quote does not end")
    }

    /// A word ends at a blank or at a sign of the syntax; `name:` makes it a field.
    ///
    /// A backslash takes a sign's meaning away.
    private mutating func word(into tokens: inout [SearchToken]) {
        var text: [UInt8] = []
        scan: while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\\") where position + 1 < bytes.count:
                text.append(bytes[position + 1])
                position += 2
                continue scan
            case UInt8(ascii: ":") where !text.isEmpty:
                position += 1
                tokens.append(.field(String(decoding: text, as: UTF8.self)))
                return
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "^"),
                UInt8(ascii: "~"), UInt8(ascii: "["), UInt8(ascii: "{"):
                break scan
            default:
                text.append(byte)
                position += 1
            }
        }
        if text.isEmpty { position += 1 }
        switch String(decoding: text, as: UTF8.self) {
        case "": break
        case "AND": tokens.append(.and)
        case "OR": tokens.append(.or)
        case "NOT": tokens.append(.not)
        case let word: tokens.append(.word(word))
        }
    }

    private mutating func range() throws(CKANFailure) -> SearchToken {
        let includesFrom = bytes[position] == UInt8(ascii: "[")
        let start = position + 1
        guard let end = bytes[start...].firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "}") }) else {
            throw .search("a range does not end")
        }
        position = end + 1
        let words = bytes[start..<end].split(separator: 0x20).map { piece in
            String(decoding: piece.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        }
        guard words.count == 3, words[1] == "TO" else { throw .search("a range is written [a TO b]") }
        return .range(
            from: words[0],
            to: words[2],
            includesFrom: includesFrom,
            includesTo: bytes[end] == UInt8(ascii: "]")
        )
    }
}
