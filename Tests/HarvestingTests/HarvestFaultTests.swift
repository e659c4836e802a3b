import Catalog
import Crypto
import OpenData
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `Harvest faults` {
    @Test func `bytes that ended a worker twice are rejected unread`() async throws {
        let portal = try CannedPortal(["aed": .table("AED", rows: 3)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        let body = "番号,名称\n0,施設0\n1,施設1\n2,施設2\n"
        let blob = SHA256.hash(data: Array(body.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        #expect(try await lab.catalog.beginParsing(blob: blob) == 0)
        #expect(try await lab.catalog.beginParsing(blob: blob) == 1)
        let run = try await lab.harvest("city")
        #expect(run.lines == ["aed rejected worker_crashed"])
        #expect(run.record("aed")?.resources.first?.blob == blob)
        try lab.end()
    }

    @Test func `the same bytes in many datasets at once are no crash`() async throws {
        let names = (0..<12).map { "copy-\($0)" }
        let portal = try CannedPortal(
            Dictionary(uniqueKeysWithValues: names.map { ($0, .table("写し", rows: 3)) })
        )
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        let run = try await lab.harvest("city")
        #expect(run.records.count == 12)
        #expect(run.records.allSatisfy { $0.outcome == .created })
        try lab.end()
    }

    @Test func `a second attempt goes on where the first ended`() async throws {
        let portal = try CannedPortal(["aed": .table("AED", rows: 3), "hall": .table("公民館", rows: 3)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        let job = try await lab.catalog.enqueue(source: "city", limit: nil, due: nil)
        let first = try #require(await lab.catalog.claim(worker: "one", lease: .seconds(60), job: job.id))
        let done = HarvestRecord(
            job: job.id,
            remoteID: "id-of-aed",
            name: "aed",
            title: "AED",
            outcome: .created,
            at: lab.ingest.now(),
        )
        try await lab.catalog.put(done, lease: first.lease)
        try await lab.catalog.release(first.lease)
        let second = try #require(await lab.catalog.claim(worker: "two", lease: .seconds(60), job: job.id))
        #expect(second.job.attempts == 2)
        let finished = try await lab.harvester.run(second.job, lease: second.lease)
        #expect(finished.counts == [.created: 2])
        #expect(portal.downloads == ["/files/hall/table.csv"])
        try lab.end()
    }

    @Test func `a worker whose job was taken over writes nothing more`() async throws {
        let portal = try CannedPortal(["aed": .table("AED", rows: 3)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        let job = try await lab.catalog.enqueue(source: "city", limit: nil, due: nil)
        let first = try #require(await lab.catalog.claim(worker: "one", lease: .seconds(60), job: job.id))
        try await lab.catalog.release(first.lease)
        _ = try #require(await lab.catalog.claim(worker: "two", lease: .seconds(60), job: job.id))
        let error = await #expect(throws: CatalogError.self) {
            try await lab.harvester.run(first.job, lease: first.lease)
        }
        #expect(error?.isLeaseLost == true)
        #expect(try await lab.catalog.records(ofJob: job.id, after: 0, limit: 10).isEmpty)
        #expect(try await lab.catalog.dataset("aed") == nil)
        try lab.end()
    }

    @Test func `a worker that is stopped gives its job back`() async throws {
        let server = try LoopbackServer { request in
            request.path.hasSuffix("status_show")
                ? LoopbackServer.answer(text: #"{"success":true,"result":{}}"#) : [.hold]
        }
        let lab = try await HarvestLab()
        defer { server.stop() }
        try await lab.addSource("city", url: server.url)
        let job = try await lab.catalog.enqueue(source: "city", limit: nil, due: nil)
        let first = try #require(await lab.catalog.claim(worker: "one", lease: .seconds(60), job: job.id))
        let harvester = lab.harvester
        let task = Task { try await harvester.run(first.job, lease: first.lease) }
        while server.requests.count < 2 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let second = try await lab.catalog.claim(worker: "two", lease: .seconds(60), job: job.id)
        #expect(second?.job.attempts == 2)
        try lab.end()
    }

    @Test func `a source that fails half way keeps what it gave and fails as a whole`() async throws {
        let packages = (0..<100).map { #"{"id":"id-\#($0)","name":"name-\#($0)","resources":[]}"# }.joined(
            separator: ","
        )
        let server = try LoopbackServer { request in
            if request.path.hasSuffix("status_show") {
                return LoopbackServer.answer(text: #"{"success":true,"result":{}}"#)
            }
            guard request.target.hasSuffix("start=0") else { return LoopbackServer.answer(text: "<html>") }
            return LoopbackServer.answer(text: #"{"success":true,"result":{"count":150,"results":[\#(packages)]}}"#)
        }
        let lab = try await HarvestLab()
        defer { server.stop() }
        try await lab.addSource("city", url: server.url)
        let run = try await lab.harvest("city")
        #expect(run.records.count == 100)
        #expect(run.job.outcome == .rejected)
        #expect(run.job.reason == "api_shape")
        #expect(try await lab.catalog.datasetNames().count == 100)
        try lab.end()
    }

    @Test func `a file that only fails for a while is fetched within the run`() async throws {
        let server = try LoopbackServer { request in
            request.number <= 3
                ? LoopbackServer.answer("503 Service Unavailable") : LoopbackServer.answer(text: "a,b\n1,2\n")
        }
        let lab = try await HarvestLab()
        defer { server.stop() }
        try await lab.addSource("list", kind: .file, url: server.url + "/list.csv")
        #expect(try await lab.harvest("list").lines == ["list created -"])
        #expect(server.requests.count { $0.path != "/robots.txt" } == 4)
        try lab.end()
    }
}
