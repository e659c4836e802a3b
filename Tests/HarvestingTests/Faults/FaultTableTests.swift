import Catalog
import Fetching
import OpenData
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Harvesting

/// hazards.md §2, row by row: the outcome, the code, the words, the version that readers see, the tries and their pauses, and that
/// nothing else is disturbed.
@Suite struct `Upstream behaviours` {
    static let all = Upstream.network + Upstream.transfer + Upstream.content + Upstream.meaning

    @Test(arguments: all)
    func `every behaviour ends as promised and costs no good version`(each: Upstream) async throws {
        let names = Names()
        let lab = try await FaultLab { settings in
            settings.resolver = Resolver { (host, _) async throws(Resolver.Fault) in try names.lookUp(host) }
            each.settings(&settings)
        }
        let upstream = try FaultyUpstream(each, clock: lab.clock)
        defer { upstream.server.stop() }
        let origin = "http://data.example.jp:\(upstream.server.port)"
        try await lab.addSource("list", url: origin + "/table.csv")
        try await lab.addSource("other", url: origin.replacing("data", with: "other") + "/other.csv")
        #expect(try await lab.harvest("other").lines == ["other created -"])
        for _ in each.before {
            let run = try await lab.harvest("list")
            #expect(run.job.outcome == .updated, "\(run.lines)")
            upstream.goOn()
        }
        let good = try await lab.published("list")
        #expect(good.version != nil)

        names.fault(each.names)
        let run = try await lab.harvest("list")
        names.fault(nil)
        let record = try #require(run.records.first)
        #expect(record.outcome == each.outcome && record.reason == each.code, "\(run.lines)")
        if each.code != nil {
            #expect(record.message?.ja.isEmpty == false && record.message?.en.isEmpty == false)
        }
        // What readers see.
        let now = try await lab.published("list")
        if let rows = each.rows {
            #expect(now.version?.rowCount == rows)
            #expect(now.version?.number != good.version?.number)
        } else {
            #expect(now.version == good.version)
            #expect(now.bytes == good.bytes && now.bytes != nil)
        }
        // Tries and pauses.
        let asked = upstream.asked
        if each.answer != nil {
            #expect(asked.count == each.tries, "\(asked)")
            if let attempts = record.resources.first?.attempts { #expect(attempts == each.tries) }
            if each.code == nil { #expect(record.resources.first?.attempts != nil) }
        }
        let pauses = zip(asked, asked.dropFirst()).map { ($1 - $0) / .seconds(1) }
        for (pause, bounds) in zip(pauses, each.pauses) { #expect(bounds.contains(pause), "\(pauses)") }
        // Where nobody can be asked, the name was looked up once for robots.txt and once for every try.
        if each.answer == nil { #expect(names.lookUps == each.tries + 1) }
        // The others.
        #expect(lab.leftovers.isEmpty)
        #expect(try await lab.harvest("other").lines == ["other unchanged -"])
        try lab.end()
    }

    /// Names of a lab: every host is the server, but one while a fault is on.
    private final class Names: Sendable {
        private let fault = Mutex<Result<[String], Resolver.Fault>?>(nil)
        private let count = Mutex(0)

        /// Look-ups of the faulty name while its fault was on.
        var lookUps: Int { count.withLock { $0 } }

        func fault(_ fault: Result<[String], Resolver.Fault>?) { self.fault.withLock { $0 = fault } }

        func lookUp(_ host: String) throws(Resolver.Fault) -> [IPAddress] {
            let special = ["public.example.jp": "93.184.216.34", "www.data.example.jp": "93.184.216.34"]
            let fault = host == "data.example.jp" ? self.fault.withLock { $0 } : nil
            if fault != nil { count.withLock { $0 += 1 } }
            let texts = try fault?.get() ?? [special[host] ?? "127.0.0.1"]
            return texts.compactMap { IPAddress($0) }
        }
    }

    /// Rows that belong to another module, or need more than one file's server: a piece of the name of the test that holds each, and the
    /// folder where it is.
    static let elsewhere: [Int: (folder: String, test: String)] = [
        9: ("FetchingTests", "a certificate is taken or refused in words"),
        10: ("FetchingTests", "a certificate is taken or refused in words"),
        11: ("FetchingTests", "a certificate is taken or refused in words"),
        12: ("PortalTests", "an address without encryption is marked"),
        17: ("FetchingTests", "leaving https for http is refused"),
        25: ("EndToEndTests", "An address is fetched without the proxy that the environment names"),
        59: ("CatalogTests", "a clock that jumps"),
        97: ("HarvestingTests", "all pages are read, in the order of ids"),
        98: ("HarvestingTests", "a source with too many datasets is held as a whole"),
        99: ("HarvestingTests", "an empty list is not believed"),
        100: ("HarvestingTests", "an answer of another shape is told as such"),
        101: ("HarvestingTests", "a dataset made anew waits for a person"),
        102: ("HarvestingTests", "names that somebody else has get the source's name in front"),
        103: ("HarvestingTests", "another licence waits for a person"),
        104: ("HarvestingTests", "a file of this very site is blocked"),
        106: ("FetchingTests", "user-agent"),
        107: ("HarvestingTests", "robots"),
    ]

    @Test func `all 107 rows are played here or held elsewhere`() throws {
        let here = Set(Self.all.map(\.row))
        #expect(here.union(Self.elsewhere.keys) == Set(1...107))
        for (row, place) in Self.elsewhere {
            let others = try PackageFiles.sources("Tests/\(place.folder)").filter {
                !$0.contains("static let elsewhere")
            }
            #expect(others.contains { $0.contains(place.test) }, "row \(row)")
        }
    }
}
