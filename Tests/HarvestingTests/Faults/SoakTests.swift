import Catalog
import Fetching
import Foundation
import OpenData
import Synchronization
import TestSupport
import Testing

@testable import Harvesting

/// Many sources, a third of them hostile, over many days of a clock that only moves when it is told to.
///
/// The short run is part of the tests. The long one is run by hand (docs/extend.md), with `YDP_SOAK=SOURCES,DAYS`:
/// `YDP_SOAK=200,30 swift test --filter Soak`.
@Suite struct `Soak` {
    private static let size: (sources: Int, days: Int) = {
        let parts = ProcessInfo.processInfo.environment["YDP_SOAK"]?.split(separator: ",").compactMap { Int($0) } ?? []
        return parts.count == 2 ? (parts[0], parts[1]) : (9, 6)
    }()

    /// What a hostile source does on one day.
    private static func fault(_ number: Int, _ good: String) -> [LoopbackServer.Step] {
        switch number % 14 {
        case 0: [.reset]
        case 1: []
        case 2: LoopbackServer.answer("404 Not Found")
        case 3: LoopbackServer.answer("503 Service Unavailable")
        case 4: LoopbackServer.answer(text: "<!DOCTYPE html><html><title>maintenance \(number)</title></html>")
        case 5: LoopbackServer.answer(length: good.utf8.count + 50, Array(good.utf8))
        case 6: LoopbackServer.answer(headers: ["Content-Encoding: gzip"], text: good)
        case 7: LoopbackServer.answer(text: "番号,名称\n1,一つだけ\(number)\n")
        case 8: LoopbackServer.answer("302 Found")
        case 9: LoopbackServer.answer("429 Too Many Requests", headers: ["Retry-After: 99999"])
        case 10: LoopbackServer.answer(text: (0..<3_000).map { "c\($0)" }.joined(separator: ",") + "\n\(number)\n")
        case 11: LoopbackServer.answer(text: "番号,名称\n1,\0\(number)\n")
        case 12: LoopbackServer.answer("302 Found", headers: ["Location: http://10.0.0.1/"])
        default: LoopbackServer.answer("410 Gone")
        }
    }

    private static func good(_ source: Int, day: Int) -> String {
        "番号,名称\n" + (0..<20 + day / 7).map { "\($0),施設\(source)-\($0)\n" }.joined()
    }

    private final class Calendar: Sendable {
        private let value = Mutex(0)
        var day: Int { value.withLock { $0 } }
        func goOn() { value.withLock { $0 += 1 } }
    }

    @Test func `a month of hostile sources leaves every job accounted for, no stray file and the good data good`()
        async throws
    {
        let (sources, days) = Self.size
        let calendar = Calendar()
        let server = try LoopbackServer { request in
            guard let number = Int(request.path.dropFirst().prefix { $0 != "." }) else {
                return LoopbackServer.answer("404 Not Found")
            }
            let day = calendar.day
            // The first day all are good, so that every one has something to lose.
            return number % 3 == 0 && day > 0 && (day + number) % 5 != 0
                ? Self.fault(number / 3 + day, Self.good(number, day: 0))
                : LoopbackServer.answer(text: Self.good(number, day: day))
        }
        defer { server.stop() }
        let lab = try await FaultLab { settings in
            settings.resolver = Resolver { (_, _) in [IPAddress("127.0.0.1")].compactMap(\.self) }
        }
        for number in 0..<sources {
            let moment = lab.ingest.now()
            var source = Source(
                name: "source-\(number)",
                kind: .file,
                // A host of its own, so that one that limits requests speaks for itself alone.
                url: "http://s\(number).example.jp:\(server.port)/\(number).csv",
                created: moment,
                modified: moment
            )
            source.allowedAddresses = ["127.0.0.1"]
            source.interval = 86_400
            try await lab.catalog.put(source, actor: "test")
        }
        var queued = 0
        var finished: [Outcome: Int] = [:]
        var memory: [Int] = []
        for _ in 0..<days {
            let jobs = try await lab.catalog.enqueueDue()
            queued += jobs.count
            for outcome in try await Self.runAll(lab) { finished[outcome, default: 0] += 1 }
            memory.append(Self.residentKilobytes)
            calendar.goOn()
            lab.clock.advance(by: .seconds(100_000))
        }
        #expect(finished.values.reduce(0, +) == queued)
        let metrics = try await lab.catalog.harvestMetrics()
        #expect(metrics.queued == 0 && metrics.running == 0)
        #expect(metrics.runs == finished)
        for number in 0..<sources {
            let version = try #require(await lab.published("source-\(number)").version)
            #expect(version.rowCount >= 20, "source-\(number)")
            if number % 3 != 0 { #expect(version.rowCount == 20 + (days - 1) / 7, "source-\(number)") }
        }
        #expect(lab.leftovers.isEmpty)
        let strays = try await Self.strays(lab)
        #expect(strays.isEmpty)
        // After the first third everything that grows with time has had its time.
        let settled = memory[days / 3]
        let growth = (memory.last ?? 0) - settled
        if days >= 20 { #expect(growth < 64 << 10, "KiB") }
        let told = finished.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
        print(
            "soak: \(sources) sources, \(days) days, \(queued) jobs (\(told)), \(metrics.waiting) waiting,",
            "resident \(settled >> 10) MiB after a third and \((memory.last ?? 0) >> 10) MiB at the end, \(strays.count) stray files"
        )
        try lab.end()
    }

    /// Claims and runs what is due, four jobs at a time; answers the outcomes.
    private static func runAll(_ lab: FaultLab) async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: [Outcome].self) { group in
            for worker in 0..<4 {
                group.addTask {
                    var outcomes: [Outcome] = []
                    while let claimed = try await lab.catalog.claim(worker: "w\(worker)", lease: .seconds(864_000)) {
                        let job = try await lab.harvester.run(claimed.job, lease: claimed.lease)
                        outcomes.append(try #require(job.outcome))
                    }
                    return outcomes
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// Files of the store that no version, no fetch and no record of a run names.
    private static func strays(_ lab: FaultLab) async throws -> [String] {
        var (tables, blobs) = try await lab.catalog.referencedFiles()
        for job in try await lab.catalog.jobs(ofSource: nil, limit: 100_000) {
            for record in try await lab.catalog.records(ofJob: job.id, after: 0, limit: 1_000) {
                blobs.formUnion(record.resources.compactMap(\.blob))
            }
        }
        tables.formUnion(blobs)
        let names = FileManager.default.enumerator(atPath: lab.directory.path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            guard name.hasPrefix("blobs/") || name.hasPrefix("tables/"), name.split(separator: "/").count == 3 else {
                return false
            }
            let hash = name.split(separator: "/")[2].split(separator: ".")[0]
            return !tables.contains(String(hash))
        }
    }

    /// Memory of this process now.
    private static var residentKilobytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4
    }
}
