import GRDB
package import OpenData

extension CatalogDatabase {
    /// Puts an organization (new or changed).
    ///
    /// Writes nothing when nothing differs but the dates.
    /// - Throws: ``CatalogError`` `.invalidName`, `.nameTaken` (by another id), `.idTaken` (under another name).
    package func put(_ organization: Organization, actor: String) async throws {
        try await change(actor: actor) { try $0.put(organization) }
    }

    /// All organizations by title, with the number of their active datasets.
    package func organizations() async throws -> [(organization: Organization, datasetCount: Int)] {
        let sql = """
            SELECT body, (
                SELECT count(*) FROM dataset WHERE dataset.organization = organization.name AND dataset.state = 'active'
            )
            FROM organization ORDER BY title, name
            """
        return try await read { database in
            try Row.fetchAll(database, sql: sql).map { (try CanonicalJSON.value(from: $0[0]), $0[1]) }
        }
    }

    /// By name or by id; nil when unknown.
    package func organization(_ nameOrID: String) async throws -> Organization? {
        let sql = "SELECT body FROM organization WHERE name = ?1 OR id = ?1 ORDER BY name = ?1 DESC LIMIT 1"
        return try await read { database in
            try String.fetchOne(database, sql: sql, arguments: [nameOrID]).map { try CanonicalJSON.value(from: $0) }
        }
    }
}

extension CatalogWrite {
    mutating func put(_ given: Organization) throws {
        guard Identifier.isValidName(given.name) else { throw CatalogError(.invalidName(given.name)) }
        var organization = given.normalized
        let sql = "SELECT body FROM organization WHERE name = ?"
        let body = try String.fetchOne(database, sql: sql, arguments: [given.name])
        if let stored = try body.map({ try CanonicalJSON.value(Organization.self, from: $0) }) {
            guard stored.id == organization.id else { throw CatalogError(.nameTaken(given.name)) }
            guard !organization.says(stored) else { return }
            organization.created = stored.created
        } else if try Self.isTaken(database, organizationID: organization.id) {
            throw CatalogError(.idTaken(organization.id))
        }
        organization.modified = at
        try append(.organizationPut, organization.name, organization)
    }

    private static func isTaken(_ database: Database, organizationID id: String) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM organization WHERE id = ?)"
        return try Bool.fetchOne(database, sql: sql, arguments: [id]) ?? false
    }
}
