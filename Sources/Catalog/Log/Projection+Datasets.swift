import GRDB
import OpenData

extension Projection {
    /// - Returns: the organization's datasets, whose search text carries its title.
    func put(_ organization: Organization, body: String) throws -> [Int64] {
        try database.execute(
            sql: """
                INSERT INTO organization (name, id, title, body) VALUES (?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET title = excluded.title, body = excluded.body
                """,
            arguments: [organization.name, organization.id, organization.title, body]
        )
        return try Int64.fetchAll(
            database,
            sql: "SELECT number FROM dataset WHERE organization = ?",
            arguments: [organization.name]
        )
    }

    /// - Returns: the dataset's number.
    func put(_ dataset: Dataset, body: String, seq: Int64) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO dataset (
                    number, name, id, title, organization, license, standard, state, source, remote_id, created, modified
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET
                    title = excluded.title, organization = excluded.organization, license = excluded.license,
                    standard = excluded.standard, state = excluded.state, source = excluded.source,
                    remote_id = excluded.remote_id, modified = excluded.modified
                """,
            arguments: [
                seq, dataset.name, dataset.id, dataset.title, dataset.organization, dataset.license, dataset.standard,
                dataset.state.rawValue, dataset.origin?.source, dataset.origin?.remoteID, dataset.created.microseconds,
                dataset.modified.microseconds,
            ]
        )
        let sql = "SELECT number FROM dataset WHERE name = ?"
        guard let number = try Int64.fetchOne(database, sql: sql, arguments: [dataset.name]) else {
            throw CatalogError(.damaged("dataset \(dataset.name) is missing"))
        }
        try database.execute(
            sql: "INSERT INTO dataset_body (number, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
            arguments: [number, body]
        )
        try putTags(dataset.tags, of: number)
        try putDistributions(dataset.distributions, of: number)
        return number
    }

    private func putTags(_ tags: [String], of number: Int64) throws {
        try database.execute(sql: "DELETE FROM dataset_tag WHERE dataset = ?", arguments: [number])
        for tag in tags {
            try database.execute(
                sql: "INSERT OR IGNORE INTO dataset_tag (dataset, tag) VALUES (?, ?)",
                arguments: [number, tag]
            )
        }
    }

    /// Distributions that are no longer listed lose their position, not their row: their versions stay in the history.
    private func putDistributions(_ distributions: [Distribution], of number: Int64) throws {
        try database.execute(sql: "UPDATE distribution SET position = NULL WHERE dataset = ?", arguments: [number])
        for (position, distribution) in distributions.enumerated() {
            try database.execute(
                sql: """
                    INSERT INTO distribution (id, dataset, position, format) VALUES (?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET
                        dataset = excluded.dataset, position = excluded.position, format = excluded.format
                    """,
                arguments: [distribution.id, number, position, distribution.format]
            )
        }
    }
}
