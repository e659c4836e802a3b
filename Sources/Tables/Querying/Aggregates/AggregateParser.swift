internal import Tabular

/// Reads `group_by` and `metrics`: `市町名, year(開設日) as 年` and `count, sum(人口) as 計`.
///
/// Names are those of CQL2: bare in any script, or in double quotes.
package struct AggregateParser {
    private static let itemLimit = 16

    private let text: String
    private var scanner: CQL2Scanner
    private var token: CQL2Token

    private init(_ text: String) throws(QueryError) {
        self.text = text
        scanner = CQL2Scanner(text)
        token = CQL2Token(kind: .end, offset: 0)
        try advance()
    }

    /// - Throws: ``QueryError`` ``QueryError/Kind/badAggregate(part:_:)``.
    package static func groups(_ text: String) throws(QueryError) -> [AggregateQuery.Group] {
        var parser = try AggregateParser(text)
        return try parser.list { parser throws(QueryError) in try parser.group() }
    }

    /// - Throws: ``QueryError`` ``QueryError/Kind/badAggregate(part:_:)``.
    package static func metrics(_ text: String) throws(QueryError) -> [AggregateQuery.Metric] {
        var parser = try AggregateParser(text)
        return try parser.list { parser throws(QueryError) in try parser.metric() }
    }

    private mutating func list<Item>(
        _ item: (inout AggregateParser) throws(QueryError) -> Item,
    ) throws(QueryError) -> [Item] {
        var items = [try item(&self)]
        while token.isSymbol(",") {
            try advance()
            items.append(try item(&self))
            guard items.count <= Self.itemLimit else {
                throw fault(ja: "\(Self.itemLimit) 個までです。", en: "At most \(Self.itemLimit) of them.")
            }
        }
        guard token.kind == .end else {
            throw fault(ja: "コンマで区切ってください。", en: "Separate them by commas.")
        }
        return items
    }

    // MARK: Items

    private mutating func group() throws(QueryError) -> AggregateQuery.Group {
        let isQuoted = isQuotedName
        let word = try name()
        guard !isQuoted, token.isSymbol("(") else {
            return AggregateQuery.Group(kind: .value, column: word, name: try alias() ?? word)
        }
        try advance()
        let column = try name()
        let kind: AggregateQuery.Group.Kind
        var shown = column
        switch word.lowercased() {
        case "year": kind = .year
        case "month": kind = .month
        case "day": kind = .day
        case "range":
            let width = try number()
            kind = .range(width: width)
            shown += ",\(width)"
        case "prefix":
            let length = try number()
            guard let count = Int(length), 1...100 ~= count else {
                throw fault(ja: "文字数は 1 から 100 までです。", en: "Write a number of characters from 1 to 100.")
            }
            kind = .prefix(count)
            shown += ",\(length)"
        default:
            throw fault(
                ja: "使えるのは列の名前と year()、month()、day()、range(列,幅)、prefix(列,文字数) です。",
                en: "Use columns, year(), month(), day(), range(column,width) and prefix(column,characters)."
            )
        }
        try close()
        return AggregateQuery.Group(kind: kind, column: column, name: try alias() ?? "\(word.lowercased())(\(shown))")
    }

    private mutating func metric() throws(QueryError) -> AggregateQuery.Metric {
        let word = try name().lowercased()
        guard let kind = AggregateQuery.Metric.Kind(rawValue: word) else {
            let all = AggregateQuery.Metric.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(ja: "使える集計: \(all)。", en: "The metrics are \(all).")
        }
        var column: String?
        if token.isSymbol("(") {
            try advance()
            if token.isSymbol("*") {
                try advance()
            } else if !token.isSymbol(")") {
                column = try name()
            }
            try close()
        }
        guard column != nil || kind == .count else {
            throw fault(ja: "\(word)(列) のように列を書いてください。", en: "Write a column: \(word)(column).")
        }
        let shown = column.map { "\(word)(\($0))" } ?? word
        return AggregateQuery.Metric(kind: kind, column: column, name: try alias() ?? shown)
    }

    // MARK: Pieces

    private var isQuotedName: Bool {
        if case .quoted = token.kind { return true }
        return false
    }

    private mutating func name() throws(QueryError) -> String {
        switch token.kind {
        case .word(let name), .quoted(let name):
            try advance()
            return name
        default:
            throw fault(
                ja: "列の名前を書いてください。記号のある名前は \" で囲みます。",
                en: "Write the name of a column, one with signs in it in double quotes."
            )
        }
    }

    /// `, 100` inside the parentheses.
    private mutating func number() throws(QueryError) -> String {
        if token.isSymbol(",") {
            try advance()
            if case .number(let text) = token.kind, !text.utf8.starts(with: "-".utf8) {
                try advance()
                return text
            }
        }
        throw fault(ja: "列のあとにコンマと正の数を書いてください。", en: "Write a comma and a positive number after the column.")
    }

    private mutating func close() throws(QueryError) {
        guard token.isSymbol(")") else { throw fault(ja: "「)」で閉じてください。", en: "Close it with “)”.") }
        try advance()
    }

    /// `as 計`.
    private mutating func alias() throws(QueryError) -> String? {
        guard token.isKeyword("AS") else { return nil }
        try advance()
        return try name()
    }

    private mutating func advance() throws(QueryError) {
        do {
            token = try scanner.next()
        } catch {
            throw fault(ja: "引用符が閉じていません。", en: "A quote is not closed.")
        }
    }

    private func fault(ja: String, en: String) -> QueryError {
        let part = String(String.UnicodeScalarView(text.unicodeScalars.prefix(80)))
        return QueryError(
            .badAggregate(part: part, FilterFault(position: nil, message: Bilingual(ja: ja, en: en)))
        )
    }
}
