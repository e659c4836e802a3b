import GRDB

/// The numbers of one page's datasets, in order, and where the next page begins.
struct SearchPageRows {
    let numbers: [Int64]
    let next: SearchCursor?

    /// More rows than any surface shows at once.
    private static let limit = 10_000

    static func fetch(
        _ database: Database,
        _ query: DatasetQuery,
        _ condition: SearchCondition,
        order: SearchOrder,
        start: SearchCursor?,
    ) throws -> SearchPageRows {
        let limit = min(max(query.limit, 0), Self.limit)
        guard limit > 0, condition.hasText || order.key != .rank else { return SearchPageRows(numbers: [], next: nil) }
        let skipped =
            switch start?.start {
            case .skipping(let rows): rows
            case .after: 0
            case nil: max(query.offset, 0)
            }
        let key = order.key == .rank ? "NULL" : "CAST(\(order.column) AS TEXT)"
        let after = start?.clause ?? (sql: "", arguments: [])
        // One row more than the page tells whether there is another page.
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT dataset.number, \(key) \(condition.sql)\(after.sql) \(order.orderBy) LIMIT ? OFFSET ?",
            arguments: condition.arguments + after.arguments + [limit + 1, skipped]
        )
        let page = rows.prefix(limit)
        guard rows.count > limit, let last = page.last else {
            return SearchPageRows(numbers: page.map { $0[0] }, next: nil)
        }
        let start: SearchCursor.Start =
            order.key == .rank ? .skipping(skipped + limit) : .after(key: last[1], number: last[0])
        return SearchPageRows(numbers: page.map { $0[0] }, next: SearchCursor(order: order, start: start))
    }
}
