/// Exports: everything that matches, in pieces.
///
/// A thread is only held while a piece is made, never while it is written: a slow client costs nobody else anything.
/// Between pieces there is no open statement either. Rows in stored order go on after the last number; where there is
/// another order, a text or a place to look for, the numbers of all rows (8 bytes each) are found first, and pieces then
/// read row by row.
extension TableQueries {
    private static let pieceBytes = 64 << 10
    /// An export may search longer than a page, since nobody can ask for it in parts.
    private static let patience = 6

    /// Everything that matches, in pieces of some 64 KiB, in order; `limit`, `cursor` and `offset` are ignored.
    ///
    /// The next piece is made only when `write` returns.
    /// - Throws: ``QueryError``, ``TableError``, and what `write` throws.
    package func export(
        _ query: RowQuery,
        of table: TableReference,
        as format: RowFormat,
        style: RowStyle = RowStyle(),
        write: @Sendable ([UInt8]) async throws -> Void,
    ) async throws {
        let isStoredOrder =
            query.sort.isEmpty && query.box == nil && query.text == nil
            && !(query.condition?.asksForPlaces ?? false)
        let numbers = isStoredOrder ? nil : try await rowNumbers(query, of: table)
        var place = ExportPlace()
        while !place.isAtEnd {
            let start = place
            let piece = try await threads.run(
                table: table.table,
                within: timeout * Self.patience,
                isBegun: start.rowsWritten > 0
            ) { connection in
                let compiled = try CompiledQuery(query, columns: connection.columns, as: format)
                let writer = RowWriter(compiled.output, as: format, style: style, place: compiled.place)
                guard let numbers else { return try Self.piece(from: start, compiled, writer, connection) }
                return try Self.piece(from: start, of: numbers, compiled, writer, connection)
            }
            place = piece.end
            if !piece.body.isEmpty { try await write(piece.body) }
        }
    }

    /// How far an export has come.
    private struct ExportPlace: Sendable {
        var rowsWritten = 0
        var lastRow: Int64 = 0
        var isAtEnd = false
    }

    private struct ExportPiece: Sendable {
        var body: [UInt8] = []
        var end: ExportPlace
    }

    private func rowNumbers(_ query: RowQuery, of table: TableReference) async throws -> [Int64] {
        try await threads.run(table: table.table, within: timeout * Self.patience) { connection in
            let compiled = try CompiledQuery(query, columns: connection.columns)
            return try connection.run(compiled.rowNumbers()) { statement in
                var numbers: [Int64] = []
                while try statement.step() { numbers.append(statement.integer(0)) }
                return numbers
            }
        }
    }

    private static func piece(
        from start: ExportPlace,
        _ compiled: CompiledQuery,
        _ writer: RowWriter,
        _ connection: QueryConnection,
    ) throws -> ExportPiece {
        var piece = begun(start, writer)
        let last = start.rowsWritten == 0 ? nil : [SQLValue.integer(start.lastRow)]
        var sql = compiled.rows(after: last)
        // A sort would begin anew for every piece; then the table is read as it is stored.
        if try connection.plan(sql.text).sorts { sql = compiled.rows(after: last, isScan: true) }
        return try connection.run(sql) { statement in
            while piece.body.count < pieceBytes {
                guard try statement.step() else { return ended(piece, writer) }
                writer.append(statement, isFirst: piece.end.rowsWritten == 0, to: &piece.body)
                piece.end.rowsWritten += 1
                piece.end.lastRow = statement.integer(0)
            }
            return piece
        }
    }

    private static func piece(
        from start: ExportPlace,
        of numbers: [Int64],
        _ compiled: CompiledQuery,
        _ writer: RowWriter,
        _ connection: QueryConnection,
    ) throws -> ExportPiece {
        var piece = begun(start, writer)
        while piece.body.count < pieceBytes {
            guard piece.end.rowsWritten < numbers.count else { return ended(piece, writer) }
            try connection.run(compiled.row(numbers[piece.end.rowsWritten])) { statement in
                guard try statement.step() else { throw TableError.damaged(connection.table, "row") }
                writer.append(statement, isFirst: piece.end.rowsWritten == 0, to: &piece.body)
            }
            piece.end.rowsWritten += 1
        }
        return piece
    }

    private static func begun(_ start: ExportPlace, _ writer: RowWriter) -> ExportPiece {
        var piece = ExportPiece(end: start)
        piece.body.reserveCapacity(pieceBytes + pieceBytes / 4)
        if start.rowsWritten == 0 { writer.begin(&piece.body) }
        return piece
    }

    private static func ended(_ piece: ExportPiece, _ writer: RowWriter) -> ExportPiece {
        var piece = piece
        writer.end(&piece.body)
        piece.end.isAtEnd = true
        return piece
    }
}
