import GRDB
import OpenData

extension CatalogDatabase {
    /// Reads from one snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(body)
        } catch let error as DatabaseError {
            throw CatalogError(error)
        }
    }

    /// Writes operational state (jobs, leases, fetch states) in one immediate transaction; never the projection.
    ///
    /// Writes that come while another commits share the next transaction (``GroupCommit``): each is all or nothing for itself, and
    /// each is answered when it is on the disk.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        do {
            return try await withCheckedThrowingContinuation { continuation in
                commits.add(GroupCommit.Write(body, continuation))
                pool.asyncWriteWithoutTransaction { [commits] in commits.commitWaiting($0) }
            }
        } catch let error as DatabaseError {
            throw CatalogError(error)
        }
    }

    /// Changes the catalogue: begin immediate → check the lease → `body` checks and appends → project → commit.
    /// - Parameters:
    ///   - actor: who, for the log.
    ///   - lease: when given, must still be the worker's, in this very transaction.
    func change<Value: Sendable>(
        actor: String,
        lease: Lease? = nil,
        _ body: @escaping @Sendable (inout CatalogWrite) throws -> Value,
    ) async throws -> Value {
        try await write { database in
            try lease?.check(database)
            var write = try CatalogWrite(database: database, at: self.now(), actor: actor)
            let value = try body(&write)
            try write.projection.finish()
            return value
        }
    }
}
