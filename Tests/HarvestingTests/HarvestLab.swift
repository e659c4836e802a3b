import Catalog
import Fetching
import Logging
import OpenData
import Synchronization
import Tables
import TestSupport
import Testing
import Validation

@testable import Harvesting

/// A catalogue in a temporary folder with an engine and a harvester over it.
struct HarvestLab {
    let directory: TemporaryDirectory
    let catalog: CatalogDatabase
    let ingest: Ingest
    let engine: FetchEngine
    let harvester: Harvester

    init(limits: HarvestLimits = HarvestLimits()) async throws {
        directory = try TemporaryDirectory()
        // A clock of its own: every look at it is a millisecond later.
        let clock = Mutex(Int64(1_750_000_000_000_000))
        let box = Clock(clock)
        let now: @Sendable () -> Timestamp = { box.next() }
        let store = FileStore(directory: directory.path)
        try store.prepare()
        catalog = try await CatalogDatabase(directory: directory.path, now: now)
        ingest = Ingest(catalog: catalog, store: store, schemas: SchemaLibrary(schemas: []), now: now)
        engine = FetchEngine(settings: FetchSettings(version: "test"))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        harvester = Harvester(ingest: ingest, engine: engine, logger: logger, limits: limits, retries: .immediate)
    }

    /// Ends the engine and closes the catalogue.
    func end() throws {
        engine.shutDown()
        try catalog.close()
    }

    @discardableResult
    func addSource(
        _ name: String,
        kind: Source.Kind = .ckan,
        url: String,
        allowed: [String] = ["127.0.0.0/8"],
    ) async throws -> Source {
        var source = Source(name: name, kind: kind, url: url, created: ingest.now(), modified: ingest.now())
        source.allowedAddresses = allowed
        try await catalog.put(source, actor: "test")
        return source
    }

    /// Runs a source once, as a worker would.
    func harvest(_ source: String, limit: Int? = nil) async throws -> Run {
        let job = try await catalog.enqueue(source: source, limit: limit, due: nil)
        let claimed = try #require(await catalog.claim(worker: "test", lease: .seconds(60), job: job.id))
        let finished = try await harvester.run(claimed.job, lease: claimed.lease)
        return Run(job: finished, records: try await catalog.records(ofJob: job.id, after: 0, limit: 10_000))
    }

    /// What a run left behind.
    struct Run {
        let job: Job
        let records: [HarvestRecord]

        /// `name outcome reason` of every record, by name.
        var lines: [String] {
            records.map { "\($0.name) \($0.outcome.rawValue) \($0.reason ?? "-")" }.sorted()
        }

        func record(_ name: String) -> HarvestRecord? { records.first { $0.name == name } }
    }

    private final class Clock: Sendable {
        private let microseconds: Mutex<Int64>

        init(_ microseconds: consuming Mutex<Int64>) { self.microseconds = microseconds }

        func next() -> Timestamp {
            microseconds.withLock { value in
                value += 1_000
                return Timestamp(microseconds: value)
            }
        }
    }
}

/// A CKAN portal in memory whose datasets a test changes as it goes.
final class CannedPortal: Sendable {
    struct File: Sendable {
        var name: String
        var format = "CSV"
        /// Status and body of the answer.
        var status = "200 OK"
        var body: String
    }

    struct Package: Sendable {
        var title: String
        var files: [File]

        init(_ title: String, _ files: [File]) {
            self.title = title
            self.files = files
        }

        /// One CSV with `rows` rows.
        static func table(_ title: String, rows: Int) -> Package {
            let body = "番号,名称\n" + (0..<rows).map { "\($0),施設\($0)\n" }.joined()
            return Package(title, [File(name: "table.csv", body: body)])
        }
    }

    private let state: State
    let server: LoopbackServer

    private final class State: Sendable {
        let packages: Mutex<[String: Package]>
        let count = Mutex<Int?>(nil)
        init(_ packages: [String: Package]) { self.packages = Mutex(packages) }
    }

    init(_ packages: [String: Package]) throws {
        let state = State(packages)
        self.state = state
        server = try LoopbackServer { Self.answer($0, state) }
    }

    /// Changes what the portal has, by dataset name.
    func change(_ change: (inout [String: Package]) -> Void) {
        state.packages.withLock { change(&$0) }
    }

    /// What the portal says it has, whatever it lists; nil for the truth.
    func claim(count: Int?) { state.count.withLock { $0 = count } }

    /// Files asked for since the portal began.
    var downloads: [String] {
        server.requests.map(\.target).filter { $0.hasPrefix("/files/") }
    }

    private static func answer(_ request: LoopbackServer.Request, _ state: State) -> [LoopbackServer.Step] {
        let packages = state.packages.withLock { $0 }
        let host = request.headers["host"] ?? ""
        if request.path == "/api/3/action/status_show" {
            return LoopbackServer.answer(text: #"{"success":true,"result":{}}"#)
        }
        if request.path == "/api/3/action/package_search" {
            let start = Int(request.target.split(separator: "start=").last ?? "") ?? 0
            let names = packages.keys.sorted().dropFirst(start).prefix(100)
            let page = names.map { json($0, packages[$0], host: host) }.joined(separator: ",")
            let count = state.count.withLock { $0 } ?? packages.count
            return LoopbackServer.answer(
                text: #"{"success":true,"result":{"count":\#(count),"results":[\#(page)]}}"#
            )
        }
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count == 3, parts[0] == "files",
            let file = packages[parts[1]]?.files.first(where: { $0.name == parts[2] })
        else { return LoopbackServer.answer("404 Not Found", text: "<html>") }
        let tag = "\"\(file.body.utf8.count)-\(file.body.utf8.reduce(0) { ($0 &* 31) &+ Int($1) })\""
        if request.headers["if-none-match"] == tag {
            return LoopbackServer.answer("304 Not Modified", headers: ["ETag: \(tag)"], length: -1)
        }
        return LoopbackServer.answer(file.status, headers: ["ETag: \(tag)"], text: file.body)
    }

    private static func json(_ name: String, _ package: Package?, host: String) -> String {
        let files = (package?.files ?? []).map { file in
            #"{"id":"\#(name)/\#(file.name)","name":"\#(file.name)","format":"\#(file.format)","#
                + #""url":"http://\#(host)/files/\#(name)/\#(file.name)"}"#
        }
        return #"{"id":"id-of-\#(name)","name":"\#(name)","title":"\#(package?.title ?? name)","#
            + #""organization":{"name":"hagi","title":"萩市"},"resources":[\#(files.joined(separator: ","))]}"#
    }
}
