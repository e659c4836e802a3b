import GRDB
import OpenData
import Tabular

extension Job {
    /// The columns that ``init(_:)`` reads.
    ///
    /// Counts are stored when the job is finished; before, they are counted.
    private static let columns = """
        id, source, state, outcome, reason, message_ja, message_en, attempts, created, due, started, finished, record_limit,
        retry, retry_at, since,
        coalesce(counts, (
            SELECT json_group_object(outcome, number)
            FROM (SELECT outcome, count(*) AS number FROM record WHERE record.job = job.id GROUP BY outcome)
        ))
        """

    private init(_ row: Row) throws {
        let counts: [String: Int] = try CanonicalJSON.value(from: row[16])
        self.init(
            id: row[0],
            source: row[1],
            state: State(rawValue: row[2]) ?? .finished,
            outcome: (row[3] as String?).flatMap(Outcome.init(rawValue:)),
            reason: row[4],
            message: Self.message(ja: row[5], en: row[6]),
            attempts: row[7],
            created: Timestamp(microseconds: row[8]),
            due: Timestamp(microseconds: row[9]),
            started: (row[10] as Int64?).map(Timestamp.init(microseconds:)),
            finished: (row[11] as Int64?).map(Timestamp.init(microseconds:)),
            counts: Dictionary(
                counts.compactMap { name, count in Outcome(rawValue: name).map { ($0, count) } },
                uniquingKeysWith: +
            ),
            limit: row[12],
            retry: (row[13] as String?).flatMap(Retry.init(rawValue:)),
            retryAt: (row[14] as Int64?).map(Timestamp.init(microseconds:)),
            since: (row[15] as Int64?).map(Timestamp.init(microseconds:))
        )
    }

    private static func message(ja: String?, en: String?) -> Bilingual? {
        guard let ja, let en else { return nil }
        return Bilingual(ja: ja, en: en)
    }

    static func fetch(_ database: Database, _ id: String) throws -> Job? {
        try fetch(database, "WHERE id = ?", [id]).first
    }

    /// Newest first; all sources when `source` is nil.
    static func fetch(_ database: Database, ofSource source: String?, limit: Int) throws -> [Job] {
        let order = "ORDER BY created DESC, id DESC LIMIT ?"
        guard let source else { return try fetch(database, order, [limit]) }
        return try fetch(database, "WHERE source = ? " + order, [source, limit])
    }

    /// - Parameter selection: what comes after `FROM job`; a constant of ours, with the values in `arguments`.
    static func fetch(_ database: Database, _ selection: String, _ arguments: StatementArguments) throws -> [Job] {
        let sql = "SELECT \(columns) FROM job \(selection)"
        return try Row.fetchAll(database, sql: sql, arguments: arguments).map(Job.init)
    }
}
