import Catalog
import Fetching
import TestSupport

extension Upstream {
    /// A behaviour that is one answer, whatever was asked.
    static func steps(
        _ row: Int,
        _ name: String,
        _ outcome: Outcome,
        _ code: String?,
        rows: Int? = nil,
        _ steps: [LoopbackServer.Step],
    ) -> Upstream {
        Upstream(row: row, name: name, answer: { _, _ in steps }, outcome: outcome, code: code, rows: rows)
    }

    /// The same with the bytes of the connection as text.
    static func raw(_ row: Int, _ name: String, _ outcome: Outcome, _ code: String?, _ text: String) -> Upstream {
        steps(row, name, outcome, code, [.send(Array(text.utf8))])
    }

    static func redirect(_ row: Int, _ outcome: Outcome, _ code: String, to location: String) -> Upstream {
        steps(
            row,
            "redirect to \(location)",
            outcome,
            code,
            LoopbackServer.answer("302 Found", headers: ["Location: \(location)"])
        )
    }

    func with(_ change: (inout Upstream) -> Void) -> Upstream {
        var changed = self
        change(&changed)
        return changed
    }

    private static func named(
        _ row: Int,
        _ name: String,
        _ outcome: Outcome,
        _ code: String,
        _ names: Result<[String], Resolver.Fault>
    )
        -> Upstream
    {
        Upstream(row: row, name: name, names: names, outcome: outcome, code: code)
    }

    /// Loopback and its disguises; the server itself listens on 127.0.0.1, the one address that is allowed.
    private static let loopback = [
        "http://127.0.0.2/", "http://127.2/", "http://2130706434/", "http://0x7f.2/", "http://0177.0.0.2/", "http://0/",
        "http://0.0.0.0/", "http://[::1]/", "http://[::ffff:127.0.0.2]/", "http://[::ffff:7f00:2]/",
        "http://[64:ff9b::7f00:2]/",
        "http://[2002:7f00:2::]/", "http://１２７.０.０.２/", "http://127。0。0。2/", "http://①②⑦.⓪.⓪.②/",
    ]

    private static let inside = [
        "http://169.254.169.254/latest", "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://172.16.0.1/",
        "http://192.168.0.1/", "http://100.64.0.1/", "http://[fe80::1]/", "http://[fc00::1]/", "http://224.0.0.1/",
        "http://[ff02::1]/",
    ]

    private static let hole = BlackHole()

    /// §2.1.
    static let network: [Upstream] =
        [
            named(1, "the name is not known", .failed, "dns_not_found", .failure(.notFound)).with { $0.tries = 4 },
            named(2, "the name's servers fail", .failed, "dns_error", .failure(.failed)).with { $0.tries = 4 },
            named(3, "nobody listens", .failed, "connect_refused", .success(["127.0.0.1"])).with { row in
                row.answer = { _, _ in
                    LoopbackServer.answer("302 Found", headers: ["Location: http://data.example.jp:1/"])
                }
            }.triedAgain(),
            Upstream(
                row: 4,
                name: "connections lead nowhere",
                answer: { _, _ in
                    LoopbackServer.answer(
                        "302 Found",
                        headers: ["Location: http://data.example.jp:\(hole?.port ?? 0)/"]
                    )
                },
                settings: { $0.timeouts.connect = .milliseconds(300) },
                outcome: .failed,
                code: "connect_timeout"
            ).triedAgain(),
            steps(5, "reset before the answer", .failed, "connection_reset", [.reset]).triedAgain(),
            steps(6, "closed without an answer", .failed, "empty_reply", []).triedAgain(),
            steps(7, "no head ever", .failed, "ttfb_timeout", [.hold]).with { $0.settings = hurried }.triedAgain(),
            steps(
                8,
                "a head that drips in",
                .failed,
                "ttfb_timeout",
                [.send(Array("HTTP/1.1 200 OK\r\nX: ".utf8)), .hold]
            )
            .with { $0.settings = hurried }.triedAgain(),
            Upstream(
                row: 13,
                name: "redirects in a circle",
                answer: { request, _ in
                    LoopbackServer.answer("302 Found", headers: ["Location: /loop?\(request.target.utf8.count)"])
                },
                outcome: .failed,
                code: "redirect_limit"
            ),
            steps(14, "a redirect to nowhere", .failed, "redirect_invalid", LoopbackServer.answer("302 Found")),
            Upstream(
                row: 15,
                name: "moved for good on the same host",
                answer: { request, _ in
                    request.path == "/table.csv"
                        ? LoopbackServer.answer("301 Moved Permanently", headers: ["Location: /new.csv"])
                        : LoopbackServer.answer(text: FaultLab.longer)
                },
                outcome: .updated,
                code: "moved_permanently",
                rows: 3
            ),
            redirect(16, .blocked, "redirect_host", to: "http://public.example.jp/table.csv"),
            redirect(22, .blocked, "scheme", to: "ftp://data.example.jp/table.csv"),
            redirect(22, .blocked, "scheme", to: "file:///etc/passwd"),
            redirect(22, .blocked, "scheme", to: "gopher://data.example.jp/"),
            redirect(22, .blocked, "scheme", to: "dict://data.example.jp/"),
            redirect(24, .failed, "redirect_invalid", to: "http://user:pass@data.example.jp/"),
            redirect(24, .failed, "redirect_invalid", to: "http://data.example.jp\\@127.0.0.2/"),
            redirect(24, .failed, "redirect_invalid", to: "http://data.example.jp%00.evil.example/"),
            named(20, "a name that turns to loopback", .blocked, "ssrf_address", .success(["127.0.0.2"])),
            named(
                21,
                "a name with a public and a private address",
                .blocked,
                "ssrf_address",
                .success(["93.184.216.34", "10.0.0.1"])
            ),
        ] + loopback.map { redirect(18, .blocked, "ssrf_address", to: $0) }
        + inside.map { redirect(19, .blocked, "ssrf_address", to: $0) }
        + [22, 25, 3_306, 5_432, 6_379].map { redirect(23, .blocked, "port", to: "http://www.data.example.jp:\($0)/") }

    /// Little patience with heads and slow bodies.
    static let hurried: @Sendable (inout FetchSettings) -> Void = { settings in
        settings.timeouts.head = .milliseconds(400)
        settings.timeouts.lowSpeedWindow = .milliseconds(200)
    }
}
