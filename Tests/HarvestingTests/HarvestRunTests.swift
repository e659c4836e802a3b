import Catalog
import OpenData
import Tables
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `Harvest run` {
    private static let start: [String: CannedPortal.Package] = [
        "aed": .table("AED", rows: 10),
        "event": .table("イベント", rows: 10),
        "hall": .table("公民館", rows: 10),
        "map": .init("地図", [.init(name: "map.zip", format: "ZIP", body: "PK")]),
        "park": .table("公園", rows: 10),
        "school": .table("学校", rows: 10),
        "shelter": .table("避難所", rows: 10),
    ]

    @Test func `a first run creates everything, a second finds nothing new and asks conditionally`() async throws {
        let portal = try CannedPortal(Self.start)
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        let first = try await lab.harvest("city")
        #expect(
            first.lines == [
                "aed created -", "event created -", "hall created -", "map created link_only", "park created -",
                "school created -",
                "shelter created -",
            ]
        )
        #expect(first.job.outcome == .updated)
        let aed = try #require(await lab.catalog.dataset("aed"))
        #expect(aed.organization == "hagi")
        #expect(aed.origin?.remoteID == "id-of-aed")
        #expect(aed.distributions.first?.current?.rowCount == 10)
        #expect(try await lab.catalog.organization("hagi")?.title == "萩市")
        let revision = try await lab.catalog.revision()

        let second = try await lab.harvest("city")
        #expect(second.lines.count == 7)
        #expect(second.records.allSatisfy { $0.outcome == .unchanged })
        #expect(second.job.outcome == .unchanged)
        #expect(try await lab.catalog.revision() == revision, "nothing was written that readers see")
        #expect(try await lab.catalog.dataset("aed") == aed)
        try lab.end()
    }

    @Test func `every change of a portal gets its own outcome, and no good version is lost`() async throws {
        let portal = try CannedPortal(Self.start)
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        _ = try await lab.harvest("city")
        portal.change { packages in
            packages["aed"] = .table("AED", rows: 11)
            packages["event"]?.files[0].body = "<!DOCTYPE html><html><title>メンテナンス中</title></html>"
            packages["hall"] = .table("公民館", rows: 0)
            packages["library"] = .table("図書館", rows: 3)
            packages["park"]?.title = "公園（改訂）"
            packages["school"] = nil
            packages["shelter"]?.files[0].status = "404 Not Found"
            packages["shelter"]?.files[0].body = "gone"
        }
        let second = try await lab.harvest("city")
        #expect(
            second.lines == [
                "aed updated -", "event rejected content_mismatch", "hall held zero_rows", "library created -",
                "map unchanged link_only", "park updated -", "school held vanished", "shelter failed not_found",
            ]
        )
        #expect(second.job.outcome == .failed)
        for record in second.records where record.reason != nil { #expect(record.message != nil) }
        let rows = try await ["aed", "event", "hall", "library", "school", "shelter"].asyncMap { name in
            try await lab.catalog.dataset(name)?.distributions.first?.current?.rowCount
        }
        #expect(rows == [11, 10, 10, 3, 10, 10])
        #expect(try await lab.catalog.dataset("school")?.origin?.vanished != nil)

        // The same again: what was refused is refused with the same words and without new downloads of it.
        let third = try await lab.harvest("city")
        #expect(
            third.lines == [
                "aed unchanged -", "event rejected content_mismatch", "hall held zero_rows", "library unchanged -",
                "map unchanged link_only", "park unchanged -", "shelter failed not_found",
            ]
        )
        #expect(third.record("event")?.message == second.record("event")?.message)
        #expect(third.record("hall")?.message == second.record("hall")?.message)
        let held = try #require(await lab.catalog.dataset("hall")?.distributions.first)
        #expect(try await lab.catalog.versions(ofDistribution: held.id).count == 2, "the doubtful version is kept once")
        try lab.end()
    }

    @Test func `an empty list is not believed`() async throws {
        let portal = try CannedPortal(Self.start)
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        _ = try await lab.harvest("city")
        portal.change { $0 = [:] }
        let second = try await lab.harvest("city")
        #expect(second.lines == ["city held catalogue_collapse"])
        #expect(second.job.outcome == .held)
        #expect(try await lab.catalog.datasets(ofSource: "city").allSatisfy { $0.origin?.vanished == nil })
        #expect(try await lab.catalog.datasets(ofSource: "city").count == 7)
        try lab.end()
    }

    @Test func `a list that is cut short marks nothing as vanished`() async throws {
        let portal = try CannedPortal(Self.start)
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        _ = try await lab.harvest("city")
        portal.change { $0["school"] = nil }
        portal.claim(count: 7)
        let second = try await lab.harvest("city")
        #expect(second.lines.count == 6)
        #expect(try await lab.catalog.dataset("school")?.origin?.vanished == nil)
        let limited = try await lab.harvest("city", limit: 2)
        #expect(limited.lines.count == 2)
        #expect(try await lab.catalog.dataset("school")?.origin?.vanished == nil)
        portal.claim(count: nil)
        #expect(try await lab.harvest("city").record("school")?.reason == "vanished")
        portal.change { $0["school"] = Self.start["school"] }
        #expect(try await lab.harvest("city").record("school")?.outcome != .held)
        #expect(try await lab.catalog.dataset("school")?.origin?.vanished == nil)
        try lab.end()
    }

    @Test func `a source with too many datasets is held as a whole`() async throws {
        var limits = HarvestLimits()
        limits.records = 3
        let portal = try CannedPortal(Self.start)
        let lab = try await HarvestLab(limits: limits)
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        #expect(try await lab.harvest("city").lines == ["city held source_too_big"])
        #expect(try await lab.catalog.datasetNames().isEmpty)
        try lab.end()
    }

    @Test func `names that somebody else has get the source's name in front, and names made anew are held`()
        async throws
    {
        let portal = try CannedPortal(["aed": .table("AED", rows: 3), "hall": .table("公民館", rows: 3)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("north", url: portal.server.url)
        try await lab.addSource("south", url: portal.server.url)
        #expect(try await lab.harvest("north").lines == ["aed created -", "hall created -"])
        #expect(try await lab.harvest("south").lines == ["south-aed created -", "south-hall created -"])
        #expect(try await lab.harvest("south").lines == ["south-aed unchanged -", "south-hall unchanged -"])
        let (north, south) = (try await lab.catalog.dataset("aed"), try await lab.catalog.dataset("south-aed"))
        #expect(north?.id != south?.id)
        #expect(north?.distributions.first?.id != south?.distributions.first?.id)
        try lab.end()
    }

    @Test func `what a person withdrew stays withdrawn`() async throws {
        let portal = try CannedPortal(["aed": .table("AED", rows: 3)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url)
        _ = try await lab.harvest("city")
        try await lab.catalog.withdraw("aed", actor: "test")
        portal.change { $0["aed"] = .table("AED", rows: 4) }
        #expect(try await lab.harvest("city").lines == ["aed withdrawn -"])
        #expect(try await lab.catalog.dataset("aed")?.state == .withdrawn)
        try lab.end()
    }

    @Test func `an address that is not public needs the operator's word`() async throws {
        let portal = try CannedPortal(["aed": .table("AED", rows: 3)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("city", url: portal.server.url, allowed: [])
        let run = try await lab.harvest("city")
        #expect(run.job.outcome == .blocked)
        #expect(run.job.reason == "ssrf_address")
        #expect(run.job.message != nil)
        #expect(portal.server.requests.isEmpty)
        try lab.end()
    }

    @Test func `a portal whose files are on a private host is blocked file by file`() async throws {
        let portal = try CannedPortal([:])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource(
            "list",
            kind: .file,
            url: "http://127.0.0.2:\(portal.server.port)/a.csv",
            allowed: ["127.0.0.1"]
        )
        #expect(try await lab.harvest("list").lines == ["list blocked ssrf_address"])
        #expect(portal.server.requests.isEmpty)
        try lab.end()
    }

    @Test func `one address is one dataset`() async throws {
        let portal = try CannedPortal(["aed": .table("AED", rows: 3)])
        let lab = try await HarvestLab()
        defer { portal.server.stop() }
        try await lab.addSource("aed_list", kind: .file, url: portal.server.url + "/files/aed/table.csv")
        #expect(try await lab.harvest("aed_list").lines == ["aed_list created -"])
        #expect(try await lab.harvest("aed_list").lines == ["aed_list unchanged -"])
        portal.change { $0["aed"] = .table("AED", rows: 4) }
        #expect(try await lab.harvest("aed_list").lines == ["aed_list updated -"])
        #expect(try await lab.catalog.dataset("aed_list")?.distributions.first?.current?.rowCount == 4)
        try lab.end()
    }
}

extension Sequence {
    /// The elements' images, one after the other.
    func asyncMap<Image>(_ transform: (Element) async throws -> Image) async rethrows -> [Image] {
        var images: [Image] = []
        for element in self { images.append(try await transform(element)) }
        return images
    }
}
