import Tables
import Tabular
import WebSupport

/// The query string of rows, exports and single conditions as a ``Tables/RowQuery``: `column__op=value` and the reserved names.
///
/// A name is read in this order: `f.` and a column; a reserved name; a column; a column, `__` and an operator. So a column that
/// is called `limit` is reached as `f.limit`, and a column whose name holds `__` is still found.
struct RowRequest {
    static let most = 10_000
    /// What says which rows, wherever rows are asked about.
    static let filterNames = ["q", "bbox", "filter", "filter-lang"]
    static let reserved =
        filterNames + ["fields", "sort", "limit", "cursor", "count", "facet", "explain", "format"] + RowOutput.names

    static let filterParameters: [Parameter] = [
        .query("q", Bilingual(ja: "どれかの文字列の列に含まれる言葉", en: "Text that some text column contains")),
        .query("bbox", Bilingual(ja: "西,南,東,北（度）", en: "west,south,east,north in degrees")),
        .query(
            "filter",
            Bilingual(ja: "OGC CQL2 の条件。例: 人口 >= 1000 AND 名称 LIKE '%館'", en: "A condition in OGC CQL2")
        ),
        .query(
            "filter-lang",
            Bilingual(ja: "filter の書き方", en: "How the filter is written"),
            kind: .choice(["cql2-text", "cql2-json"], byDefault: "cql2-text")
        ),
    ]

    static let parameters: [Parameter] =
        filterParameters + [
            .query("fields", Bilingual(ja: "返す列。コンマ区切り", en: "Columns to return, separated by commas")),
            .query("sort", Bilingual(ja: "並べる列。- で降順", en: "Columns to sort by; - for descending")),
            .limit(0...most, byDefault: 100),
            .cursor,
            .query(
                "count",
                Bilingual(ja: "件数を数えるか", en: "Whether to count all that match"),
                kind: .choice(["exact", "none"], byDefault: "exact")
            ),
            .query("facet", Bilingual(ja: "値ごとの件数を数える列", en: "Columns whose values are counted")),
            .query(
                "explain",
                Bilingual(ja: "どう探したかを meta.explain に書くか", en: "Whether meta.explain says how rows were found"),
                kind: .choice(["true", "false"], byDefault: "false")
            ),
            .query(
                "format",
                Bilingual(ja: "形式。Accept でも選べる", en: "The format, if not by Accept"),
                kind: .choice(RowMedia.names, byDefault: "json")
            ),
        ] + RowOutput.parameters

    let query: RowQuery
    /// Columns whose values are counted.
    let facets: [String]
    let isExplained: Bool

    /// - Parameters:
    ///   - columns: the table's published names.
    ///   - condition: what a body asked besides.
    ///   - reserved: names that are no columns'.
    init(
        _ parameters: QueryParameters,
        columns: [String],
        condition: RowCondition? = nil,
        reserved: [String] = RowRequest.reserved,
    ) throws {
        var query = RowQuery()
        query.text = try parameters.single("q").flatMap { $0.isEmpty ? nil : $0 }
        query.box = try Self.box(parameters)
        query.condition = try condition ?? Self.condition(parameters)
        query.fields = try Self.fields(parameters)
        query.sort = try Self.sort(parameters)
        query.limit = try parameters.integer("limit", in: 0...Self.most) ?? 100
        query.cursor = try parameters.single("cursor")
        query.wantsCount = try parameters.choice("count", of: ["exact", "none"]) != "none"
        query.filters = try Self.filters(parameters, columns: Set(columns), allColumns: columns, reserved: reserved)
        self.query = query
        facets = try Self.facets(parameters)
        isExplained = try parameters.choice("explain", of: ["true", "false"]) == "true"
    }

    private static func condition(_ parameters: QueryParameters) throws -> RowCondition? {
        let language = try parameters.choice("filter-lang", of: ["cql2-text", "cql2-json"])
        guard let text = try parameters.single("filter"), !text.isEmpty else { return nil }
        return language == "cql2-json" ? try CQL2JSON.condition(text) : try CQL2Parser.condition(text)
    }

    private static func facets(_ parameters: QueryParameters) throws(Problem) -> [String] {
        var names: [String] = []
        for text in parameters.all("facet") { names += try ListText.values(of: text, parameter: "facet") }
        guard names.count <= 10 else {
            let words = Bilingual(ja: "10 列までです。", en: "At most ten columns.")
            throw .badParameter("facet", value: names.joined(separator: ","), expected: .words(words))
        }
        return names
    }

    // MARK: Conditions

    private static func filters(
        _ parameters: QueryParameters,
        columns: Set<String>,
        allColumns: [String],
        reserved: [String],
    ) throws(Problem) -> [RowQuery.Filter] {
        var filters: [RowQuery.Filter] = []
        for item in parameters.items where item.name != "lang" && !reserved.contains(item.name) {
            guard let (column, op) = try condition(item.name, columns: columns) else {
                throw .unknownParameter(item.name, known: reserved + candidates(for: item.name, among: allColumns))
            }
            let values = try values(of: item, op: op)
            let earlier = filters.firstIndex { $0.column == column && $0.op == op && takesMany(op) }
            guard let earlier else {
                filters.append(RowQuery.Filter(column: column, op: op, values: values))
                continue
            }
            filters[earlier].values += values
        }
        return filters
    }

