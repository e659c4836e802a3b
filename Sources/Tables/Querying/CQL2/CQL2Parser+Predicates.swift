/// Comparisons, `LIKE`, `BETWEEN`, `IN` and `IS NULL`.
extension CQL2Parser {
    /// What stands on a side of a comparison.
    struct Operand {
        enum Kind: Equatable {
            case column(String)
            case value(String)
        }

        var kind: Kind
        var folding: TextFolding = []
    }

    private static let comparisons: [String: (op: RowQuery.Operator, mirrored: RowQuery.Operator)] = [
        "=": (.eq, .eq), "<>": (.ne, .ne), "<": (.lt, .gt), "<=": (.lte, .gte), ">": (.gt, .lt), ">=": (.gte, .lte),
    ]

    mutating func predicate() throws(QueryError) -> RowCondition {
        if token.isKeyword("S_INTERSECTS") { return try intersects() }
        let start = token
        if token.isKeyword("TRUE") || token.isKeyword("FALSE") {
            // Alone it is a condition; before an operator it is a value.
            let value = token.isKeyword("TRUE")
            try advance()
            guard case .symbol(let symbol) = token.kind, Self.comparisons[symbol] != nil else { return .always(value) }
            return try comparison(Operand(kind: .value(value ? "true" : "false")), start)
        }
        let left = try operand()
        if case .symbol(let symbol) = token.kind, Self.comparisons[symbol] != nil {
            return try comparison(left, start)
        }
        let column = try name(of: left, start)
        if try takes("IS") {
            let isNot = try takes("NOT")
            try need("NULL")
            return .filter(.init(column: column, op: .isnull, values: [isNot ? "false" : "true"]))
        }
        let isNot = try takes("NOT")
        let condition: RowCondition
        if try takes("LIKE") {
            condition = try like(column, left.folding)
        } else if try takes("BETWEEN") {
            let lower = try value()
            try need("AND")
            let upper = try value()
            let filter = RowQuery.Filter(column: column, op: .between, values: [lower.text, upper.text])
            condition = Self.compared(filter, left.folding.union(lower.folding).union(upper.folding))
        } else if try takes("IN") {
            condition = try among(column, left.folding)
        } else {
            throw unexpected(
                ja: "比較（= <> < <= > >=）か LIKE、IN、BETWEEN、IS NULL",
                en: "a comparison (= <> < <= > >=), LIKE, IN, BETWEEN or IS NULL"
            )
        }
        return isNot ? .not(condition) : condition
    }

    private static func compared(_ filter: RowQuery.Filter, _ folding: TextFolding) -> RowCondition {
        folding.isEmpty ? .filter(filter) : .folded(filter, folding)
    }

    private mutating func comparison(_ left: Operand, _ start: CQL2Token) throws(QueryError) -> RowCondition {
        guard case .symbol(let symbol) = token.kind, let comparison = Self.comparisons[symbol] else {
            throw unexpected(ja: "比較", en: "a comparison")
        }
        try advance()
        let right = try operand()
        let folding = left.folding.union(right.folding)
        switch (left.kind, right.kind) {
        case (.column(let column), .value(let value)):
            return Self.compared(.init(column: column, op: comparison.op, values: [value]), folding)
        case (.value(let value), .column(let column)):
            return Self.compared(.init(column: column, op: comparison.mirrored, values: [value]), folding)
        case (.column(let one), .column(let other)) where folding.isEmpty:
            return .columns(one, comparison.op, other)
        default:
            throw scanner.fault(
                at: start.offset,
                ja: "列と値を比べてください。",
                en: "Compare a column with a value."
            )
        }
    }

    private mutating func like(_ column: String, _ folding: TextFolding) throws(QueryError) -> RowCondition {
        let pattern = try value()
        return .like(column: column, pattern: pattern.text, folding.union(pattern.folding))
    }

    private mutating func among(_ column: String, _ folding: TextFolding) throws(QueryError) -> RowCondition {
        try take("(")
        var folding = folding
        var values: [String] = []
        repeat {
            if !values.isEmpty { try advance() }
            let value = try value()
            values.append(value.text)
            folding.formUnion(value.folding)
        } while token.isSymbol(",")
        try take(")")
        return Self.compared(.init(column: column, op: .in, values: values), folding)
    }

    // MARK: Operands

    private func name(of operand: Operand, _ start: CQL2Token) throws(QueryError) -> String {
        guard case .column(let name) = operand.kind else {
            throw scanner.fault(
                at: start.offset,
                ja: "ここには列の名前が必要です。",
                en: "The name of a column should stand here."
            )
        }
        return name
    }

    private mutating func value() throws(QueryError) -> (text: String, folding: TextFolding) {
        let start = token
        let operand = try operand()
        guard case .value(let text) = operand.kind else {
            throw scanner.fault(
                at: start.offset,
                ja: "ここには値が必要です。文字は ' で囲んでください。",
                en: "A value should stand here; put text into single quotes."
            )
        }
        return (text, operand.folding)
    }

    private mutating func operand() throws(QueryError) -> Operand {
        switch token.kind {
        case .text(let text), .number(let text):
            try advance()
            return Operand(kind: .value(text))
        case .quoted(let name):
            try advance()
            return Operand(kind: .column(name))
        case .word(let word):
            try advance()
            return try operand(word)
        case .symbol, .end:
            throw unexpected(ja: "列の名前か値", en: "a column or a value")
        }
    }

    /// What a word stands for: a literal, a folded operand, or a column.
    private mutating func operand(_ word: String) throws(QueryError) -> Operand {
        if token.isSymbol("(") {
            for (name, folding) in [("CASEI", TextFolding.letterCase), ("ACCENTI", .accents)]
            where CQL2Token.isSame(word, name) {
                try advance()
                var inner = try operand()
                try take(")")
                inner.folding.insert(folding)
                return inner
            }
            for name in ["DATE", "TIMESTAMP"] where CQL2Token.isSame(word, name) {
                try advance()
                guard case .text(let text) = token.kind else {
                    throw unexpected(ja: "' で囲んだ日付", en: "a date in single quotes")
                }
                try advance()
                try take(")")
                return Operand(kind: .value(text))
            }
            throw unexpected(
                ja: "比較（関数は CASEI、ACCENTI、DATE、TIMESTAMP、S_INTERSECTS だけです）",
                en: "a comparison (the functions are CASEI, ACCENTI, DATE, TIMESTAMP and S_INTERSECTS)"
            )
        }
        if CQL2Token.isSame(word, "TRUE") || CQL2Token.isSame(word, "FALSE") {
            return Operand(kind: .value(CQL2Token.isSame(word, "TRUE") ? "true" : "false"))
        }
        return Operand(kind: .column(word))
    }
}
