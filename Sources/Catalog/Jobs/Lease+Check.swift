import GRDB

extension Lease {
    /// Fences a write: holds until another worker has claimed the job or it was finished or given back.
    ///
    /// A lease that ran out but that nobody claimed since is still the worker's, because nobody else can have written.
    /// - Throws: ``CatalogError`` `.leaseLost`.
    func check(_ database: Database) throws {
        let sql = "SELECT 1 FROM job WHERE id = ? AND state = 'running' AND attempts = ?"
        guard try Row.fetchOne(database, sql: sql, arguments: [job, attempt]) != nil else {
            throw CatalogError(.leaseLost(job: job))
        }
    }
}
