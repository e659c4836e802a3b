import CSQLite
import Dispatch
import Foundation
import GRDB

/// Opens `catalog.sqlite`: makes the directory, takes the opening lock, migrates, and makes commits durable.
///
/// GRDB puts a pool's writer back to `synchronous=NORMAL` after the preparation of its connections, and a power cut then loses
/// acknowledged commits (measured: all that were not yet checkpointed). So `FULL` is set when the pool is open, and asserted.
struct DatabaseOpening: Sendable {
    /// How long a writer waits for another process's transaction, in seconds.
    static let patience = 10.0

    let directory: String

    /// Opens on a thread that may block.
    /// - Throws: ``CatalogError``.
    func open() async throws -> DatabasePool {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try openAndMigrate() })
            }
        }
    }

    private func openAndMigrate() throws -> DatabasePool {
        do {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw CatalogError(.notWritable)
        }
        let lock = try FileLock(path: directory + "/catalog.lock")
        defer { lock.unlock() }
        do {
            let pool = try DatabasePool(path: directory + "/catalog.sqlite", configuration: configuration)
            try migrate(pool)
            try pool.writeWithoutTransaction(Self.makeDurable)
            return pool
        } catch let error as DatabaseError {
            throw CatalogError(error)
        }
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "catalog"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Self.patience)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            guard let connection = database.sqliteConnection, ydp_register_bigram(connection) == SQLITE_OK else {
                throw DatabaseError(resultCode: .SQLITE_ERROR, message: "the tokenizer bigram could not be registered")
            }
        }
        return configuration
    }

    private func migrate(_ pool: DatabasePool) throws {
        let migrator = Migrations.all
        guard try !pool.read(migrator.hasBeenSuperseded) else { throw CatalogError(.newerRelease) }
        try migrator.migrate(pool)
    }

    /// Every commit of this connection reaches the disk before it is acknowledged.
    private static func makeDurable(_ database: Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let full = 2
        guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == full else { throw CatalogError(.notWritable) }
    }
}
