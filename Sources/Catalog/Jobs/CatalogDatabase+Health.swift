import GRDB
import OpenData

extension CatalogDatabase {
    /// Health from the last runs (hazards.md §2.0).
    ///
    /// `suspended` while a person has paused it; `failing` after three failed runs in a row; `stale` without success for twice
    /// the interval, counted from its registration when it never succeeded; else `healthy`. A run failed when it ended itself
    /// with a reason or when nothing came through: one broken file among many good ones makes no source ill.
    /// - Throws: ``CatalogError`` `.unknownSource`.
    package func health(ofSource name: String) async throws -> Source.Health {
        let now = now()
        return try await read { database in
            guard let source = try Source.fetch(database, name) else { throw CatalogError(.unknownSource(name)) }
            let runs = try Job.fetch(database, ofSource: name, limit: JobHistory.keptRuns).filter {
                $0.state == .finished
            }
            return source.health(runs: runs, now: now)
        }
    }
}

extension Source {
    /// - Parameter runs: finished runs of the source, newest first.
    func health(runs: [Job], now: Timestamp) -> Health {
        if isPaused { return .suspended }
        if runs.count >= 3, runs.prefix(3).allSatisfy(\.hasFailed) { return .failing }
        guard let interval else { return .healthy }
        let lastSuccess = runs.first { !$0.hasFailed }?.finished ?? created
        return lastSuccess.adding(.seconds(2 * interval)) < now ? .stale : .healthy
    }
}

extension Job {
    /// Whether the run reached nothing of use.
    var hasFailed: Bool {
        if reason != nil { return true }
        guard outcome == .failed || outcome == .blocked else { return false }
        return [Outcome.created, .updated, .unchanged, .held].allSatisfy { counts[$0, default: 0] == 0 }
    }
}
