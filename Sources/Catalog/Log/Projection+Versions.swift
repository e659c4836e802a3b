import GRDB
import OpenData

extension Projection {
    /// The current version is the newest that is published, whatever happened in between.
    /// - Returns: the number of the dataset that readers see changed by it; nil when they see no change.
    func put(_ version: TableVersion, body: String, distribution: String, at: Timestamp) throws -> Int64? {
        try database.execute(
            sql: """
                INSERT INTO table_version (distribution, number, state, table_file, blob, row_count, body)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (distribution, number) DO UPDATE SET state = excluded.state, body = excluded.body
                """,
            arguments: [
                distribution, version.number, version.state.rawValue, version.table, version.blob, version.rowCount,
                body,
            ]
        )
        let sql = "SELECT dataset, current FROM distribution WHERE id = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [distribution]) else { return nil }
        let dataset: Int64 = row[0]
        let current: Int? = row[1]
        let newest = try Int.fetchOne(
            database,
            sql: "SELECT max(number) FROM table_version WHERE distribution = ? AND state = 'published'",
            arguments: [distribution]
        )
        guard newest != current else { return nil }
        try database.execute(
            sql: "UPDATE distribution SET current = ? WHERE id = ?",
            arguments: [newest, distribution]
        )
        try database.execute(
            sql: "UPDATE dataset SET modified = ? WHERE number = ?",
            arguments: [at.microseconds, dataset]
        )
        return dataset
    }
}
