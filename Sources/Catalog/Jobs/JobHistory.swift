import GRDB

/// How much of the operational history is kept.
enum JobHistory {
    /// Finished runs per source; older ones go with their records.
    static let keptRuns = 100

    /// Removes a source's oldest finished runs.
    static func prune(_ database: Database, source: String) throws {
        try database.execute(
            sql: """
                DELETE FROM job WHERE source = ?1 AND state = 'finished' AND id NOT IN (
                    SELECT id FROM job WHERE source = ?1 AND state = 'finished'
                    ORDER BY created DESC, id DESC LIMIT ?2
                )
                """,
            arguments: [source, keptRuns]
        )
    }
}
