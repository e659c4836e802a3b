import Catalog
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `Workers` {
    @Test func `a source that never answers keeps no other waiting, and is given back when the worker stops`()
        async throws
    {
        let stuck = try LoopbackServer { _ in [.hold] }
        let portal = try CannedPortal(["aed": .table("AED", rows: 3)])
        let lab = try await HarvestLab()
        defer {
            stuck.stop()
            portal.server.stop()
        }
        // By name: the one that is stuck is claimed first.
        try await lab.addSource("a-stuck", kind: .file, url: stuck.url + "/a.csv")
        try await lab.addSource("b-quick", url: portal.server.url)
        let first = try await lab.catalog.enqueue(source: "a-stuck", limit: nil, due: nil)
        let second = try await lab.catalog.enqueue(source: "b-quick", limit: nil, due: nil)
        let worker = Task { try await Worker(harvester: lab.harvester, once: false).run() }
        while try await lab.catalog.job(second.id)?.state != .finished { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await lab.catalog.job(first.id)?.state == .running)
        #expect(try await lab.catalog.job(second.id)?.counts[.created] == 1)

        worker.cancel()
        _ = try? await worker.value
        #expect(try await lab.catalog.job(first.id)?.state == .queued, "the next worker goes on at once")
        try lab.end()
    }

    @Test func `once means until nothing is due, however many sources there are`() async throws {
        let portal = try CannedPortal(["aed": .table("AED", rows: 3)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        for number in 0..<7 {
            try await lab.addSource("city-\(number)", url: portal.server.url)
            _ = try await lab.catalog.enqueue(source: "city-\(number)", limit: nil, due: nil)
        }
        try await Worker(harvester: lab.harvester, once: true).run()
        let jobs = try await lab.catalog.jobs(ofSource: nil, limit: 20)
        #expect(jobs.count == 7 && jobs.allSatisfy { $0.state == .finished && $0.counts[.failed] == nil })
        #expect(try await lab.catalog.datasetNames().count == 7)
        try lab.end()
    }
}
