internal import Tabular

/// Reads CQL2 text (OGC 21-065r2) as a ``RowCondition``.
///
/// Understood are the classes Basic CQL2, Advanced Comparison Operators, Case- and Accent-insensitive Comparison, Basic
/// Spatial Functions over points, boxes and polygons, and Property-Property Comparisons; no arithmetic, no functions of
/// a server's own. Both text and nesting are bounded, so a filter costs no more than its length.
package struct CQL2Parser {
    /// Bytes of a filter, and how deep parentheses and `NOT` may stand in each other.
    package static let byteLimit = 16 << 10
    package static let depthLimit = 32

    var scanner: CQL2Scanner
    var token: CQL2Token
    private var depth = 0

    private init(_ text: String) throws(QueryError) {
        scanner = CQL2Scanner(text)
        token = try scanner.next()
    }

    /// - Throws: ``QueryError`` ``QueryError/Kind/badFilter(_:)``, which says where.
    package static func condition(_ text: String) throws(QueryError) -> RowCondition {
        guard text.utf8.count <= byteLimit else {
            let words = Bilingual(ja: "filter は 16 KiB までです。", en: "A filter may have at most 16 KiB.")
            throw QueryError(.badFilter(FilterFault(position: nil, message: words)))
        }
        var parser = try CQL2Parser(text)
        let condition = try parser.expression()
        guard parser.token.kind == .end else {
            throw parser.unexpected(ja: "AND か OR、または終わり", en: "AND, OR or the end")
        }
        return condition
    }

    // MARK: Logic

    /// `term OR term …`.
    mutating func expression() throws(QueryError) -> RowCondition {
        var parts = [try term()]
        while token.isKeyword("OR") {
            try advance()
            parts.append(try term())
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func term() throws(QueryError) -> RowCondition {
        var parts = [try factor()]
        while token.isKeyword("AND") {
            try advance()
            parts.append(try factor())
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func factor() throws(QueryError) -> RowCondition {
        if token.isKeyword("NOT") {
            let start = token
            try advance()
            return .not(try nested(start) { parser throws(QueryError) in try parser.factor() })
        }
        guard token.isSymbol("(") else { return try predicate() }
        let start = token
        try advance()
        let inner = try nested(start) { parser throws(QueryError) in try parser.expression() }
        try take(")")
        return inner
    }

    private mutating func nested(
        _ start: CQL2Token,
        _ body: (inout CQL2Parser) throws(QueryError) -> RowCondition,
    ) throws(QueryError) -> RowCondition {
        guard depth < Self.depthLimit else {
            throw scanner.fault(
                at: start.offset,
                ja: "括弧と NOT の入れ子は \(Self.depthLimit) 段までです。",
                en: "Parentheses and NOT may be nested \(Self.depthLimit) deep."
            )
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    // MARK: Tokens

    mutating func advance() throws(QueryError) { token = try scanner.next() }

    mutating func take(_ symbol: String) throws(QueryError) {
        guard token.isSymbol(symbol) else { throw unexpected(ja: "「\(symbol)」", en: "“\(symbol)”") }
        try advance()
    }

    /// Takes a keyword when it comes next.
    mutating func takes(_ keyword: String) throws(QueryError) -> Bool {
        guard token.isKeyword(keyword) else { return false }
        try advance()
        return true
    }

    mutating func need(_ keyword: String) throws(QueryError) {
        guard try takes(keyword) else { throw unexpected(ja: keyword, en: keyword) }
    }

    /// The present token is not what should stand there.
    func unexpected(ja: String, en: String) -> QueryError {
        let shown =
            switch token.kind {
            case .word(let text), .quoted(let text), .text(let text), .number(let text), .symbol(let text):
                String(String.UnicodeScalarView(text.unicodeScalars.prefix(40)))
            case .end: ""
            }
        return scanner.fault(
            at: token.offset,
            ja: shown.isEmpty ? "ここで終わっていますが、\(ja)が必要です。" : "「\(shown)」ではなく、\(ja)が必要です。",
            en: shown.isEmpty ? "The filter ends where \(en) should stand." : "“\(shown)” stands where \(en) should."
        )
    }
}
