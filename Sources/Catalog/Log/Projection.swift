import GRDB
import OpenData

/// The tables that search and pages read, as a function of the log's records and of nothing else: no clock, no
/// settings, no order of rows that a rebuild would not repeat.
///
/// Live writes and ``CatalogDatabase/rebuild()`` both go through it.
struct Projection {
    let database: Database
    /// Datasets whose search text is out of date until ``finish()``.
    private var stale: Set<Int64> = []

    init(database: Database) {
        self.database = database
    }

    /// Takes one record in.
    ///
    /// Records come in the order of the log.
    mutating func apply(_ record: LogRecord) throws {
        guard let kind = LogKind(rawValue: record.kind) else {
            throw CatalogError(.damaged("log record \(record.seq) has the unknown kind \(record.kind)"))
        }
        switch kind {
        case .organizationPut:
            let organization = try CanonicalJSON.value(Organization.self, from: record.body)
            stale.formUnion(try put(organization, body: record.body))
        case .datasetPut, .datasetVanish, .datasetReappear, .datasetWithdraw, .datasetReinstate:
            let dataset = try CanonicalJSON.value(Dataset.self, from: record.body)
            stale.insert(try put(dataset, body: record.body, seq: record.seq))
        case .versionPublish, .versionHold, .versionReject, .versionWithdraw:
            let version = try CanonicalJSON.value(TableVersion.self, from: record.body)
            if let changed = try put(version, body: record.body, distribution: record.entity, at: record.at) {
                stale.insert(changed)
            }
        case .sourcePut:
            try database.execute(
                sql: "INSERT INTO source (name, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
                arguments: [record.entity, record.body]
            )
        case .sourceRemove:
            try database.execute(sql: "DELETE FROM source WHERE name = ?", arguments: [record.entity])
        }
    }

    /// Brings the search text up to date: once per dataset, however many records touched it.
    mutating func finish() throws {
        for number in stale.sorted() { try SearchIndex(database: database).update(number) }
        stale.removeAll()
    }

    /// Empties all tables of the projection, children first.
    func clear() throws {
        for table in Self.tables.reversed() { try database.execute(sql: "DELETE FROM \(table)") }
    }

    /// All tables of the projection, parents first.
    static let tables = [
        "organization", "dataset", "dataset_body", "dataset_tag", "distribution", "table_version", "source",
        "dataset_search",
    ]
}
