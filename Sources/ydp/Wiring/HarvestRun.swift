import Catalog
import Fetching
import Foundation
import Harvesting
import Logging
import OpenData
import Synchronization
import Tabular

/// One source harvested in the foreground: queues a job, runs it here unless a worker already does, and shows its records as
/// they come.
struct HarvestRun {
    let platform: Platform
    let harvester: Harvester
    let wantsJSON: Bool
    /// Whether summaries say whose they are: other sources may be harvested at the same time.
    let namesSources: Bool

    /// How long a claim holds before another worker may take over; the harvester renews it.
    static let lease = Duration.seconds(60)

    /// - Returns: the finished job.
    func run(_ source: String, limit: Int?) async throws -> Job {
        let catalog = platform.catalog
        let queued = try await catalog.enqueue(source: source, limit: limit, due: nil)
        let name = ProcessName.current(role: "harvest")
        var shown = 0
        var runner: Task<Void, Never>?
        let failure = FailureBox()
        defer { runner?.cancel() }
        while true {
            if let error = failure.take() {
                guard error is CatalogError else { throw error }
                // Another worker took the job over: its records are shown as they come.
                runner = nil
            }
            if runner == nil {
                try await catalog.endLeases(ofWorkersWhere: ProcessName.isGone)
                runner = try await begin(queued, as: name, telling: failure)
            }
            let job = try await catalog.job(queued.id)
            shown += try await show(queued.id, after: shown)
            if let job, job.state == .finished {
                shown += try await show(job.id, after: shown)
                let line = RecordLine.summary(job, language: platform.settings.language, namesSource: namesSources)
                Console.print(wantsJSON ? try Self.json(job) : line)
                return job
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Begins the job here when it is free; nil when a worker has it.
    private func begin(
        _ job: Job,
        as name: String,
        telling failure: FailureBox
    ) async throws -> Task<Void, Never>? {
        guard let claimed = try await platform.catalog.claim(worker: name, lease: Self.lease, job: job.id) else {
            return nil
        }
        let harvester = harvester
        return Task {
            do {
                _ = try await harvester.run(claimed.job, lease: claimed.lease)
            } catch {
                failure.put(error)
            }
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

/// The error that ended a job begun here, handed from its task to the loop that watches.
private final class FailureBox: Sendable {
    private let error = Mutex<(any Error)?>(nil)

    func put(_ error: any Error) { self.error.withLock { $0 = error } }
    func take() -> (any Error)? { error.withLock { $0.take() } }
}

extension Platform {
    /// Ingestion on this data directory.
    var ingest: Ingest { Ingest(catalog: catalog, store: store, schemas: schemas, now: { .now() }) }

    func harvester(engine: FetchEngine, logger: Logger) -> Harvester {
        Harvester(ingest: ingest, engine: engine, logger: logger, limits: HarvestLimits(settings))
    }
}

extension HarvestLimits {
    /// The limits of this installation's runs.
    init(_ settings: Settings) {
        self.init()
        records = settings.number("harvest-records")
        perHost = settings.number("harvest-per-host")
        inAll = settings.number("harvest-downloads")
        jobs = settings.number("harvest-jobs")
        pace = .milliseconds(settings.number("harvest-pace"))
    }
}
