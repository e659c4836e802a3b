internal import Tabular

/// An ``AggregateQuery`` as SQL over one table file.
///
/// The groups are made in an inner statement, whose columns are called `g1` … and `m1` …; conditions and orders of the
/// answer's own columns stand around it and are compiled as those of rows are.
struct CompiledAggregate {
    /// Medians at once: each keeps all values of its column while rows pass by.
    private static let medianLimit = 4

    /// The answer's columns.
    let output: [QueryColumn]
    private let selection: String
    private let filter: CompiledFilter
    private let grouping: String
    private let having: [String]
    private let order: SortOrder
    private let limit: Int
    private let parameters: SQLParameters

    init(_ query: AggregateQuery, columns: QueryColumns) throws(QueryError) {
        guard query.metrics.count(where: { $0.kind == .median }) <= Self.medianLimit else {
            throw QueryError(.tooComplex)
        }
        let filter = try CompiledFilter(query.rows, columns: columns)
        var parameters = filter.parameters
        var selection: [String] = []
        var output: [QueryColumn] = []
        var names: Set<[UInt8]> = []
        for (index, group) in query.groups.enumerated() {
            let compiler = AggregateExpressions(column: try columns.column(named: group.column))
            let made = try compiler.group(group, into: &parameters)
            output.append(QueryColumn(physical: "g\(index + 1)", name: group.name, made))
            selection.append("\(made.text) AS g\(index + 1)")
        }
        for (index, metric) in query.metrics.enumerated() {
            let column = try metric.column.map { name throws(QueryError) in try columns.column(named: name) }
            let made = try AggregateExpressions(column: column ?? .rowNumber).metric(metric, isOfRows: column == nil)
            output.append(QueryColumn(physical: "m\(index + 1)", name: metric.name, made))
            selection.append("\(made.text) AS m\(index + 1)")
        }
        for column in output where !names.insert(Array(column.name.utf8)).inserted {
            let words = Bilingual(ja: "同じ名前が二度あります。as で変えてください。", en: "The name is there twice; change it with “as”.")
            throw QueryError(.badAggregate(part: column.name, FilterFault(position: nil, message: words)))
        }
        let groups = query.groups.indices.map { "g\($0 + 1)" }
        // Groups without a value come last, as rows without one do.
        let ties = zip(groups, output).flatMap { name, column in column.hasNulls ? ["(\(name) IS NULL)", name] : [name]
        }
        let answer = QueryColumns(output: output)
        self.selection = selection.joined(separator: ", ")
        self.filter = filter
        grouping = groups.isEmpty ? "" : " GROUP BY \(groups.joined(separator: ", "))"
        order = try SortOrder(query.sort, columns: answer, ties: groups.isEmpty ? ["m1"] : ties)
        having =
            try query.having.map { condition throws(QueryError) in
                [try FilterCompiler(columns: answer).condition(of: condition, into: &parameters)]
            } ?? []
        limit = query.limit
        self.output = output
        self.parameters = parameters
    }

    /// How many rows there are to be put into groups; nil where that need not be asked.
    var rowCount: CompiledQuery.SQL? {
        guard filter.words == nil, !filter.matchesAll else { return nil }
        return CompiledQuery.SQL(
            text: "SELECT count(*) FROM rows\(SQLJoin.filter(filter.conditions))",
            parameters: filter.parameters
        )
    }

    /// The groups in order, one more than wanted.
    /// - Parameter isScan: leaves the indexes of columns out.
    func groups(isScan: Bool = false) -> CompiledQuery.SQL {
        var parameters = parameters
        let source = filter.source + (isScan && filter.words == nil ? " NOT INDEXED" : "")
        let inner = "SELECT \(selection) FROM \(source)\(SQLJoin.filter(filter.conditions))\(grouping)"
        let text =
            "SELECT \(output.map(\.physical).joined(separator: ", ")) FROM (\(inner))\(SQLJoin.filter(having)) "
            + "ORDER BY \(order.list) LIMIT \(parameters.add(.integer(Int64(limit + 1))))"
        return CompiledQuery.SQL(text: text, parameters: parameters)
    }
}
