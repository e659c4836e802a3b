import Tables
import Tabular

/// The operators and parameters of the row API, as the developers' page explains them.
enum APIReference {
    struct Operator {
        var name: RowQuery.Operator
        var meaning: Word
        var example: String

        /// Which columns it fits, in words; told by the query engine's own table.
        func types(_ words: Words) -> String {
            let types = ColumnType.allCases.filter { RowQuery.Operator.allowed(for: $0).contains(name) }
            if types.count == ColumnType.allCases.count { return words(.everyType) }
            if types == ColumnType.allCases.filter({ $0 != .boolean }) { return words(.everyTypeButBoolean) }
            return types.map { words.name(ofType: $0.rawValue) }.joined(separator: ", ")
        }
    }

    static let operators = [
        Operator(name: .eq, meaning: .operatorEq, example: "市町名=萩市"),
        Operator(name: .ne, meaning: .operatorNe, example: "市町名__ne=萩市"),
        Operator(name: .gt, meaning: .operatorGt, example: "人口__gt=10000"),
        Operator(name: .gte, meaning: .operatorGte, example: "開始日__gte=2024-04-01"),
        Operator(name: .lt, meaning: .operatorLt, example: "人口__lt=10000"),
        Operator(name: .lte, meaning: .operatorLte, example: "開始日__lte=2025-03-31"),
        Operator(name: .in, meaning: .operatorIn, example: "市町名__in=萩市,長門市"),
        Operator(name: .nin, meaning: .operatorNin, example: "市町名__nin=萩市,長門市"),
        Operator(name: .between, meaning: .operatorBetween, example: "人口__between=1000,5000"),
        Operator(name: .contains, meaning: .operatorContains, example: "名称__contains=公民館"),
        Operator(name: .startswith, meaning: .operatorStartswith, example: "名称__startswith=市立"),
        Operator(name: .endswith, meaning: .operatorEndswith, example: "名称__endswith=小学校"),
        Operator(name: .isnull, meaning: .operatorIsnull, example: "電話番号__isnull=false"),
    ]

    /// All that rows take besides columns, in the order of the API's own description; a test holds the two to each other.
    static let parameters: [(name: String, meaning: Word)] = [
        ("q", .parameterQ), ("bbox", .parameterBbox), ("filter", .parameterFilter),
        ("filter-lang", .parameterFilterLanguage), ("fields", .parameterFields), ("sort", .parameterSort),
        ("limit", .parameterLimit), ("cursor", .parameterCursor), ("count", .parameterCount),
        ("facet", .parameterFacet), ("explain", .parameterExplain), ("format", .parameterFormat),
        ("bom", .parameterBOM), ("encoding", .parameterEncoding), ("header", .parameterHeader),
        ("safe", .parameterSafe),
    ]
}
