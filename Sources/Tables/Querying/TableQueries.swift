/// Names one version of one resource's table for readers.
package struct TableReference: Hashable, Sendable {
    package var resource: String
    package var version: Int
    /// SHA-256 (hex) of the table file.
    package var table: String

    package init(resource: String, version: Int, table: String) {
        self.resource = resource
        self.version = version
        self.table = table
    }
}

/// How rows are written.
package enum RowFormat: String, Hashable, Sendable, CaseIterable {
    /// JSON array of objects `[{"_id":1,"名称":"…"},…]`.
    case json
    /// RFC 4180 with a header record of published names; no `_id`.
    case csv
    /// One JSON object a line.
    case ndjson
    /// JSON array of arrays in field order, `_id` first (CKAN `records_format=lists`).
    case jsonLists
}

/// One answered page.
package struct RowPage: Sendable {
    /// The rows in the format asked for; complete (an array with its brackets, a CSV with its header).
    package var body: [UInt8]
    package var rowCount: Int
    /// All rows that match; nil when the query did not want it.
    package var count: Int?
    /// Cursor of the next page; nil on the last.
    package var next: String?
}

/// What a table file says of itself.
package struct TableDescription: Sendable {
    package var columns: [TableColumn]
    package var rowCount: Int
    package var blob: String
    /// The report of the build as JSON (``Validation/Report/json()``).
    package var report: [UInt8]
}

/// Answers row queries on its own few threads: one hardened read-only connection per thread and file, a deadline per query,
/// never an event loop or Swift's cooperative pool.
package final class TableQueries: Sendable {
    /// - Parameters:
    ///   - threads: how many queries run at once.
    ///   - timeout: after which a query ends with ``QueryError/Kind/timeout``.
    package init(store: FileStore, threads: Int = 4, timeout: Duration = .seconds(5)) { fatalError("stub") }

    /// - Throws: ``QueryError`` for what was asked, ``TableError`` for the file.
    package func page(_ query: RowQuery, of table: TableReference, as format: RowFormat) async throws -> RowPage {
        fatalError("stub")
    }

    /// One row as a JSON object; nil when there is none with that `_id`.
    package func row(_ id: Int64, of table: TableReference) async throws -> [UInt8]? { fatalError("stub") }

    package func describe(_ table: TableReference) async throws -> TableDescription { fatalError("stub") }

    /// Everything that matches, in pieces of some 64 KiB, in order; `limit`, `cursor` and `offset` are ignored. The next piece is
    /// made only when `write` returns.
    package func export(
        _ query: RowQuery,
        of table: TableReference,
        as format: RowFormat,
        write: @Sendable ([UInt8]) async throws -> Void,
    ) async throws { fatalError("stub") }

    /// Ends the threads after the queries under way.
    package func shutDown() { fatalError("stub") }
}
