import GRDB
import OpenData

/// Puts datasets together again from the projection: the body as it was logged, what moved since, and the current versions.
enum StoredDataset {
    /// The dataset's number; a name wins over an id.
    static func number(_ database: Database, nameOrID: String) throws -> Int64? {
        try Int64.fetchOne(database, sql: "SELECT number FROM dataset WHERE name = ?", arguments: [nameOrID])
            ?? Int64.fetchOne(database, sql: "SELECT number FROM dataset WHERE id = ?", arguments: [nameOrID])
    }

    static func fetch(_ database: Database, nameOrID: String) throws -> Dataset? {
        guard let number = try number(database, nameOrID: nameOrID) else { return nil }
        return try fetch(database, numbers: [number]).first
    }

    /// The datasets with those numbers, in that order; unknown numbers are left out.
    static func fetch(_ database: Database, numbers: [Int64]) throws -> [Dataset] {
        let list = try CanonicalJSON.text(numbers)
        let current = try currentVersions(database, ofDatasets: list)
        var datasets: [Int64: Dataset] = [:]
        let sql = """
            SELECT number, modified, body FROM dataset JOIN dataset_body USING (number)
            WHERE number IN (SELECT value FROM json_each(?))
            """
        let rows = try Row.fetchCursor(database, sql: sql, arguments: [list])
        while let row = try rows.next() {
            var dataset = try CanonicalJSON.value(Dataset.self, from: row[2])
            dataset.modified = Timestamp(microseconds: row[1])
            for index in dataset.distributions.indices {
                dataset.distributions[index].current = current[dataset.distributions[index].id]
            }
            datasets[row[0]] = dataset
        }
        return numbers.compactMap { datasets[$0] }
    }

    /// By distribution id, for all listed distributions of those datasets (a JSON array of numbers).
    private static func currentVersions(_ database: Database, ofDatasets list: String) throws -> [String: TableVersion]
    {
        let sql = """
            SELECT distribution.id, table_version.body
            FROM distribution JOIN table_version
                ON table_version.distribution = distribution.id AND table_version.number = distribution.current
            WHERE distribution.dataset IN (SELECT value FROM json_each(?)) AND distribution.position IS NOT NULL
            """
        var versions: [String: TableVersion] = [:]
        let rows = try Row.fetchCursor(database, sql: sql, arguments: [list])
        while let row = try rows.next() {
            versions[row[0]] = try CanonicalJSON.value(TableVersion.self, from: row[1])
        }
        return versions
    }
}
