internal import CSQLite
internal import FoundationEssentials
internal import Tabular
internal import Validation

/// Writes one table file at a path where nothing is yet.
///
/// Nothing in the file depends on when or where it was written: same content, same bytes.
struct TableFileWriter {
    let path: String

    /// What was written.
    struct Written {
        let rowCount: Int
        let columns: [TableColumn]
        let report: Report
    }

    /// - Throws: ``TabularError`` for the content, ``SQLiteFailure``.
    func write(_ content: TableContent, schema: TableSchema?) throws -> Written {
        let connection = try Connection(path: path, mode: .create)
        try connection.execute(TableFileLayout.preparation)
        try connection.execute("BEGIN")
        try connection.execute(TableFileLayout.schema(columns: content.columns.count))

        let validator = schema.map { Validator(schema: $0, columns: content.columns) }
        let source = UnsafeMutablePointer<RowSource>.allocate(capacity: 1)
        source.initialize(to: RowSource(columns: content.columns, reader: content.reader, validator: validator))
        defer {
            source.deinitialize(count: 1)
            source.deallocate()
        }
        try fill(connection, from: source)
        try SpatialIndex(content.columns)?.build(in: connection)

        let columns = zip(PublishedNames.reserved(content.columns), source.pointee.statistics()).enumerated().map {
            index,
            column in
            TableColumn(
                physical: TableFileLayout.physicalName(index + 1),
                column: column.0,
                statistics: column.1
            )
        }
        let report = report(on: content, schema: schema, from: source)
        try describe(columns, in: connection)
        try note(
            [
                ("layout", TableFileLayout.version),
                ("blob", content.blob),
                ("rows", String(source.pointee.rowCount)),
                ("longest_row", String(source.pointee.longestRow)),
                ("report", String(decoding: report.json(), as: UTF8.self)),
            ],
            in: connection
        )
        try connection.execute("COMMIT")
        return Written(rowCount: source.pointee.rowCount, columns: columns, report: report)
    }

    private func fill(_ connection: Connection, from source: UnsafeMutablePointer<RowSource>) throws {
        var description = RowSource.describe(source)
        // The description is only looked at while the statement runs, all of which is inside the closure.
        try withUnsafePointer(to: &description) { description in
            let result = ydp_register_row_source(connection.handle, description)
            guard result == SQLITE_OK else { throw SQLiteFailure(code: result, statement: "register rows") }
            do {
                try connection.execute("INSERT INTO rows SELECT NULL, * FROM source_rows")
            } catch {
                // SQLite only knows that a callback failed.
                throw source.pointee.failure ?? error
            }
        }
    }

    private func describe(_ columns: [TableColumn], in connection: Connection) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let statement = try connection.prepare("INSERT INTO columns VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        for (index, column) in columns.enumerated() {
            let statistics = try encoder.encode(column.statistics)
            try statement.bind([
                .integer(Int64(index + 1)), .text(column.physical), .text(column.column.name),
                .text(column.column.title),
                .text(column.column.type.rawValue), column.column.format.map(SQLValue.text) ?? .null,
                .text(String(decoding: statistics, as: UTF8.self)),
            ])
            _ = try statement.step()
            statement.reset()
        }
    }

    private func note(_ facts: [(key: String, value: String)], in connection: Connection) throws {
        let statement = try connection.prepare("INSERT INTO meta VALUES (?1, ?2)")
        for fact in facts {
            try statement.bind([.text(fact.key), .text(fact.value)])
            _ = try statement.step()
            statement.reset()
        }
    }

    private func report(
        on content: TableContent,
        schema: TableSchema?,
        from source: UnsafeMutablePointer<RowSource>,
    ) -> Report {
        Report(
            source: content.source,
            reading: content.reading,
            columns: content.columns,
            schema: schema?.name,
            findings: content.findings,
            counts: content.findingCounts,
            outcome: source.pointee.takeOutcome(),
        )
    }
}
