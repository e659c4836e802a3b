internal import FoundationEssentials
internal import Tabular
internal import Validation

/// Writes one table file at a path where nothing is yet.
///
/// Nothing in the file depends on when or where it was written: same content, same bytes.
struct TableFileWriter {
    let path: String
    let indexes: TableIndexes
    /// Rows from which columns and words are indexed.
    let leastIndexed: Int

    /// What was written.
    struct Written {
        let rowCount: Int
        let columns: [TableColumn]
        let report: Report
    }

    /// The columns are not what they seemed to be: nothing of the file is of use.
    struct WrongGuess: Error {}

    /// - Parameter typing: judges the columns on the way, whose guess those of `content` are; nil where they are known.
    /// - Throws: ``TabularError`` for the content, ``TableError`` for the disk, ``SQLiteFailure``, ``WrongGuess``.
    func write(_ content: TableContent, schema: TableSchema?, typing: OngoingTyping? = nil) throws -> Written {
        var content = content
        let spatial = indexes.contains(.place) ? SpatialIndex(content.columns) : nil
        let roots = try makeSchema(columns: content.columns.count, spatial: spatial)
        let validator = schema.map { Validator(schema: $0, columns: content.columns, rows: content.reading.rowCount) }
        var pass = RowPass(columns: content.columns, reader: content.reader, validator: validator, typing: typing)
        try writePages(from: &pass, roots: roots, spatial: spatial)
        if let typing {
            let document = try typing.document()
            guard document.columns == content.columns else { throw WrongGuess() }
            content = TableContent(document, blob: content.blob, source: content.source)
        }

        let columns = zip(PublishedNames.reserved(content.columns), pass.statistics()).enumerated().map {
            index,
            column in
            TableColumn(
                physical: TableFileLayout.physicalName(index + 1),
                column: column.0,
                statistics: column.1
            )
        }
        let report = report(on: content, schema: schema, outcome: pass.takeOutcome())
        let connection = try Connection(path: path, mode: .create)
        try connection.execute(TableFileLayout.preparation)
        try connection.execute("BEGIN")
        try describe(columns, in: connection)
        try note(
            [
                ("layout", TableFileLayout.version),
                ("blob", content.blob),
                ("rows", String(pass.rowCount)),
                ("longest_row", String(pass.longestRow)),
                ("report", String(decoding: report.json(), as: UTF8.self)),
            ],
            in: connection
        )
        try connection.execute("COMMIT")
        try index(columns, of: pass, in: connection)
        return Written(rowCount: pass.rowCount, columns: columns, report: report)
    }

    /// Lets SQLite make the file and its empty tables.
    /// - Returns: the root pages of all tables by name.
    private func makeSchema(columns: Int, spatial: SpatialIndex?) throws -> [String: UInt32] {
        let connection = try Connection(path: path, mode: .create)
        try connection.execute(TableFileLayout.preparation)
        try connection.execute("BEGIN")
        try connection.execute(TableFileLayout.schema(columns: columns))
        if spatial != nil { try connection.execute(SpatialIndex.schema) }
        try connection.execute("COMMIT")
        let statement = try connection.prepare("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
        var roots: [String: UInt32] = [:]
        while try statement.step() { roots[statement.string(0)] = UInt32(statement.integer(1)) }
        return roots
    }

    /// Writes the pages of the rows and of the spatial index, while SQLite has the file closed.
    private func writePages(
        from pass: inout RowPass,
        roots: [String: UInt32],
        spatial: SpatialIndex?,
    ) throws {
        func root(_ table: String) throws -> UInt32 {
            guard let root = roots[table] else { throw TableError.damaged(path, "no table \(table)") }
            return root
        }
        var file = try PageFile(path: path)
        var rows = RowidTree(root: try root("rows"))
        var points: PointTree?
        if let spatial {
            points = try PointTree(
                spatial,
                roots: (try root("place_node"), try root("place_rowid"), try root("place_parent")),
                file: &file
            )
        }
        try pass.run(into: &rows, points: &points, file: &file)
        try rows.finish(file: &file)
        try points?.finish(file: &file)
        try file.finish()
    }

    /// Makes the indexes of columns and words that pay.
    private func index(_ columns: [TableColumn], of pass: borrowing RowPass, in connection: Connection) throws {
        guard pass.rowCount >= leastIndexed else { return }
        // Sorting a large table's values must not take its memory.
        try connection.execute("PRAGMA temp_store = FILE")
        if indexes.contains(.columns) {
            let candidates = columns.enumerated().map { index, column in
                ColumnIndexes.Candidate(
                    column: index,
                    type: column.column.type,
                    statistics: column.statistics,
                    textBytes: pass.textBytes(index)
                )
            }
            for column in ColumnIndexes.choose(candidates, rows: pass.rowCount, budget: pass.recordBytes) {
                try connection.execute(ColumnIndexes.statement(column))
            }
        }
        let texts = columns.indices.filter { columns[$0].column.type == .string }
        let textBytes = texts.reduce(0) { $0 + pass.textBytes($1) }
        if indexes.contains(.words),
            WordIndex.pays(rows: pass.rowCount, textBytes: textBytes, columns: texts, leastRows: leastIndexed)
        {
            try connection.execute("BEGIN")
            try WordIndex.build(texts, in: connection)
            try connection.execute("COMMIT")
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
        outcome: Validator.Outcome?,
    ) -> Report {
        Report(
            source: content.source,
            reading: content.reading,
            columns: content.columns,
            schema: schema?.name,
            findings: content.findings,
            counts: content.findingCounts,
            outcome: outcome,
        )
    }
}
