import GRDB
import OpenData

extension CatalogDatabase {
    /// Puts a source (new or changed).
    ///
    /// Writes nothing when nothing differs but the dates.
    /// - Throws: ``CatalogError`` `.invalidName`, `.unknownOrganization`.
    package func put(_ source: Source, actor: String) async throws {
        try await change(actor: actor) { try $0.put(source) }
    }

    /// Removes a source and its waiting job.
    ///
    /// Its datasets, its finished jobs and their records stay.
    /// - Throws: ``CatalogError`` `.unknownSource`.
    package func removeSource(_ name: String, actor: String) async throws {
        try await change(actor: actor) { try $0.removeSource(name) }
    }

    /// Nil when unknown.
    package func source(_ name: String) async throws -> Source? {
        try await read { try Source.fetch($0, name) }
    }

    /// By name.
    package func sources() async throws -> [Source] {
        try await read { try Source.fetchAll($0) }
    }
}

extension Source {
    static func fetch(_ database: Database, _ name: String) throws -> Source? {
        let sql = "SELECT body FROM source WHERE name = ?"
        return try String.fetchOne(database, sql: sql, arguments: [name]).map { try CanonicalJSON.value(from: $0) }
    }

    static func fetchAll(_ database: Database) throws -> [Source] {
        try String.fetchAll(database, sql: "SELECT body FROM source ORDER BY name")
            .map { try CanonicalJSON.value(from: $0) }
    }

    /// Whether both say the same, but for when they were made and changed here.
    func says(_ other: Source) -> Bool {
        var other = other
        other.created = created
        other.modified = modified
        return self == other
    }
}

extension CatalogWrite {
    mutating func put(_ given: Source) throws {
        guard Identifier.isValidName(given.name) else { throw CatalogError(.invalidName(given.name)) }
        if let organization = given.organization {
            let sql = "SELECT 1 FROM organization WHERE name = ?"
            guard try Row.fetchOne(database, sql: sql, arguments: [organization]) != nil else {
                throw CatalogError(.unknownOrganization(organization))
            }
        }
        var source = given
        if let stored = try Source.fetch(database, given.name) {
            guard !source.says(stored) else { return }
            source.created = stored.created
        }
        source.modified = at
        try append(.sourcePut, source.name, source)
    }

    mutating func removeSource(_ name: String) throws {
        guard let stored = try Source.fetch(database, name) else { throw CatalogError(.unknownSource(name)) }
        try append(.sourceRemove, name, stored)
        try database.execute(sql: "DELETE FROM job WHERE source = ? AND state = 'queued'", arguments: [name])
    }
}
