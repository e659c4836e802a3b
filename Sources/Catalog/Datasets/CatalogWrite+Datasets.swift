import GRDB
import OpenData

extension CatalogWrite {
    mutating func put(_ given: Dataset) throws -> CatalogDatabase.Change {
        guard Identifier.isValidName(given.name) else { throw CatalogError(.invalidName(given.name)) }
        var dataset = given.normalized
        guard try exists("SELECT 1 FROM organization WHERE name = ?", [dataset.organization]) else {
            throw CatalogError(.unknownOrganization(dataset.organization))
        }
        let stored = try StoredDataset.fetch(database, nameOrID: dataset.name).flatMap {
            $0.name == dataset.name ? $0 : nil
        }
        if let stored {
            guard stored.id == dataset.id else { throw CatalogError(.nameTaken(dataset.name)) }
            dataset.created = stored.created
            dataset.state = stored.state
            guard !dataset.says(stored.normalized) else { return .unchanged }
        } else {
            guard try !exists("SELECT 1 FROM dataset WHERE id = ?", [dataset.id]) else {
                throw CatalogError(.idTaken(dataset.id))
            }
            dataset.state = .active
        }
        try checkOrigin(of: dataset)
        try checkDistributions(of: dataset)
        dataset.modified = at
        try append(.datasetPut, dataset.name, dataset)
        return stored == nil ? .created : .updated
    }

    mutating func setState(_ state: Dataset.State, of name: String, kind: LogKind) throws {
        guard let stored = try StoredDataset.fetch(database, nameOrID: name) else {
            throw CatalogError(.unknownDataset(name))
        }
        guard stored.state != state else { return }
        var dataset = stored.normalized
        dataset.state = state
        dataset.modified = at
        try append(kind, dataset.name, dataset)
    }

    private func checkOrigin(of dataset: Dataset) throws {
        guard let origin = dataset.origin else { return }
        let sql = "SELECT 1 FROM dataset WHERE source = ? AND remote_id = ? AND name <> ?"
        guard try !exists(sql, [origin.source, origin.remoteID, dataset.name]) else {
            throw CatalogError(.idTaken(origin.remoteID))
        }
    }

    /// One distribution is listed once, in one dataset.
    ///
    /// One that nobody lists any more may be taken over with its history.
    private func checkDistributions(of dataset: Dataset) throws {
        var seen: Set<String> = []
        for distribution in dataset.distributions {
            let sql = """
                SELECT 1 FROM distribution JOIN dataset ON dataset.number = distribution.dataset
                WHERE distribution.id = ? AND position IS NOT NULL AND dataset.name <> ?
                """
            guard !distribution.id.isEmpty, seen.insert(distribution.id).inserted,
                try !exists(sql, [distribution.id, dataset.name])
            else { throw CatalogError(.idTaken(distribution.id)) }
        }
    }

    private func exists(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
        try Row.fetchOne(database, sql: sql + " LIMIT 1", arguments: arguments) != nil
    }
}
