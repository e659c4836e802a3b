/// A piece of CQL2 text with where it begins.
struct CQL2Token: Equatable {
    enum Kind: Equatable {
        /// A bare name or keyword as it was written.
        case word(String)
        /// A name in double quotes, without them.
        case quoted(String)
        /// A text in single quotes, without them.
        case text(String)
        /// A number as it was written, a sign included.
        case number(String)
        /// `= <> < > <= >= ( ) ,` and the arithmetic that is not understood.
        case symbol(String)
        case end
    }

    let kind: Kind
    /// Bytes before it.
    let offset: Int

    /// Whether it is the keyword, in any case; `word` is in capitals.
    func isKeyword(_ word: String) -> Bool {
        guard case .word(let text) = kind else { return false }
        return Self.isSame(text, word)
    }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol(symbol) }

    /// Compares ASCII without case.
    static func isSame(_ text: String, _ capitals: String) -> Bool {
        text.utf8.count == capitals.utf8.count
            && zip(text.utf8, capitals.utf8).allSatisfy { byte, capital in
                byte == capital || (byte >= 0x61 && byte <= 0x7A && byte - 0x20 == capital)
            }
    }
}
