import GRDB
import OpenData

extension CatalogDatabase {
    /// Active datasets that match.
    ///
    /// Japanese words of one and two characters are found; width, case and kana are folded.
    /// - Throws: ``CatalogError`` `.badCursor` for a cursor that is not from this order of this catalogue.
    package func search(_ query: DatasetQuery) async throws -> DatasetPage {
        let order = SearchOrder(query)
        let start = try query.cursor.map { try SearchCursor($0, order: order) }
        let condition = try SearchCondition(query)
        return try await read { database in
            let tally = try self.tallies.tally(of: query, revision: LogRecord.lastSequence(database)) {
                try SearchTally.fetch(database, query, condition)
            }
            let page = try SearchPageRows.fetch(database, query, condition, order: order, start: start)
            return DatasetPage(
                datasets: try StoredDataset.fetch(database, numbers: page.numbers),
                count: tally.count,
                next: page.next?.text,
                facets: tally.facets
            )
        }
    }

    /// Counts for the landing page: active datasets, distributions with a table, organizations, rows of all current versions.
    package func totals() async throws -> (datasets: Int, resources: Int, organizations: Int, rows: Int) {
        let current = """
            SELECT count(*), coalesce(sum(table_version.row_count), 0)
            FROM dataset
                JOIN distribution ON distribution.dataset = dataset.number AND distribution.position IS NOT NULL
                JOIN table_version ON table_version.distribution = distribution.id
                    AND table_version.number = distribution.current
            WHERE dataset.state = 'active' AND table_version.table_file IS NOT NULL
            """
        return try await read { database in
            let datasets = try Int.fetchOne(database, sql: "SELECT count(*) FROM dataset WHERE state = 'active'") ?? 0
            let organizations = try Int.fetchOne(database, sql: "SELECT count(*) FROM organization") ?? 0
            let tables = try Row.fetchOne(database, sql: current)
            return (datasets, tables?[0] ?? 0, organizations, tables?[1] ?? 0)
        }
    }
}
