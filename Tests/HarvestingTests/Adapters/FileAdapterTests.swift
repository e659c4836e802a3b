import Catalog
import Fetching
import OpenData
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `File source` {
    private static let moment = Timestamp("2026-03-01T15:30:00Z") ?? Timestamp(microseconds: 0)

    @Test(
        arguments: [
            ("http://h/a.csv", nil),
            ("http://h/{name}.csv", nil),
            ("http://h/{yyyy.csv", nil),
            // It is already the second of March in Japan.
            (
                "http://h/{yyyy}{mm}{dd}.csv",
                ["http://h/20260302.csv", "http://h/20260301.csv", "http://h/20260228.csv"]
            ),
            ("http://h/{yyyy}/{m}/p_{yyyy}{mm}.csv", ["http://h/2026/3/p_202603.csv", "http://h/2026/2/p_202602.csv"]),
            ("http://h/{gyy}{mm}.csv", ["http://h/R0803.csv", "http://h/R0802.csv"]),
            ("http://h/{yy}.csv", ["http://h/26.csv", "http://h/25.csv"]),
            ("http://h/{fyyyy}.csv", ["http://h/2025.csv", "http://h/2024.csv"]),
            ("http://h/{x}{yyyy}.csv", ["http://h/{x}2026.csv"]),
        ] as [(String, [String]?)]
    )
    func `places for a date are filled with the newest first`(url: String, first: [String]?) {
        let addresses = DatePattern(url)?.addresses(before: Self.moment)
        #expect(addresses.map { Array($0.prefix(first?.count ?? 0)) } == first)
        if let addresses { #expect(Set(addresses).count == addresses.count && addresses.count <= 62) }
    }

    @Test func `months and years go back over the turn of the year and of the era`() throws {
        let months = try #require(DatePattern("{gyy}-{mm}")).addresses(
            before: Timestamp("2019-06-15T00:00:00Z") ?? Self.moment
        )
        #expect(months.prefix(3) == ["R01-06", "R01-05", "H31-04"])
        #expect(months.contains("H30-12"))
    }

    private func serve(_ existing: [String], page: String? = nil) throws -> LoopbackServer {
        try LoopbackServer { request in
            if existing.contains(request.path) {
                return LoopbackServer.answer(headers: ["Content-Type: text/csv"], text: "番号,名称\n1,\(request.path)\n")
            }
            if let page { return LoopbackServer.answer(headers: ["Content-Type: text/html"], text: page) }
            return LoopbackServer.answer("404 Not Found", text: "<html>")
        }
    }

    @Test(arguments: [nil, "<html>見つかりません</html>"])
    func `the newest file that exists is taken, and it stays the same dataset`(page: String?) async throws {
        let lab = try await HarvestLab()
        // The lab's clock begins in June 2025.
        let server = try serve(["/p_202504.csv", "/p_202503.csv"], page: page)
        defer { server.stop() }
        try await lab.addSource("population", kind: .file, url: server.url + "/p_{yyyy}{mm}.csv")
        #expect(try await lab.harvest("population").lines == ["population created -"])
        #expect(try await lab.harvest("population").lines == ["population unchanged -"])
        let dataset = try #require(await lab.catalog.dataset("population"))
        #expect(dataset.distributions.map(\.downloadURL) == [server.url + "/p_202504.csv"])

        let next = try serve(["/p_202506.csv", "/p_202504.csv"], page: page)
        defer { next.stop() }
        var source = try #require(await lab.catalog.source("population"))
        source.url = next.url + "/p_{yyyy}{mm}.csv"
        try await lab.catalog.put(source, actor: "test")
        _ = try await lab.harvest("population")
        try lab.end()
    }

    @Test func `no file in all that time, and a host that is down, are told`() async throws {
        let lab = try await HarvestLab()
        let server = try serve([])
        defer { server.stop() }
        try await lab.addSource("none", kind: .file, url: server.url + "/p_{yyyy}.csv")
        let run = try await lab.harvest("none")
        #expect(run.job.reason == "no_dated_file" && run.job.message != nil)
        #expect(server.requests.count { $0.path != "/robots.txt" } == 5)
        try await lab.addSource("down", kind: .file, url: "http://127.0.0.1:1/p_{yyyy}.csv")
        #expect(try await lab.harvest("down").job.reason == "connect_refused")
        try lab.end()
    }
}
