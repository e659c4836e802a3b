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
    /// What the rows end with besides ``output``; nil for all formats but GeoJSON.
    let place: RowPlace?
    private let filter: CompiledFilter

    /// - Throws: ``QueryError``; ``QueryError/Kind/noCoordinates`` where GeoJSON is wanted of a table without places.
    init(_ query: RowQuery, columns: QueryColumns, as format: RowFormat = .json) throws(QueryError) {
        place = format == .geojson ? columns.geometry : nil
        if format == .geojson, place == nil { throw QueryError(.noCoordinates) }
        output = try Self.output(query.fields, columns: columns)
        order = try SortOrder(query.sort, columns: columns)
        filter = try CompiledFilter(query, columns: columns)
    }

    /// Whether every row of the table matches.
    var matchesAll: Bool { filter.matchesAll }
    /// Whether rows are found by their words, and so come from another table than `rows`.
    var usesWords: Bool { filter.words != nil }

    /// Rows in order.
    /// - Parameters:
    ///   - last: values of the order's expressions in the row before the first wanted; nil from the start.
    ///   - limit: how many at most; nil for all.
    ///   - offset: how many to skip.
    ///   - isScan: leaves the indexes of columns out.
    /// - Returns: the statement; its columns are `_id` and then ``output``.
    func rows(
        after last: [SQLValue]? = nil,
        limit: Int? = nil,
        offset: Int = 0,
        isScan: Bool = false,
    ) -> SQL {
        select(selection, after: last, limit: limit, offset: offset, isScan: isScan)
    }

    /// Only the numbers of the rows, in order; an index of the columns asked about then needs no rows.
    func rowNumbers(after last: [SQLValue]? = nil, limit: Int? = nil, offset: Int = 0) -> SQL {
        select("_id", after: last, limit: limit, offset: offset, isScan: false)
    }

    /// The same for one segment of the order.
    /// - Parameter last: nil where the segment is read from its start.
    func rowNumbers(in segment: SortOrder.Segment, after last: [SQLValue]?, limit: Int) -> SQL {
        var parameters = filter.parameters
        var conditions = filter.conditions + [segment.condition]
        if let last { conditions.append(order.after(last, isWithinSegment: true, into: &parameters)) }
        var text = "SELECT _id FROM \(filter.source)\(SQLJoin.filter(conditions)) ORDER BY \(order.listWithinSegment)"
        text += " LIMIT \(parameters.add(.integer(Int64(limit))))"
        return SQL(text: text, parameters: parameters)
    }

    /// How many rows match.
    /// - Parameter row: only of those after this one.
    func count(after row: Int64? = nil) -> SQL {
        var parameters = filter.parameters
        var conditions = filter.conditions
        if let row { conditions.append("_id > \(parameters.add(.integer(row)))") }
        let source = conditions.isEmpty ? filter.sourceOfNumbers : filter.source
        return SQL(text: "SELECT count(*) FROM \(source)\(SQLJoin.filter(conditions))", parameters: parameters)
    }

    /// One row by its number, the first parameter.
    var row: String { "SELECT \(selection) FROM rows WHERE _id = ?1" }
    /// The row of a number.
    func row(_ number: Int64) -> SQL { SQL(text: row, parameters: SQLParameters([.integer(number)])) }
    /// What the order compares in the row of a number, the first parameter.
    var orderValues: String { "SELECT \(order.expressions) FROM rows WHERE _id = ?1" }

    private func select(_ selection: String, after last: [SQLValue]?, limit: Int?, offset: Int, isScan: Bool) -> SQL {
        var parameters = filter.parameters
        var conditions = filter.conditions
        if let last { conditions.append(order.after(last, into: &parameters)) }
        var offset = offset
        // Rows are numbered from 1 without gaps, so the start of an unfiltered page need not be counted off.
        if offset > 0, matchesAll, order.isStoredOrder {
            conditions.append("_id > \(parameters.add(.integer(Int64(offset))))")
            offset = 0
        }
        let source = filter.source + (isScan && !usesWords ? " NOT INDEXED" : "")
        var text = "SELECT \(selection) FROM \(source)\(SQLJoin.filter(conditions)) ORDER BY "
        text += filter.ordered(order.list, isStored: order.isStoredOrder)
        if limit != nil || offset > 0 {
            // SQLite takes a negative limit for none.
            text += " LIMIT \(parameters.add(.integer(Int64(limit ?? -1))))"
            text += " OFFSET \(parameters.add(.integer(Int64(offset))))"
        }
        return SQL(text: text, parameters: parameters)
    }

    private var selection: String {
        (["_id"] + output.map(\.physical) + (place?.columns ?? [])).joined(separator: ", ")
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
