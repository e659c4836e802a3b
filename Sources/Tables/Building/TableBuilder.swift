package import Tabular
package import Validation

/// Makes the table file of one version from an opened document, beside the catalogue, and puts it into the store.
package struct TableBuilder: Sendable {
    package struct Built: Sendable {
        /// SHA-256 (hex) that names the table file.
        package let table: String
        package let bytes: Int
        package let rowCount: Int
        package let columns: [TableColumn]
        package let report: Report
    }

    package let store: FileStore

    package init(store: FileStore) { self.store = store }

    /// Builds, validates (when a schema is given) and computes statistics in one pass; the file is fsynced and renamed when this returns.
    /// Building the same document twice gives the same bytes and so the same name.
    /// - Parameters:
    ///   - blob: SHA-256 of the source's bytes, kept in the file's `meta`.
    ///   - source: name for the report.
    /// - Throws: ``TabularError`` for the content, ``TableError`` for disk and SQLite.
    package func build(
        _ document: TabularDocument,
        blob: String,
        source: String,
        schema: TableSchema?,
    ) throws -> Built { fatalError("stub") }
}

/// A column of a table file with what was counted while the rows passed by.
package struct TableColumn: Hashable, Sendable, Codable {
    /// `c1` … `cN`; never shown to users.
    package var physical: String
    package var column: Column
    package var statistics: ColumnStatistics
}

/// Statistics of one column over all rows.
package struct ColumnStatistics: Hashable, Sendable, Codable {
    package var nulls = 0
    /// Exact up to 1,000 distinct values; nil beyond.
    package var distinct: Int?
    /// Smallest and largest as the column's type orders; text of the value; nil when all are null.
    package var minimum: String?
    package var maximum: String?
    /// Values that did not fit the column's type and were kept as text.
    package var unfit = 0
    /// Most frequent values with counts, at most 10, most frequent first then by value; empty when distinct is nil.
    package var top: [Top] = []

    package struct Top: Hashable, Sendable, Codable {
        package var value: String
        package var count: Int
    }

    package init() {}
}

/// Why a table file could not be built or opened. The message is for operators; the public sees a request id.
package struct TableError: Error, Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case notFound, damaged, disk, sqlite }
    package let kind: Kind
    package let message: Bilingual

    package init(kind: Kind, message: Bilingual) {
        self.kind = kind
        self.message = message
    }
}
