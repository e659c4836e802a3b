import GRDB
import OpenData

extension CatalogDatabase {
    /// Health from the last runs (hazards.md §2.0).
    ///
    /// `suspended` while a person has paused it or must act: after a failure that only a person can end, and when its address was
    /// not there, or its host's name unknown, in three runs over 72 hours; `failing` after three failed runs in a row; `stale`
    /// without success for twice the interval, counted from its registration when it never succeeded; else `healthy`. A run failed
    /// when it ended itself with a reason or when nothing came through: one broken file among many good ones makes no source ill.
    /// - Throws: ``CatalogError`` `.unknownSource`.
    package func health(ofSource name: String) async throws -> Source.Health {
        let now = now()
        return try await read { database in
            guard let source = try Source.fetch(database, name) else { throw CatalogError(.unknownSource(name)) }
            return try source.health(database, now: now)
        }
    }
}

/// One finished run, boiled down to what health is judged by.
struct RunVerdict: Hashable, Sendable {
    let finished: Timestamp
    let hasFailed: Bool
    /// Of the run, or of all its records where they failed for one and the same reason.
    let reason: String?
    /// Whether only a person can end the failure.
    let needsPerson: Bool
}

extension Source {
    /// Reasons that mean, when they last, that the source is no longer where it was.
    static let lostReasons: Set<String> = ["not_found", "dns_not_found", "gone"]
    /// So many runs over so long, before a person is asked.
    static let lostRuns = 3
    static let lostTime: Duration = .seconds(72 * 3_600)

    /// From the runs in the database.
    func health(_ database: Database, now: Timestamp) throws -> Health {
        let jobs = try Job.fetch(database, ofSource: name, limit: JobHistory.keptRuns)
        let runs = try jobs.filter { $0.state == .finished }.map { try $0.verdict(database) }
        return health(runs: runs, now: now)
    }

    /// - Parameter runs: finished runs of the source, newest first.
    func health(runs: [RunVerdict], now: Timestamp) -> Health {
        if isPaused || isLost(runs) { return .suspended }
        if runs.count >= 3, runs.prefix(3).allSatisfy(\.hasFailed) { return .failing }
        guard let interval else { return .healthy }
        let lastSuccess = runs.first { !$0.hasFailed }?.finished ?? created
        return lastSuccess.adding(.seconds(2 * interval)) < now ? .stale : .healthy
    }

    /// Whether a person must act.
    ///
    /// Runs before a person last changed the source count no more.
    private func isLost(_ runs: [RunVerdict]) -> Bool {
        let since = runs.filter { $0.finished >= modified }
        if let last = since.first, last.hasFailed, last.needsPerson { return true }
        let lost = since.prefix { $0.reason.map(Self.lostReasons.contains) ?? false }
        guard lost.count >= Self.lostRuns, let newest = lost.first, let oldest = lost.last else { return false }
        return newest.finished >= oldest.finished.adding(Self.lostTime)
    }
}

extension Job {
    /// Whether the run reached nothing of use.
    var hasFailed: Bool {
        if reason != nil { return true }
        guard outcome == .failed || outcome == .blocked else { return false }
        return [Outcome.created, .updated, .unchanged, .held].allSatisfy { counts[$0, default: 0] == 0 }
    }

    /// Of a finished job.
    func verdict(_ database: Database) throws -> RunVerdict {
        var reason = reason
        if reason == nil, hasFailed {
            let sql = "SELECT DISTINCT json_extract(body, '$.reason') FROM record WHERE job = ? LIMIT 2"
            let reasons = try String?.fetchAll(database, sql: sql, arguments: [id])
            reason = reasons.count == 1 ? reasons[0] : nil
        }
        return RunVerdict(
            finished: finished ?? created,
            hasFailed: hasFailed,
            reason: reason,
            needsPerson: retry == .afterAction
        )
    }
}
