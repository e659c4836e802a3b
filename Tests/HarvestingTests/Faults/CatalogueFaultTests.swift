import Catalog
import Fetching
import OpenData
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Harvesting

/// What catalogues as a whole do (hazards.md §2.4 rows 101, 103, 104), and what a person's decision then does for the next run.
@Suite struct `Catalogue faults` {
    /// A CKAN portal with one dataset whose description a test changes.
    private final class Portal: Sendable {
        struct Package: Sendable {
            var id = "id-1"
            var license: String? = "cc-by"
            var url: String?
            var rows = 3
        }

        private final class Box: Sendable { let package = Mutex(Package()) }

        private let box: Box
        let server: LoopbackServer

        init() throws {
            let box = Box()
            self.box = box
            server = try LoopbackServer { request in
                let package = box.package.withLock { $0 }
                switch request.path {
                case "/api/3/action/status_show": return LoopbackServer.answer(text: #"{"success":true,"result":{}}"#)
                case "/api/3/action/package_search":
                    let file = package.url ?? "http://\(request.headers["host"] ?? "")/aed.csv"
                    let license = package.license.map { #""license_id":"\#($0)","# } ?? ""
                    return LoopbackServer.answer(
                        text: #"{"success":true,"result":{"count":1,"results":[{"id":"\#(package.id)","name":"aed","#
                            + #""title":"AED",\#(license)"resources":[{"id":"r","name":"CSV","format":"CSV","url":"\#(file)"}]}]}}"#
                    )
                case "/aed.csv":
                    return LoopbackServer.answer(
                        text: "番号,名称\n" + (0..<package.rows).map { "\($0),施設\($0)\n" }.joined()
                    )
                default: return LoopbackServer.answer("404 Not Found")
                }
            }
        }

        func change(_ change: (inout Package) -> Void) { box.package.withLock { change(&$0) } }
    }

    private func lab(_ portal: Portal) async throws -> FaultLab {
        let lab = try await FaultLab { $0.ownAuthorities = ["own.example.jp:80"] }
        try await lab.addSource("city", kind: .ckan, url: portal.server.url)
        #expect(try await lab.harvest("city").lines == ["aed created -"])
        return lab
    }

    @Test func `another licence waits for a person`() async throws {
        let portal = try Portal()
        defer { portal.server.stop() }
        let lab = try await lab(portal)
        let good = try await lab.published("aed")
        portal.change { package in
            package.license = nil
            package.rows = 4
        }
        let run = try await lab.harvest("city")
        #expect(run.lines == ["aed held license_change"])
        #expect(run.record("aed")?.message?.ja.contains("cc-by") == true)
        #expect(try await lab.published("aed").bytes == good.bytes)
        #expect(try await lab.catalog.dataset("aed")?.license == "cc-by")
        #expect(try await lab.catalog.openProposals().map(\.proposal.code) == ["license_change"])
        // Approved: the next run takes the new terms and the new rows, and asks no more.
        try await lab.catalog.decide("license_change", of: "aed", isApproved: true, actor: "test")
        #expect(try await lab.harvest("city").lines == ["aed updated -"])
        #expect(try await lab.catalog.dataset("aed")?.license == nil)
        #expect(try await lab.published("aed").version?.rowCount == 4)
        #expect(try await lab.harvest("city").lines == ["aed unchanged -"])
        // Declined: nothing is taken under these terms, and nobody is asked again.
        portal.change { $0.license = "notspecified" }
        #expect(try await lab.harvest("city").lines == ["aed updated -"], "a first licence is welcome")
        portal.change { $0.license = "other-closed" }
        #expect(try await lab.harvest("city").lines == ["aed held license_change"])
        try await lab.catalog.decide("license_change", of: "aed", isApproved: false, actor: "test")
        #expect(try await lab.harvest("city").lines == ["aed rejected review_rejected"])
        #expect(try await lab.catalog.openProposals().isEmpty)
        try lab.end()
    }

    @Test func `a dataset made anew waits for a person`() async throws {
        let portal = try Portal()
        defer { portal.server.stop() }
        let lab = try await lab(portal)
        let good = try await lab.published("aed")
        portal.change { $0.id = "id-2" }
        #expect(try await lab.harvest("city").record("aed")?.reason == "identity_change")
        #expect(try await lab.published("aed").bytes == good.bytes)
        try await lab.catalog.decide("identity_change", of: "aed", isApproved: true, actor: "test")
        let after = try await lab.harvest("city").lines
        #expect(after == ["aed unchanged -"])
        #expect(try await lab.published("aed").bytes == good.bytes, "links and versions stay")
        #expect(try await lab.catalog.dataset("aed")?.origin?.remoteID == "id-2")
        try lab.end()
    }

    @Test func `a file of this very site is blocked`() async throws {
        let portal = try Portal()
        defer { portal.server.stop() }
        let lab = try await lab(portal)
        let good = try await lab.published("aed")
        portal.change { $0.url = "http://OWN.example.jp/resources/1" }
        #expect(try await lab.harvest("city").lines == ["aed blocked self_reference"])
        #expect(try await lab.published("aed").bytes == good.bytes)
        try lab.end()
    }

    @Test func `what is gone for good is withdrawn when a person says so, and comes back by itself when it was not`()
        async throws
    {
        let gone = Mutex(false)
        let box = Flag(gone)
        let server = try LoopbackServer { request in
            request.path == "/a.csv" && box.isSet
                ? LoopbackServer.answer("410 Gone") : LoopbackServer.answer(text: FaultLab.good)
        }
        defer { server.stop() }
        let lab = try await FaultLab()
        try await lab.addSource("list", url: server.url + "/a.csv")
        #expect(try await lab.harvest("list").lines == ["list created -"])
        box.set(true)
        #expect(try await lab.harvest("list").lines == ["list held gone"])
        #expect(try await lab.catalog.openProposals().map(\.proposal.code) == ["gone"])
        box.set(false)
        #expect(try await lab.harvest("list").lines == ["list unchanged -"])
        #expect(try await lab.catalog.openProposals().isEmpty)
        box.set(true)
        _ = try await lab.harvest("list")
        try await lab.catalog.decide("gone", of: "list", isApproved: true, actor: "test")
        #expect(try await lab.harvest("list").lines == ["list withdrawn -"])
        try lab.end()
    }

    @Test func `an approved change is not held again, also when it comes with other changes`() async throws {
        let body = Mutex("a,b\n1,x\n2,y\n")
        let box = Text(body)
        let server = try LoopbackServer { _ in LoopbackServer.answer(text: box.value) }
        defer { server.stop() }
        let lab = try await FaultLab()
        try await lab.addSource("list", url: server.url + "/a.csv")
        _ = try await lab.harvest("list")
        // The first change waits; a second file with the same change comes before anyone has looked.
        box.set("a\n1\n2\n")
        #expect(try await lab.harvest("list").lines == ["list held schema_change"])
        box.set("a\n1\n2\n3\n")
        #expect(try await lab.harvest("list").lines == ["list held schema_change"])
        #expect(try await lab.harvest("list").lines == ["list held schema_change"])
        let held = try await lab.catalog.heldVersions()
        #expect(held.map(\.version.number) == [3, 2])
        let first = try #require(held.last)
        let difference = VersionDifference(first)
        #expect(difference.columns == [.removed("b")])
        #expect(difference.doubts.first?.ja.contains("b") == true)
        #expect(difference.lines(language: "ja").contains { $0.hasPrefix("! ") })
        try await lab.catalog.approve(first.version.number, of: first.distribution.id, actor: "test")
        // The same bytes as the version that still waits, which against the approved one is ordinary.
        #expect(try await lab.harvest("list").lines == ["list updated -"])
        #expect(try await lab.published("list").version?.rowCount == 3)
        try lab.end()
    }

    @Test func `a version with My Numbers is approved by nobody`() async throws {
        let numbers = ["123456789018", "098765432109", "111111111118", "222222222226", "333333333334", "123412341235"]
        let server = try LoopbackServer { _ in
            LoopbackServer.answer(text: "名称,個人番号\n" + numbers.map { "人,\($0)\n" }.joined())
        }
        defer { server.stop() }
        let lab = try await FaultLab()
        try await lab.addSource("list", url: server.url + "/a.csv")
        #expect(try await lab.harvest("list").lines == ["list held pii_suspected"])
        let held = try #require(await lab.catalog.heldVersions().first)
        await #expect(throws: CatalogError(.mayNotBePublished(distribution: held.distribution.id, number: 1))) {
            try await lab.catalog.approve(1, of: held.distribution.id, actor: "test")
        }
        #expect(try await lab.published("list").version == nil)
        try lab.end()
    }

    private final class Flag: Sendable {
        private let flag: Mutex<Bool>
        init(_ flag: consuming Mutex<Bool>) { self.flag = flag }
        var isSet: Bool { flag.withLock { $0 } }
        func set(_ value: Bool) { flag.withLock { $0 = value } }
    }

    private final class Text: Sendable {
        private let text: Mutex<String>
        init(_ text: consuming Mutex<String>) { self.text = text }
        var value: String { text.withLock { $0 } }
        func set(_ value: String) { text.withLock { $0 = value } }
    }
}
