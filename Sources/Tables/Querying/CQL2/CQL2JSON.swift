internal import Tabular
package import Validation

/// Reads CQL2 JSON (OGC 21-065r2, clause 6.5) as a ``RowCondition``: the same conditions as ``CQL2Parser`` reads.
package enum CQL2JSON {
    private static let comparisons: [String: (op: RowQuery.Operator, mirrored: RowQuery.Operator)] = [
        "=": (.eq, .eq), "<>": (.ne, .ne), "<": (.lt, .gt), "<=": (.lte, .gte), ">": (.gt, .lt), ">=": (.gte, .lte),
    ]

    /// - Throws: ``QueryError`` ``QueryError/Kind/badFilter(_:)``.
    package static func condition(_ text: String) throws(QueryError) -> RowCondition {
        guard text.utf8.count <= CQL2Parser.byteLimit,
            let value = JSONValue(Array(text.utf8), limit: CQL2Parser.byteLimit)
        else {
            throw fault(ja: "filter は 16 KiB までの JSON で書いてください。", en: "Write the filter as JSON of at most 16 KiB.")
        }
        return try condition(value)
    }

    /// - Throws: ``QueryError`` ``QueryError/Kind/badFilter(_:)``.
    package static func condition(_ value: JSONValue) throws(QueryError) -> RowCondition {
        try condition(value, depth: 0)
    }

    private static func condition(_ value: JSONValue, depth: Int) throws(QueryError) -> RowCondition {
        guard depth <= CQL2Parser.depthLimit else {
            throw fault(
                ja: "入れ子は \(CQL2Parser.depthLimit) 段までです。",
                en: "Conditions may be nested \(CQL2Parser.depthLimit) deep."
            )
        }
        if case .boolean(let value) = value { return .always(value) }
        guard let op = value["op"]?.stringValue, let arguments = value["args"]?.elements else {
            throw fault(ja: "条件には op と args が必要です。", en: "A condition has op and args.")
        }
        switch op {
        case "and", "or":
            var parts: [RowCondition] = []
            for argument in arguments { parts.append(try condition(argument, depth: depth + 1)) }
            guard !parts.isEmpty else { throw count(op) }
            return op == "and" ? .all(parts) : .any(parts)
        case "not":
            guard arguments.count == 1 else { throw count(op) }
            return .not(try condition(arguments[0], depth: depth + 1))
        case "isNull":
            guard arguments.count == 1 else { throw count(op) }
            return .filter(.init(column: try column(arguments[0]).name, op: .isnull, values: ["true"]))
        case "s_intersects":
            guard arguments.count == 2, arguments[0]["property"] != nil else { throw count(op) }
            return .intersects(try GeoJSONArea.area(arguments[1]))
        default:
            return try comparison(op, arguments)
        }
    }

    // MARK: Comparisons

    private static func comparison(_ op: String, _ arguments: [JSONValue]) throws(QueryError) -> RowCondition {
        switch op {
        case "like":
            guard arguments.count == 2 else { throw count(op) }
            let (name, folding) = try column(arguments[0])
            let pattern = try text(arguments[1])
            return .like(column: name, pattern: pattern.text, folding.union(pattern.folding))
        case "between":
            guard arguments.count == 3 else { throw count(op) }
            return try compared(.between, arguments[0], Array(arguments[1...]))
        case "in":
            guard arguments.count == 2, let values = arguments[1].elements, !values.isEmpty else { throw count(op) }
            return try compared(.in, arguments[0], values)
        default:
            guard let comparison = comparisons[op] else {
                throw fault(
                    ja: "op「\(op.unicodeScalars.prefix(40).map { "\($0)" }.joined())」には対応していません。",
                    en: "The op “\(op.unicodeScalars.prefix(40).map { "\($0)" }.joined())” is not understood."
                )
            }
            guard arguments.count == 2 else { throw count(op) }
            if let one = arguments[0]["property"]?.stringValue, let other = arguments[1]["property"]?.stringValue {
                return .columns(one, comparison.op, other)
            }
            if isColumn(arguments[0]) { return try compared(comparison.op, arguments[0], [arguments[1]]) }
            return try compared(comparison.mirrored, arguments[1], [arguments[0]])
        }
    }

    private static func compared(
        _ op: RowQuery.Operator,
        _ left: JSONValue,
        _ values: [JSONValue],
    ) throws(QueryError) -> RowCondition {
        var (name, folding) = try column(left)
        var texts: [String] = []
        for value in values {
            let text = try text(value)
            texts.append(text.text)
            folding.formUnion(text.folding)
        }
        let filter = RowQuery.Filter(column: name, op: op, values: texts)
        return folding.isEmpty ? .filter(filter) : .folded(filter, folding)
    }

    // MARK: Operands

    private static func isColumn(_ value: JSONValue) -> Bool { (try? column(value)) != nil }

    private static func column(_ value: JSONValue) throws(QueryError) -> (name: String, folding: TextFolding) {
        if let name = value["property"]?.stringValue { return (name, []) }
        if let (inner, folding) = folded(value) {
            let found = try column(inner)
            return (found.name, found.folding.union(folding))
        }
        throw fault(ja: "列は {\"property\":\"名前\"} と書いてください。", en: "Write a column as {\"property\": \"name\"}.")
    }

    private static func text(_ value: JSONValue) throws(QueryError) -> (text: String, folding: TextFolding) {
        switch value {
        case .string(let text), .number(let text): return (text, [])
        case .boolean(let value): return (value ? "true" : "false", [])
        default: break
        }
        if let moment = value["date"]?.stringValue ?? value["timestamp"]?.stringValue { return (moment, []) }
        if let (inner, folding) = folded(value) {
            let found = try text(inner)
            return (found.text, found.folding.union(folding))
        }
        throw fault(
            ja: "値は文字列、数、真偽値、{\"date\":…}、{\"timestamp\":…} のどれかです。",
            en: "A value is a string, a number, a truth, {\"date\": …} or {\"timestamp\": …}."
        )
    }

    private static func folded(_ value: JSONValue) -> (inner: JSONValue, folding: TextFolding)? {
        guard let arguments = value["args"]?.elements, arguments.count == 1 else { return nil }
        switch value["op"]?.stringValue {
        case "casei": return (arguments[0], .letterCase)
        case "accenti": return (arguments[0], .accents)
        default: return nil
        }
    }

    private static func count(_ op: String) -> QueryError {
        fault(ja: "\(op) の args が正しくありません。", en: "The args of \(op) are not right.")
    }

    static func fault(ja: String, en: String) -> QueryError {
        QueryError(.badFilter(FilterFault(position: nil, message: Bilingual(ja: ja, en: en))))
    }
}
