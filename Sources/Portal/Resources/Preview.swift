import OpenData
import Tables
import Validation
import WebSupport

/// The first rows of a table as text, from one row query.
struct Preview: Sendable {
    /// A cell's text; nil for null.
    typealias Cell = String?

    /// Published names in order.
    let fields: [TableVersion.Field]
    let rows: [(id: String, cells: [Cell])]

    static let rowLimit = 20

    /// - Throws: ``QueryError``, ``TableError``.
    static func read(_ version: TableVersion, of resource: String, _ queries: TableQueries) async throws -> Preview? {
        guard let table = version.table else { return nil }
        var query = RowQuery()
        query.limit = rowLimit
        query.wantsCount = false
        let reference = TableReference(resource: resource, version: version.number, table: table)
        let page = try await queries.page(query, of: reference, as: .jsonLists)
        guard case .array(let rows)? = JSONValue(page.body, limit: page.body.count) else { return nil }
        return Preview(fields: version.fields, rows: rows.compactMap(row))
    }

    /// `[_id, cell, …]`.
    private static func row(_ value: JSONValue) -> (id: String, cells: [Cell])? {
        guard case .array(let values) = value, let id = values.first else { return nil }
        return (text(id) ?? "", values.dropFirst().map(text))
    }

    private static func text(_ value: JSONValue) -> Cell {
        switch value {
        case .null, .array, .object: nil
        case .boolean(let value): value ? "true" : "false"
        case .number(let literal): literal
        case .string(let text): text
        }
    }
}
