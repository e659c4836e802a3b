import Tables
import Tabular

/// The operators and parameters of the row API, as the developers' page explains them.
enum APIReference {
    struct Operator {
        var name: RowQuery.Operator
        var meaning: Word
        var types: Types
        var example: String
    }

    /// Which columns an operator fits.
    enum Types {
        case all, ordered, text

        var word: Word {
            switch self {
            case .all: .everyType
            case .ordered: .everyTypeButText
            case .text: .typeString
            }
        }
    }

    static let operators = [
        Operator(name: .eq, meaning: .operatorEq, types: .all, example: "市町名=萩市"),
        Operator(name: .ne, meaning: .operatorNe, types: .all, example: "市町名__ne=萩市"),
        Operator(name: .gt, meaning: .operatorGt, types: .ordered, example: "人口__gt=10000"),
        Operator(name: .gte, meaning: .operatorGte, types: .ordered, example: "開始日__gte=2024-04-01"),
        Operator(name: .lt, meaning: .operatorLt, types: .ordered, example: "人口__lt=10000"),
        Operator(name: .lte, meaning: .operatorLte, types: .ordered, example: "開始日__lte=2025-03-31"),
        Operator(name: .in, meaning: .operatorIn, types: .all, example: "市町名__in=萩市,長門市"),
        Operator(name: .nin, meaning: .operatorNin, types: .all, example: "市町名__nin=萩市,長門市"),
        Operator(name: .between, meaning: .operatorBetween, types: .ordered, example: "人口__between=1000,5000"),
        Operator(name: .contains, meaning: .operatorContains, types: .text, example: "名称__contains=公民館"),
        Operator(name: .startswith, meaning: .operatorStartswith, types: .text, example: "名称__startswith=市立"),
        Operator(name: .endswith, meaning: .operatorEndswith, types: .text, example: "名称__endswith=小学校"),
        Operator(name: .isnull, meaning: .operatorIsnull, types: .all, example: "電話番号__isnull=false"),
    ]

    static let parameters: [(name: String, meaning: Word)] = [
        ("q", .parameterQ), ("fields", .parameterFields), ("sort", .parameterSort), ("limit", .parameterLimit),
        ("cursor", .parameterCursor), ("bbox", .parameterBbox), ("count", .parameterCount),
        ("format", .parameterFormat),
    ]
}
