import Catalog
import Fetching
import Foundation
import Harvesting
import Logging
import OpenData
import Tabular

/// One source harvested in the foreground: queues a job, runs it here unless a worker already does, and shows its records as
/// they come.
struct HarvestRun {
    let platform: Platform
    let harvester: Harvester
    let wantsJSON: Bool

    /// How long a claim holds before another worker may take over; the harvester renews it.
    static let lease = Duration.seconds(60)

    /// - Returns: the finished job.
    func run(_ source: String, limit: Int?) async throws -> Job {
        let catalog = platform.catalog
        let queued = try await catalog.enqueue(source: source, limit: limit, due: nil)
        let name = "harvest-\(ProcessInfo.processInfo.processIdentifier)"
        var shown = 0
        var runner: Task<Void, any Error>?
        defer { runner?.cancel() }
        while true {
            if runner == nil, let claimed = try await catalog.claim(worker: name, lease: Self.lease, job: queued.id) {
                let harvester = harvester
                runner = Task { _ = try await harvester.run(claimed.job, lease: claimed.lease) }
            }
            let job = try await catalog.job(queued.id)
            shown += try await show(queued.id, after: shown)
            if let job, job.state == .finished {
                shown += try await show(job.id, after: shown)
                Console.print(
                    wantsJSON ? try Self.json(job) : RecordLine.summary(job, language: platform.settings.language)
                )
                return job
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Prints the records after the first `count`; answers how many there were.
    private func show(_ job: String, after count: Int) async throws -> Int {
        var shown = 0
        while true {
            let records = try await platform.catalog.records(ofJob: job, after: count + shown, limit: 500)
            for record in records {
                Console.print(
                    wantsJSON ? try Self.json(record) : RecordLine.text(record, language: platform.settings.language)
                )
            }
            shown += records.count
            guard records.count == 500 else { return shown }
        }
    }

    /// One JSON object on one line.
    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension Platform {
    /// Ingestion on this data directory.
    var ingest: Ingest { Ingest(catalog: catalog, store: store, schemas: schemas, now: { .now() }) }

    func harvester(engine: FetchEngine, logger: Logger) -> Harvester {
        Harvester(ingest: ingest, engine: engine, logger: logger)
    }
}
