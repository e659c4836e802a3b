import Catalog
import Fetching
import Foundation
import Logging
import OpenData
import Synchronization
import Tables
import TestSupport
import Testing
import Validation

@testable import Harvesting

/// One upstream behaviour of hazards.md §2, as a server that was good before plays it, and what must come of it.
struct Upstream: Sendable, CustomTestStringConvertible {
    /// Row of the table.
    var row: Int
    var name: String
    /// What was good before, oldest first; each became a version.
    var before: [String] = [FaultLab.good]
    /// Header lines of the good answers.
    var headers: [String] = []
    /// The behaviour: the answer to the `number`th request for the file, counted from 1; nil where it never comes to a request.
    var answer: (@Sendable (LoopbackServer.Request, Int) -> [LoopbackServer.Step])?
    /// What the name `data.example.jp` stands for meanwhile; nil: the server.
    var names: Result<[String], Resolver.Fault>?
    var settings: @Sendable (inout FetchSettings) -> Void = { _ in }
    var outcome: Outcome
    var code: String?
    /// Rows of the version that readers see afterwards; nil: the last good version, byte for byte.
    var rows: Int?
    /// Requests for the file.
    var tries = 1
    /// Bounds of the pauses between them, in seconds.
    var pauses: [ClosedRange<Double>] = []

    var testDescription: String { "\(row) \(name)" }

    /// Class A: four tries, at most 2, 10 and 60 seconds apart.
    func triedAgain() -> Upstream {
        var changed = self
        changed.tries = 4
        changed.pauses = [0...2, 0...10, 0...60]
        return changed
    }
}

/// A catalogue, an engine and a harvester whose names, pauses and limits are a test's.
struct FaultLab {
    static let good = "id,名称,lat,lon\n1,市役所,34.17,131.47\n2,図書館,34.18,131.48\n"
    static let longer = good + "3,公民館,34.19,131.49\n"

    let directory: TemporaryDirectory
    let catalog: CatalogDatabase
    let ingest: Ingest
    let engine: FetchEngine
    let harvester: Harvester
    let clock: ManualClock

    init(settings change: (inout FetchSettings) -> Void = { _ in }) async throws {
        directory = try TemporaryDirectory()
        let clock = ManualClock()
        self.clock = clock
        // The calendar goes on by itself, so that records have an order, and with every pause.
        let ticks = Ticks()
        let start = Int64(1_750_000_000_000_000)
        let now: @Sendable () -> Timestamp = {
            Timestamp(microseconds: start + ticks.next()).adding(clock.elapsed)
        }
        let store = FileStore(directory: directory.path)
        try store.prepare()
        catalog = try await CatalogDatabase(directory: directory.path, now: now)
        ingest = Ingest(catalog: catalog, store: store, schemas: SchemaLibrary(schemas: []), now: now)
        var settings = FetchSettings(version: "test")
        settings.now = { 1_750_000_000 }
        change(&settings)
        engine = FetchEngine(settings: settings)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        // Pauses between requests are those of retries alone; pacing has its own tests.
        var limits = HarvestLimits()
        limits.pace = .zero
        harvester = Harvester(
            ingest: ingest,
            engine: engine,
            logger: logger,
            limits: limits,
            retries: RetryPlan(sleep: clock.harvestClock.sleep),
            clock: clock.harvestClock
        )
    }

    func end() throws {
        engine.shutDown()
        try catalog.close()
    }

    func addSource(
        _ name: String,
        kind: Source.Kind = .file,
        url: String,
        allowed: [String] = ["127.0.0.1"]
    ) async throws {
        var source = Source(name: name, kind: kind, url: url, created: ingest.now(), modified: ingest.now())
        source.allowedAddresses = allowed
        try await catalog.put(source, actor: "test")
    }

    func harvest(_ source: String) async throws -> HarvestLab.Run {
        let job = try await catalog.enqueue(source: source, limit: nil, due: nil)
        let claimed = try #require(await catalog.claim(worker: "test", lease: .seconds(600), job: job.id))
        let finished = try await harvester.run(claimed.job, lease: claimed.lease)
        return HarvestLab.Run(job: finished, records: try await catalog.records(ofJob: job.id, after: 0, limit: 1_000))
    }

    /// What readers see of a dataset's first file: the version, and the bytes of its table.
    func published(_ name: String) async throws -> (version: TableVersion?, bytes: Data?) {
        let version = try await catalog.dataset(name)?.distributions.first?.current
        let path = version?.table.map { ingest.store.path(.tables, $0) }
        return (version, path.flatMap { FileManager.default.contents(atPath: $0) })
    }

    /// Files that a download or an import left half-made.
    var leftovers: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory.path + "/tmp")) ?? []
    }

    private final class Ticks: Sendable {
        private let count = Mutex(Int64(0))

        func next() -> Int64 {
            count.withLock { count in
                count += 1_000
                return count
            }
        }
    }
}

/// Plays the good past and then the behaviour, and notes when it was asked by the clock that only waiting moves.
final class FaultyUpstream: Sendable {
    private struct State {
        /// Good answers that were given; beyond the last begins the behaviour.
        var phase = 0
        var asked: [Duration] = []
    }

    private final class Box: Sendable {
        let state = Mutex(State())
    }

    private let box: Box
    let server: LoopbackServer

    init(_ each: Upstream, clock: ManualClock) throws {
        let box = Box()
        self.box = box
        server = try LoopbackServer { request in
            if request.path == "/robots.txt" { return LoopbackServer.answer("404 Not Found") }
            if request.path == "/other.csv" { return LoopbackServer.answer(text: FaultLab.good) }
            let phase = box.state.withLock { $0.phase }
            if phase < each.before.count {
                return LoopbackServer.answer(headers: each.headers, text: each.before[phase])
            }
            guard request.path == "/table.csv" else { return each.answer?(request, 0) ?? [] }
            let number = box.state.withLock { state in
                state.asked.append(clock.elapsed)
                return state.asked.count
            }
            return each.answer?(request, number) ?? []
        }
    }

    var isFaulty: Bool { box.state.withLock { $0.phase } > 0 }
    /// When the file was asked for since the behaviour began.
    var asked: [Duration] { box.state.withLock { $0.asked } }
    /// Goes on to the next good answer, or to the behaviour.
    func goOn() { box.state.withLock { $0.phase += 1 } }
}