    /// What a name may have meant: a column, with the name's own operator where it has one, so that `populaton__gte` finds
    /// `population__gte` rather than some longer column.
    private static func candidates(for name: String, among columns: [String]) -> [String] {
        let operators = RowQuery.Operator.allCases
        guard let op = operators.first(where: { name.hasSuffix("__\($0.rawValue)") }) else { return columns }
        return columns.map { "\($0)__\(op.rawValue)" }
    }

    /// The column and operator that a name means; nil when it names no column.
    private static func condition(
        _ name: String,
        columns: Set<String>,
    ) throws(Problem) -> (column: String, op: RowQuery.Operator)? {
        if name.hasPrefix("f."), let found = try plainCondition(String(name.dropFirst(2)), columns: columns) {
            return found
        }
        return try plainCondition(name, columns: columns)
    }

    private static func plainCondition(
        _ name: String,
        columns: Set<String>,
    ) throws(Problem) -> (column: String, op: RowQuery.Operator)? {
        if columns.contains(name) || name == "_id" { return (name, .eq) }
        guard let (column, operatorName) = splitAtLastUnderscores(name) else { return nil }
        guard columns.contains(column) || column == "_id" else { return nil }
        guard let op = RowQuery.Operator(rawValue: operatorName) else {
            throw unknownOperator(operatorName, column: column)
        }
        return (column, op)
    }

    /// `人口__gte` → (`人口`, `gte`); nil when there is no `__` with something on both sides.
    private static func splitAtLastUnderscores(_ name: String) -> (column: String, op: String)? {
        let bytes = Array(name.utf8)
        let underscore = UInt8(ascii: "_")
        var index = bytes.count - 2
        while index > 0 {
            if bytes[index - 1] == underscore, bytes[index] == underscore {
                let column = String(decoding: bytes[..<(index - 1)], as: UTF8.self)
                return (column, String(decoding: bytes[(index + 1)...], as: UTF8.self))
            }
            index -= 1
        }
        return nil
    }

    private static func unknownOperator(_ name: String, column: String) -> Problem {
        let all = RowQuery.Operator.allCases.map(\.rawValue)
        let nearest = Nearest.name(to: name, among: all)
        let shown = Problem.shortened(name)
        let list = all.joined(separator: ", ")
        var problem = Problem(
            .unknownParameter,
            detail: Bilingual(
                ja: "「\(shown)」という条件はありません。使える条件: \(list)。",
                en: "There is no operator “\(shown)”. The operators are: \(list)."
            )
        )
        problem.didYouMean = nearest.map { "\(column)__\($0)" }
        problem.errors = [.init(parameter: "\(column)__\(shown)", code: "unknown_operator", detail: problem.detail)]
        return problem
    }

    private static func takesMany(_ op: RowQuery.Operator) -> Bool { op == .in || op == .nin || op == .between }

    private static func values(of item: QueryParameters.Item, op: RowQuery.Operator) throws(Problem) -> [String] {
        switch op {
        case .in, .nin, .between: return try ListText.values(of: item.value, parameter: item.name)
        case .isnull:
            guard ["true", "false"].contains(item.value) else {
                throw .badParameter(item.name, value: item.value, expected: .oneOf(["true", "false"]))
            }
            return [item.value]
        default: return [item.value]
        }
    }

    // MARK: Reserved names

    private static func fields(_ parameters: QueryParameters) throws(Problem) -> [String]? {
        guard let text = try parameters.single("fields") else { return nil }
        let names = try ListText.values(of: text, parameter: "fields").filter { $0 != "_id" }
        guard !text.isEmpty else {
            let words = Bilingual(ja: "列の名前をコンマで区切って書いてください。", en: "Write column names separated by commas.")
            throw .badParameter("fields", value: text, expected: .words(words))
        }
        return names
    }

    static func sort(_ parameters: QueryParameters) throws(Problem) -> [RowQuery.SortKey] {
        guard let text = try parameters.single("sort") else { return [] }
        return try ListText.items(of: text, parameter: "sort", signs: true)
            .map { RowQuery.SortKey(column: $0.text, descending: $0.isNegative) }
    }

    private static func box(_ parameters: QueryParameters) throws(Problem) -> RowQuery.Box? {
        guard let text = try parameters.single("bbox") else { return nil }
        let numbers = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { degrees(String(Substring($0))) }
        if numbers.count == 4, let west = numbers[0], let south = numbers[1], let east = numbers[2],
            let north = numbers[3],
            west <= east, south <= north, -180...180 ~= west, -180...180 ~= east, -90...90 ~= south, -90...90 ~= north
        {
            return RowQuery.Box(west: west, south: south, east: east, north: north)
        }
        let words = Bilingual(
            ja: "西,南,東,北の順に、度（小数）で書いてください。例: 131.4,34.1,131.5,34.2",
            en: "Write west,south,east,north in decimal degrees, for example 131.4,34.1,131.5,34.2."
        )
        throw .badParameter("bbox", value: text, expected: .words(words))
    }

    /// Digits with an optional sign and decimals; nil for what Swift also reads (`nan`, `0x1p3`, `1e3`).
    private static func degrees(_ text: String) -> Double? {
        let isDecimal = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "-")
        }
        return isDecimal ? Double(text) : nil
    }
}
