internal import CSQLite
internal import FoundationEssentials
internal import Glibc
package import Tabular
package import Validation

/// Makes the table file of one version from an opened document, beside the catalogue, and puts it into the store.
package struct TableBuilder: Sendable {
    /// A finished table file.
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

    /// Builds, validates (when a schema is given) and computes statistics in one pass.
    ///
    /// The file is fsynced and renamed when this returns. Building the same document twice gives the same bytes and so
    /// the same name.
    /// - Parameters:
    ///   - document: the opened source.
    ///   - blob: SHA-256 of the source's bytes, kept in the file's `meta`.
    ///   - source: name for the report.
    ///   - schema: nil when nothing is checked beyond what reading found.
    ///   - indexes: which ones are made where they pay; all but for measuring.
    /// - Returns: what was built.
    /// - Throws: ``TabularError`` for the content, ``TableError`` for disk and SQLite.
    package func build(
        _ document: TabularDocument,
        blob: String,
        source: String,
        schema: TableSchema?,
        indexes: TableIndexes = .all,
    ) throws -> Built {
        try build(TableContent(document, blob: blob, source: source), schema: schema, indexes: indexes)
    }

    /// The same of a file whose columns are not yet judged: judging and building are one pass where the first rows tell what the
    /// columns are, and nothing else differs.
    /// - Parameter choose: names the schema by the columns' names, which are known; their types may not be.
    /// - Returns: the document as well, and the schema.
    package func build(
        _ opening: TabularOpening,
        blob: String,
        source: String,
        indexes: TableIndexes = .all,
        schema choose: ([Column]) throws -> TableSchema?,
    ) throws -> (document: TabularDocument, schema: TableSchema?, built: Built) {
        let typing = try opening.makeOngoingTyping()
        let schema = try choose(typing.guess)
        let content = TableContent(
            columns: typing.guess,
            reader: opening.makeReader(),
            reading: opening.reading,
            findings: [],
            findingCounts: [:],
            blob: blob,
            source: source,
        )
        do {
            let built = try build(content, schema: schema, typing: typing, indexes: indexes)
            return (try typing.document(), schema, built)
        } catch is TableFileWriter.WrongGuess {
            let document = try typing.document()
            return (document, schema, try build(document, blob: blob, source: source, schema: schema, indexes: indexes))
        }
    }

    /// The same from the parts of a document.
    ///
    /// - Parameters:
    ///   - typing: whose guess the columns are; nil where they are known.
    ///   - leastIndexed: rows from which columns and words are indexed.
    /// - Throws: also ``TableFileWriter/WrongGuess``, with `typing` only.
    func build(
        _ content: TableContent,
        schema: TableSchema?,
        typing: OngoingTyping? = nil,
        indexes: TableIndexes = .all,
        leastIndexed: Int = ColumnIndexes.leastRows,
    ) throws -> Built {
        guard content.columns.count <= TableFileLayout.columnLimit else {
            throw TabularError.tooManyColumns(content.columns.count, limit: TableFileLayout.columnLimit)
        }
        let temporary = store.temporaryPath()
        // Only what failed leaves something to remove: a file that was put is no longer there.
        defer { unlink(temporary) }
        let written: TableFileWriter.Written
        do {
            written = try TableFileWriter(path: temporary, indexes: indexes, leastIndexed: leastIndexed)
                .write(content, schema: schema, typing: typing)
        } catch let failure as SQLiteFailure {
            throw TableError.sqlite(failure)
        }
        let stored = try store.put(.tables, movingFrom: temporary)
        return Built(
            table: stored.hash,
            bytes: stored.bytes,
            rowCount: written.rowCount,
            columns: written.columns,
            report: written.report,
        )
    }
}
