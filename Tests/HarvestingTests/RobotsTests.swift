import Fetching
import TestSupport
import Testing

@testable import Harvesting

@Suite struct `Robots rules` {
    /// A file, a path, and whether it may be asked for.
    static let judgements: [(text: String, path: String, allows: Bool)] = [
        ("", "/a", true),
        ("User-agent: *\nDisallow: /", "/a", false),
        ("User-agent: *\nDisallow:", "/a", true),
        ("User-agent: *\nDisallow: /api/\nDisallow: /dataset/*/history", "/dataset/x/resource/y/download/z.csv", true),
        ("User-agent: *\nDisallow: /api/\nDisallow: /dataset/*/history", "/dataset/x/history", false),
        ("User-agent: *\nDisallow: /api/", "/api/3/action/package_search", false),
        ("user-AGENT: *\r\nDISALLOW: /a # no\r\n", "/abc", false),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/bc", true),
        ("User-agent: *\nDisallow: /a/b\nAllow: /a", "/a/bc", false),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true),
        ("User-agent: *\nDisallow: /*.csv$", "/x/y.csv", false),
        ("User-agent: *\nDisallow: /*.csv$", "/x/y.csv?a=1", true),
        ("User-agent: *\nDisallow: /*?*", "/x?y", false),
        ("User-agent: *\nDisallow: /*?*", "/x", true),
        ("User-agent: other\nDisallow: /", "/a", true),
        ("User-agent: YamaguchiDataPlatform/2.0\nDisallow: /a\nUser-agent: *\nDisallow: /", "/b", true),
        ("User-agent: *\nAllow: /\n\nUser-agent: yamaguchidataplatform\nDisallow: /a", "/a", false),
        ("User-agent: x\nUser-agent: *\nSitemap: /s\nDisallow: /a", "/a", false),
        ("User-agent: *\nDisallow: /人口", "/%e4%ba%ba%E5%8F%A3.csv", false),
        ("User-agent: *\nDisallow: /%41", "/A", false),
        ("Disallow: /\nnonsense\n:::\nUser-agent", "/a", true),
        ("\u{FEFF}User-agent: *\nDisallow: /a", "/a", false),
    ]

    @Test(arguments: judgements)
    func `the longest rule of our group decides`(text: String, path: String, allows: Bool) {
        let rules = RobotsRules(Array(text.utf8), agent: RobotsRules.ourName)
        #expect(rules.allows(Array(path.utf8)) == allows)
    }

    @Test(
        arguments: [
            ("2", .seconds(2)), ("0.5", .milliseconds(500)), ("86400", RobotsRules.longestDelay),
            ("inf", RobotsRules.longestDelay),
            ("-1", nil), ("soon", nil), ("nan", nil),
        ] as [(String, Duration?)]
    )
    func `a slower pace is kept within bounds`(said: String, kept: Duration?) {
        let text = Array("User-agent: *\nCrawl-delay: \(said)".utf8)
        #expect(RobotsRules(text, agent: RobotsRules.ourName).crawlDelay == kept)
    }

    @Test func `a hostile file is read within bounds`() {
        let stars = Array(("User-agent: *\nDisallow: " + String(repeating: "*a", count: 250) + "\n").utf8)
        let rules = RobotsRules(stars + [UInt8](repeating: 0xFF, count: 1 << 20), agent: RobotsRules.ourName)
        #expect(rules.allows([UInt8](repeating: UInt8(ascii: "/"), count: 4_000)))
        let many = RobotsRules(
            Array("User-agent: *\n".utf8) + (0..<50_000).flatMap { Array("Disallow: /\($0)\n".utf8) },
            agent: RobotsRules.ourName
        )
        #expect(!many.allows(Array("/1".utf8)))
    }

    private func outcomes(robots: String, status: String = "200 OK") async throws -> (codes: [String?], asked: [String])
    {
        let server = try LoopbackServer { request in
            request.path == "/robots.txt"
                ? LoopbackServer.answer(status, text: robots) : LoopbackServer.answer(text: "good")
        }
        let engine = FetchEngine(settings: FetchSettings(version: "test"))
        defer {
            engine.shutDown()
            server.stop()
        }
        var downloader = Downloader.forTests(engine)
        downloader.robots = Robots()
        var codes: [String?] = []
        for (path, purpose) in [("/api", .catalogue), ("/file.csv", .file), ("/private/a.csv", .file)]
            as [(String, Downloader.Purpose)]
        {
            do {
                _ = try await downloader.fetch(
                    FetchRequest(url: server.url + path, destination: .memory(limit: 100)),
                    for: purpose
                )
                codes.append(nil)
            } catch let error as FetchError {
                codes.append(error.code.rawValue)
            }
        }
        return (codes, server.requests.map(\.path))
    }

    @Test func `a host is asked once, and what it forbids is never asked for`() async throws {
        let (codes, asked) = try await outcomes(robots: "User-agent: *\nDisallow: /private/\nDisallow: /api")
        #expect(
            codes == [nil, nil, "robots"],
            "rules for everybody do not speak of the catalogue that an operator named"
        )
        #expect(asked == ["/robots.txt", "/api", "/file.csv"])
    }

    @Test func `a host that names us is obeyed everywhere`() async throws {
        let (codes, asked) = try await outcomes(robots: "User-agent: YamaguchiDataPlatform\nDisallow: /")
        #expect(codes == ["robots", "robots", "robots"])
        #expect(asked == ["/robots.txt"])
    }

    @Test(arguments: ["404 Not Found", "403 Forbidden", "500 Internal Server Error"])
    func `a host without rules forbids nothing`(status: String) async throws {
        let (codes, _) = try await outcomes(robots: "User-agent: *\nDisallow: /", status: status)
        #expect(codes == [nil, nil, nil])
    }
}
