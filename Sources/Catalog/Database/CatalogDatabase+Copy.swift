import GRDB

extension CatalogDatabase {
    /// Writes a consistent copy of the catalogue as `catalog.sqlite` into `directory`, which must exist and have none.
    ///
    /// For trying things out: jobs that wait or run here are no part of it, because nobody would end them there.
    /// - Throws: ``CatalogError``.
    package func copy(to directory: String) async throws {
        let path = directory + "/catalog.sqlite"
        do {
            try await pool.vacuum(into: path)
            var configuration = Configuration()
            configuration.label = "catalog copy"
            let copy = try DatabaseQueue(path: path, configuration: configuration)
            try await copy.write { try $0.execute(sql: "DELETE FROM job WHERE state <> 'finished'") }
            try copy.close()
        } catch let error as DatabaseError {
            throw CatalogError(error)
        }
    }
}
