package import Tabular

/// Which operators fit which type.
extension RowQuery.Operator {
    /// The operators that a column of `type` allows, in the order in which they are listed to people.
    package static func allowed(for type: ColumnType) -> [RowQuery.Operator] {
        switch type {
        case .string:
            [.eq, .ne, .in, .nin, .contains, .startswith, .endswith, .gt, .gte, .lt, .lte, .between, .isnull]
        case .boolean:
            [.eq, .ne, .in, .isnull]
        case .integer, .number, .date, .time, .datetime, .year, .yearmonth:
            [.eq, .ne, .gt, .gte, .lt, .lte, .in, .nin, .between, .isnull]
        }
    }

    /// How many values the operator takes.
    var valueCount: ClosedRange<Int> {
        switch self {
        case .in, .nin: 1...900
        case .between: 2...2
        default: 1...1
        }
    }
}
