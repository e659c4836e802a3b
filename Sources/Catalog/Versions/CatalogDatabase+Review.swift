import GRDB
package import OpenData

extension CatalogDatabase {
    /// The held versions of listed distributions, by dataset name, then newest first.
    package func heldVersions() async throws -> [HeldVersion] {
        let sql = """
            SELECT distribution.dataset, distribution.id, table_version.body
            FROM table_version
                JOIN distribution ON distribution.id = table_version.distribution AND distribution.position IS NOT NULL
                JOIN dataset ON dataset.number = distribution.dataset
            WHERE table_version.state = 'held'
            ORDER BY dataset.name, distribution.position, table_version.number DESC
            """
        return try await read { database in
            try Row.fetchAll(database, sql: sql).compactMap { row in
                let id: String = row[1]
                guard let dataset = try StoredDataset.fetch(database, numbers: [row[0]]).first,
                    let distribution = dataset.distributions.first(where: { $0.id == id })
                else { return nil }
                let version = try CanonicalJSON.value(TableVersion.self, from: row[2])
                return HeldVersion(dataset: dataset, distribution: distribution, version: version)
            }
        }
    }

    /// Publishes a held version: readers see it from this commit on, unless a newer one was published meanwhile.
    /// - Returns: the version as it now is.
    /// - Throws: ``CatalogError`` `.notHeld`; `.mayNotBePublished` for one with My Numbers, which no decision makes lawful.
    @discardableResult
    package func approve(_ number: Int, of distribution: String, actor: String) async throws -> TableVersion {
        try await change(actor: actor) { try $0.decide(number, of: distribution, state: .published) }
    }

    /// Sends a held version away; it stays in the history.
    /// - Returns: the version as it now is.
    /// - Throws: ``CatalogError`` `.notHeld`.
    @discardableResult
    package func reject(_ number: Int, of distribution: String, actor: String) async throws -> TableVersion {
        try await change(actor: actor) { try $0.decide(number, of: distribution, state: .rejected) }
    }
}

extension CatalogWrite {
    mutating func decide(_ number: Int, of distribution: String, state: TableVersion.State) throws -> TableVersion {
        let sql = "SELECT body FROM table_version WHERE distribution = ? AND number = ? AND state = 'held'"
        guard let body = try String.fetchOne(database, sql: sql, arguments: [distribution, number]) else {
            throw CatalogError(.notHeld(distribution: distribution, number: number))
        }
        var version = try CanonicalJSON.value(TableVersion.self, from: body)
        if state == .published, !version.mayBePublished {
            throw CatalogError(.mayNotBePublished(distribution: distribution, number: number))
        }
        version.state = state
        try append(LogKind(state), distribution, version)
        return version
    }
}
