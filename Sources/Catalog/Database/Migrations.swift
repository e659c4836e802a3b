import GRDB

/// The shapes that the database has had.
///
/// Append only: a migration that was released is never edited, renamed or moved.
///
/// Names are the day and the purpose. A file that names a migration unknown here is from a newer release and is refused.
enum Migrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in [logAndProjection, jobs, jobRetries, proposals] {
            migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
        }
        return migrator
    }

    struct Migration: Sendable {
        let name: String
        let sql: String
    }
}
