internal import FoundationEssentials
internal import Tabular

/// What a table file says of itself.
package struct TableDescription: Sendable {
    package var columns: [TableColumn]
    package var rowCount: Int
    package var blob: String
    /// The report of the build as JSON (``Validation/Report/json()``).
    package var report: [UInt8]
}

extension TableDescription {
    /// Reads the description from an open table file.
    /// - Parameters:
    ///   - connection: over the file, not yet restricted to its rows.
    ///   - hash: of the file, for messages.
    ///   - withReport: false leaves ``report`` empty.
    /// - Throws: ``TableError`` when the file is no whole table file, ``SQLiteFailure``.
    init(_ connection: Connection, hash: String, withReport: Bool) throws {
        func fact(_ key: String) throws -> String? {
            let statement = try connection.prepare("SELECT value FROM meta WHERE key = ?1")
            try statement.bind([.text(key)])
            return try statement.step() ? statement.string(0) : nil
        }
        guard try fact("layout") == TableFileLayout.version else { throw TableError.damaged(hash, "layout") }
        guard let rows = try fact("rows").flatMap({ Int($0) }), let blob = try fact("blob") else {
            throw TableError.damaged(hash, "meta")
        }
        rowCount = rows
        self.blob = blob
        report = withReport ? Array((try fact("report") ?? "").utf8) : []
        columns = try Self.columns(connection, hash: hash)
    }

    private static func columns(_ connection: Connection, hash: String) throws -> [TableColumn] {
        let decoder = JSONDecoder()
        let statement = try connection.prepare(
            "SELECT physical, name, title, type, format, statistics FROM columns ORDER BY number"
        )
        var columns: [TableColumn] = []
        while try statement.step() {
            let physical = TableFileLayout.physicalName(columns.count + 1)
            guard statement.string(0) == physical, let type = ColumnType(rawValue: statement.string(3)),
                let statistics = try? decoder.decode(ColumnStatistics.self, from: Data(statement.bytes(5)))
            else { throw TableError.damaged(hash, "columns") }
            let format = statement.value(4) == .null ? nil : statement.string(4)
            let column = Column(name: statement.string(1), title: statement.string(2), type: type, format: format)
            columns.append(TableColumn(physical: physical, column: column, statistics: statistics))
        }
        return columns
    }
}
