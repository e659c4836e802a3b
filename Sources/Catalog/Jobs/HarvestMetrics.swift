import GRDB
package import OpenData

/// How harvesting does, in numbers, for `/metrics` and whoever watches.
package struct HarvestMetrics: Hashable, Sendable {
    /// Sources by health; every health is there.
    package var sources: [Source.Health: Int]
    /// Jobs that wait, and jobs that run.
    package var queued: Int
    package var running: Int
    /// Finished runs that are remembered, by outcome.
    package var runs: [Outcome: Int]
    /// Versions and proposals that wait for a person.
    package var waiting: Int
    /// When a run of each source last succeeded, by source; sources without success are left out.
    package var lastSuccess: [String: Timestamp]
}

extension CatalogDatabase {
    /// Counts over all sources, in one reading of the database.
    package func harvestMetrics() async throws -> HarvestMetrics {
        let now = now()
        let waiting = try await heldVersions().count + openProposals().count
        return try await read { database in
            var metrics = HarvestMetrics(
                sources: Dictionary(uniqueKeysWithValues: Source.Health.allCases.map { ($0, 0) }),
                queued: 0,
                running: 0,
                runs: [:],
                waiting: waiting,
                lastSuccess: [:]
            )
            for source in try Source.fetchAll(database) {
                metrics.sources[try source.health(database, now: now), default: 0] += 1
                let runs = try Job.fetch(database, ofSource: source.name, limit: JobHistory.keptRuns)
                metrics.lastSuccess[source.name] = runs.first { $0.state == .finished && !$0.hasFailed }?.finished
            }
            let states = "SELECT state, outcome, count(*) FROM job GROUP BY state, outcome"
            for row in try Row.fetchAll(database, sql: states) {
                let count: Int = row[2]
                switch Job.State(rawValue: row[0]) {
                case .queued: metrics.queued += count
                case .running: metrics.running += count
                case .finished:
                    guard let outcome = (row[1] as String?).flatMap(Outcome.init(rawValue:)) else { continue }
                    metrics.runs[outcome, default: 0] += count
                case nil: continue
                }
            }
            return metrics
        }
    }
}
