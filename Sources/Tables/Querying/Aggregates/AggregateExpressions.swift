internal import Tabular

/// The SQL of one group or metric over a column.
///
/// Values that do not fit the column's type are groups of their own where
/// values are, and left out where something is made of them.
struct AggregateExpressions {
    /// An expression with the type of what it answers.
    struct Made {
        let text: String
        let type: ColumnType
        let hasNulls: Bool
        let hasUnfit: Bool
    }

    private static let numbers: Set<ColumnType> = [.integer, .number]
    private static let dates: Set<ColumnType> = [.date, .datetime, .yearmonth]

    let column: QueryColumn

    func group(_ group: AggregateQuery.Group, into parameters: inout SQLParameters) throws(QueryError) -> Made {
        switch group.kind {
        case .value:
            return Made(
                text: column.physical,
                type: column.type,
                hasNulls: column.hasNulls,
                hasUnfit: column.hasUnfit
            )
        case .year where column.type == .year:
            return Made(text: fitting, type: .year, hasNulls: true, hasUnfit: false)
        case .year:
            let text = "CAST(\(try part(4, "year")) AS INTEGER)"
            return Made(text: text, type: .integer, hasNulls: true, hasUnfit: false)
        case .month: return Made(text: try part(7, "month"), type: .string, hasNulls: true, hasUnfit: false)
        case .day:
            guard column.type != .yearmonth else { throw FilterCompiler.notAllowed("day", on: column) }
            return Made(text: try part(10, "day"), type: .string, hasNulls: true, hasUnfit: false)
        case .range(let text):
            guard Self.numbers.contains(column.type) || column.type == .year else {
                throw FilterCompiler.notAllowed("range", on: column)
            }
            guard case .exact(let width)? = FilterValue(text, type: .number), Self.isPositive(width) else {
                throw QueryError(.badValue(column: column.name, type: "range", value: text))
            }
            let width2 = Int64(text).map(SQLValue.integer) ?? width
            return Made(
                text: "ydp_bucket(\(column.physical), \(parameters.add(width2)))",
                type: .number,
                hasNulls: true,
                hasUnfit: false
            )
        case .prefix(let count):
            guard column.type == .string else { throw FilterCompiler.notAllowed("prefix", on: column) }
            let length = parameters.add(.integer(Int64(count)))
            return Made(
                text: "substr(\(column.physical), 1, \(length))",
                type: .string,
                hasNulls: true,
                hasUnfit: false
            )
        }
    }

    /// - Parameter isOfRows: counts rows, whatever they hold.
    func metric(_ metric: AggregateQuery.Metric, isOfRows: Bool) throws(QueryError) -> Made {
        let name = column.physical
        switch metric.kind {
        case .count:
            let text = isOfRows ? "count(*)" : "count(\(name))"
            return Made(text: text, type: .integer, hasNulls: false, hasUnfit: false)
        case .countDistinct:
            return Made(text: "count(DISTINCT \(name))", type: .integer, hasNulls: false, hasUnfit: false)
        case .min, .max:
            guard column.type != .boolean else { throw FilterCompiler.notAllowed(metric.kind.rawValue, on: column) }
            let text = "\(metric.kind.rawValue)(\(fitting))"
            return Made(text: text, type: column.type, hasNulls: true, hasUnfit: false)
        case .sum, .avg, .median:
            guard Self.numbers.contains(column.type) else {
                throw FilterCompiler.notAllowed(metric.kind.rawValue, on: column)
            }
            return Made(text: "ydp_\(metric.kind.rawValue)(\(name))", type: .number, hasNulls: true, hasUnfit: false)
        }
    }

    /// The column without values that do not fit.
    private var fitting: String {
        column.hasUnfit ? "CASE WHEN \(column.physical) < x'' THEN \(column.physical) END" : column.physical
    }

    /// The beginning of an ISO date.
    private func part(_ length: Int, _ word: String) throws(QueryError) -> String {
        guard Self.dates.contains(column.type) else { throw FilterCompiler.notAllowed(word, on: column) }
        return "substr(\(fitting), 1, \(length))"
    }

    private static func isPositive(_ value: SQLValue) -> Bool {
        switch value {
        case .integer(let number): number > 0
        case .real(let number): number > 0
        default: false
        }
    }
}
