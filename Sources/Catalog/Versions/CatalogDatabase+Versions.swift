import GRDB
package import OpenData

extension CatalogDatabase {
    /// All versions of a distribution, newest first, also of one that no dataset lists any more.
    package func versions(ofDistribution id: String) async throws -> [TableVersion] {
        let sql = "SELECT body FROM table_version WHERE distribution = ? ORDER BY number DESC"
        return try await read { database in
            try String.fetchAll(database, sql: sql, arguments: [id]).map { try CanonicalJSON.value(from: $0) }
        }
    }

    /// Appends a version.
    ///
    /// The number is assigned here; everything else is as given.
    ///
    /// A `published` one becomes `current` for every reader with this one durable commit, and the dataset's `modified` moves;
    /// any other only enters the history. Files must already be in the store.
    /// - Returns: the version with its number.
    /// - Throws: ``CatalogError`` `.leaseLost` when `lease` is no longer the worker's: then nothing was written;
    ///   `.unknownDistribution` when no dataset lists it.
    @discardableResult
    package func publish(
        _ version: TableVersion,
        of distribution: String,
        lease: Lease? = nil,
        actor: String,
    ) async throws -> TableVersion {
        try await change(actor: actor, lease: lease) { try $0.publish(version, of: distribution) }
    }

    /// SHA-256 of every table and blob that some version names.
    package func referencedFiles() async throws -> (tables: Set<String>, blobs: Set<String>) {
        let tables = "SELECT DISTINCT table_file FROM table_version WHERE table_file IS NOT NULL"
        let blobs = "SELECT DISTINCT blob FROM table_version"
        return try await read { database in
            (try String.fetchSet(database, sql: tables), try String.fetchSet(database, sql: blobs))
        }
    }
}

extension CatalogWrite {
    mutating func publish(_ version: TableVersion, of distribution: String) throws -> TableVersion {
        let listed = "SELECT 1 FROM distribution WHERE id = ? AND position IS NOT NULL"
        guard try Row.fetchOne(database, sql: listed, arguments: [distribution]) != nil else {
            throw CatalogError(.unknownDistribution(distribution))
        }
        let newest = "SELECT max(number) FROM table_version WHERE distribution = ?"
        var version = version
        version.number = (try Int.fetchOne(database, sql: newest, arguments: [distribution]) ?? 0) + 1
        try append(LogKind(version.state), distribution, version)
        return version
    }
}
