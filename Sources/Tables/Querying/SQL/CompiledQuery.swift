/// A ``RowQuery`` as SQL over one table file.
///
/// The only place where SQL of readers' queries is written.
struct CompiledQuery {
    /// A statement's text with the values of its parameters.
    struct SQL {
        let text: String
        let parameters: SQLParameters
    }

    /// In the order in which they are answered; `_id` comes before them in every row that is read.
    let output: [QueryColumn]
    let order: SortOrder
    private let conditions: [String]
    private let parameters: SQLParameters

    init(_ query: RowQuery, columns: QueryColumns) throws(QueryError) {
        output = try Self.output(query.fields, columns: columns)
        order = try SortOrder(query.sort, columns: columns)
        var parameters = SQLParameters()
        conditions = try FilterCompiler(columns: columns).conditions(of: query, into: &parameters)
        self.parameters = parameters
    }

    /// Whether every row of the table matches.
    var matchesAll: Bool { conditions.isEmpty }

    /// Rows in order.
    /// - Parameters:
    ///   - last: values of the order's expressions in the row before the first wanted; nil from the start.
    ///   - limit: how many at most; nil for all.
    ///   - offset: how many to skip.
    /// - Returns: the statement; its columns are `_id` and then ``output``.
    func rows(after last: [SQLValue]? = nil, limit: Int? = nil, offset: Int = 0) -> SQL {
        var parameters = parameters
        var conditions = conditions
        if let last { conditions.append(order.after(last, into: &parameters)) }
        var offset = offset
        // Rows are numbered from 1 without gaps, so the start of an unfiltered page need not be counted off.
        if offset > 0, matchesAll, order.isStoredOrder {
            conditions.append("_id > \(parameters.add(.integer(Int64(offset))))")
            offset = 0
        }
        var text = "SELECT \(selection) FROM rows\(Self.filter(conditions)) ORDER BY \(order.list)"
        if limit != nil || offset > 0 {
            // SQLite takes a negative limit for none.
            text += " LIMIT \(parameters.add(.integer(Int64(limit ?? -1))))"
            text += " OFFSET \(parameters.add(.integer(Int64(offset))))"
        }
        return SQL(text: text, parameters: parameters)
    }

    /// Only the numbers of the rows, in order.
    func rowNumbers() -> SQL {
        SQL(text: "SELECT _id FROM rows\(Self.filter(conditions)) ORDER BY \(order.list)", parameters: parameters)
    }

    /// How many rows match.
    func count() -> SQL {
        SQL(text: "SELECT count(*) FROM rows\(Self.filter(conditions))", parameters: parameters)
    }

    /// One row by its number, the first parameter.
    var row: String { "SELECT \(selection) FROM rows WHERE _id = ?1" }
    /// What the order compares in the row of a number, the first parameter.
    var orderValues: String { "SELECT \(order.expressions) FROM rows WHERE _id = ?1" }

    private var selection: String { (["_id"] + output.map(\.physical)).joined(separator: ", ") }

    private static func filter(_ conditions: [String]) -> String {
        conditions.isEmpty ? "" : " WHERE \(SQLJoin.all(conditions))"
    }

    private static func output(_ fields: [String]?, columns: QueryColumns) throws(QueryError) -> [QueryColumn] {
        guard let fields else { return columns.all }
        var output: [QueryColumn] = []
        var seen: Set<String> = [PublishedNames.rowNumber]
        for field in fields {
            let column = try columns.column(named: field)
            if seen.insert(column.physical).inserted { output.append(column) }
        }
        return output
    }
}
