import GRDB
package import OpenData

extension CatalogDatabase {
    /// What ``put(_:lease:actor:)`` found a dataset to be.
    package enum Change: String, Sendable { case created, updated, unchanged }

    /// Puts a dataset's metadata and its list of distributions.
    ///
    /// `current` of each distribution, `created`, `modified` and `state` are kept from what is stored, whatever the argument
    /// says: versions change only through ``publish(_:of:lease:actor:)``, the state only through ``withdraw(_:actor:)`` and
    /// ``reinstate(_:actor:)``, so that no harvest brings back what a person took away. Writes nothing when nothing differs.
    /// Distributions no longer listed leave the dataset; their versions and files stay in the history.
    /// - Returns: whether it was new, changed or the same.
    /// - Throws: ``CatalogError`` `.invalidName`, `.unknownOrganization`, `.nameTaken` (by another id), `.idTaken` (the id is
    ///   known under another name, or another dataset lists one of the distributions or has the same origin), `.leaseLost`.
    @discardableResult
    package func put(_ dataset: Dataset, lease: Lease? = nil, actor: String) async throws -> Change {
        try await change(actor: actor, lease: lease) { try $0.put(dataset) }
    }

    /// By name or by id, also withdrawn ones; nil when unknown.
    package func dataset(_ nameOrID: String) async throws -> Dataset? {
        try await read { try StoredDataset.fetch($0, nameOrID: nameOrID) }
    }

    /// The dataset of that source with that remote id; nil when there is none.
    package func dataset(source: String, remoteID: String) async throws -> Dataset? {
        let sql = "SELECT number FROM dataset WHERE source = ? AND remote_id = ?"
        return try await read { database in
            let arguments: StatementArguments = [source, Identifier.normalized(remoteID)]
            let numbers = try Int64.fetchAll(database, sql: sql, arguments: arguments)
            return try StoredDataset.fetch(database, numbers: numbers).first
        }
    }

    /// All active datasets of a source, by name, also vanished ones.
    package func datasets(ofSource source: String) async throws -> [Dataset] {
        try await read { try StoredDataset.fetch($0, activeOfSource: source) }
    }

    /// Names of all active datasets in name order.
    package func datasetNames() async throws -> [String] {
        try await read { try String.fetchAll($0, sql: "SELECT name FROM dataset WHERE state = 'active' ORDER BY name") }
    }

    /// The distribution with that id and the dataset that lists it, also a withdrawn one; nil when none does.
    package func distribution(_ id: String) async throws -> (dataset: Dataset, distribution: Distribution)? {
        let sql = "SELECT dataset FROM distribution WHERE id = ? AND position IS NOT NULL"
        return try await read { database in
            let numbers = try Int64.fetchAll(database, sql: sql, arguments: [id])
            guard let dataset = try StoredDataset.fetch(database, numbers: numbers).first,
                let distribution = dataset.distributions.first(where: { $0.id == id })
            else { return nil }
            return (dataset, distribution)
        }
    }

    /// Hides a dataset from every surface (410).
    ///
    /// The log and the files stay.
    ///
    /// Nothing happens when it is hidden already.
    /// - Throws: ``CatalogError`` `.unknownDataset`.
    package func withdraw(_ name: String, actor: String) async throws {
        try await change(actor: actor) { try $0.setState(.withdrawn, of: name, kind: .datasetWithdraw) }
    }

    /// Shows a withdrawn dataset again.
    /// - Throws: ``CatalogError`` `.unknownDataset`.
    package func reinstate(_ name: String, actor: String) async throws {
        try await change(actor: actor) { try $0.setState(.active, of: name, kind: .datasetReinstate) }
    }
}

extension StoredDataset {
    /// By name.
    static func fetch(_ database: Database, activeOfSource source: String) throws -> [Dataset] {
        let sql = "SELECT number FROM dataset WHERE source = ? AND state = 'active' ORDER BY name"
        return try fetch(database, numbers: Int64.fetchAll(database, sql: sql, arguments: [source]))
    }
}
