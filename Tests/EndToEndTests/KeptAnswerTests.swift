import Foundation
import Testing

/// Answers from memory against the running program: the same as made ones, and never of a past state of the catalogue.
@Suite struct `A kept answer` {
    private static let changing: Set = [
        "date", "x-request-id", "server-timing", "ratelimit", "connection", "keep-alive",
    ]

    @Test(
        arguments: [
            ["accept": "application/json"], ["accept-language": "en"], ["accept-encoding": "gzip"],
            ["accept-language": "ja", "accept-encoding": "identity"],
        ] as [[String: String]]
    )
    func `is the answer that was made, for each form that readers ask for`(headers: [String: String]) async throws {
        let ydp = try Binary()
        let file = try ydp.file("halls.csv", "名称,人数\n中央公民館,120\n図書館,80\n")
        try ydp.run("dataset", "register", file, "--name", "halls", "--title", "公民館", "--organization", "hagi")
        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        for path in [
            "/api/v1/datasets/halls", "/datasets/halls", "/developers", "/api/v1/openapi.json", "/sitemap.xml",
        ] {
            let answers = try await Self.several(server.address + path, headers: headers)
            let first = try #require(answers.first)
            let kept = answers.filter { $0.header("server-timing")?.hasPrefix("kept") ?? false }
            #expect(!kept.isEmpty, "\(path) was never kept: \(answers.map(\.headers))")
            for answer in kept {
                #expect(answer.status == 200 && answer.body == first.body, "\(path)")
                let names = answer.headers.filter { !Self.changing.contains($0.key) }
                #expect(names == first.headers.filter { !Self.changing.contains($0.key) }, "\(path)")
                #expect(answer.header("x-request-id") != first.header("x-request-id"))
            }
        }
    }

    @Test func `is never older than a change, whichever process made it`() async throws {
        let ydp = try Binary()
        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        for number in 1...4 {
            let before = try await Self.several(server.address + "/api/v1/datasets").last
            #expect(before?.text.contains("\"halls-\(number)\"") == false)
            let file = try ydp.file("halls.csv", "名称,人数\n公民館,\(number)\n")
            let registered = try ydp.run(
                "dataset",
                "register",
                file,
                "--name",
                "halls-\(number)",
                "--title",
                "公民館",
                "--organization",
                "hagi"
            )
            #expect(registered.status == 0, "\(registered)")
            let after = try await Web.get(server.address + "/api/v1/datasets")
            #expect(after.text.contains("\"halls-\(number)\""))
        }
    }

    @Test func `is not given where the answer depends on more than the catalogue`() async throws {
        let ydp = try Binary()
        let server = try ydp.serve(["--workers", "0"])
        defer { server.stop() }
        for path in [
            "/healthz", "/readyz", "/metrics", "/harvest", "/api/v1/jobs",
            "/api/3/action/package_search?fq=metadata_modified:%5BNOW-1DAY%20TO%20*%5D", "/none",
        ] {
            for answer in try await Self.several(server.address + path) {
                #expect(answer.header("server-timing")?.hasPrefix("kept") == false, "\(path)")
            }
        }
    }

    @Test func `says 304 to a reader who holds it, and costs nothing`() async throws {
        let ydp = try Binary()
        let server = try ydp.serve(
            ["--workers", "0"],
            environment: ["YDP_LIMIT_EXEMPT": "", "YDP_RATE_BURST": "60", "YDP_RATE_LIMIT": "1"]
        )
        defer { server.stop() }
        let address = server.address + "/api/v1"
        let tag = try #require(await Self.several(address).last?.header("etag"))
        let held = try await Self.several(address, headers: ["if-none-match": tag])
        #expect(held.allSatisfy { $0.status == 304 && $0.body.isEmpty && $0.header("etag") == tag })
        let last = try #require(held.last)
        #expect(last.header("server-timing")?.hasPrefix("kept") == true)
        for _ in 0..<100 { #expect(try await Web.get(address).status == 200) }
        // Other answers are used up after some.
        var statuses: [Int] = []
        for number in 0..<80 {
            let answer = try await Web.get(server.address + "/api/v1/datasets?q=\(number)")
            statuses.append(answer.status)
            guard answer.status == 429 else { continue }
            #expect(answer.header("content-type") == "application/problem+json")
            #expect(answer.header("retry-after").flatMap { Int($0) } ?? 0 >= 1)
            #expect(answer.header("ratelimit")?.hasPrefix("\"reads\";r=0;t=") == true)
            #expect(answer.header("ratelimit-policy")?.hasPrefix("\"reads\";q=60;w=") == true)
        }
        #expect(statuses.contains(200) && statuses.last == 429, "\(statuses)")
        // A made-up X-Forwarded-For changes nothing.
        let spoofed = try await Web.get(
            server.address + "/api/v1/datasets?q=x",
            headers: ["x-forwarded-for": "203.0.113.9"]
        )
        #expect(spoofed.status == 429)
    }

    @Test func `Clients behind a trusted proxy have a bucket each`() async throws {
        let ydp = try Binary()
        let server = try ydp.serve(
            ["--workers", "0"],
            environment: [
                "YDP_LIMIT_EXEMPT": "", "YDP_RATE_BURST": "5", "YDP_RATE_LIMIT": "1",
                "YDP_TRUSTED_PROXIES": "127.0.0.1",
            ]
        )
        defer { server.stop() }
        for client in ["203.0.113.9", "203.0.113.10"] {
            var statuses: [Int] = []
            // A unit comes back each minute, so on a busy machine a sixth may pass.
            for number in 0..<40 where statuses.last != 429 {
                let answer = try await Web.get(
                    server.address + "/api/v1/datasets?q=\(client)-\(number)",
                    headers: ["x-forwarded-for": "198.51.100.\(number), \(client)"]
                )
                statuses.append(answer.status)
            }
            #expect(statuses.count >= 6 && statuses.last == 429, "\(client): \(statuses)")
            #expect(statuses.dropLast().allSatisfy { $0 == 200 }, "\(client): \(statuses)")
        }
    }

    @Test func `/metrics counts answers, and has a port of its own when one is given`() async throws {
        let ydp = try Binary()
        let server = try ydp.serve(["--workers", "0"])
        for _ in 0..<3 { _ = try await Self.several(server.address + "/api/v1") }
        let text = try await Web.get(server.address + "/metrics").text
        #expect(text.contains("# TYPE ydp_http_answers_total counter"))
        let kept = text.components(separatedBy: "\n").first { $0.hasPrefix("ydp_http_kept_answers_total ") }
        #expect(kept.flatMap { Int($0.split(separator: " ")[1]) } ?? 0 > 0, "\(text)")
        server.stop()
        // Any port that was free a moment ago.
        let probe = try Binary().serve(["--workers", "0"])
        let free = try #require(probe.address.split(separator: ":").last.map(String.init))
        probe.stop()
        let split = try ydp.serve(["--workers", "0", "--metrics-port", free])
        #expect(try await Web.get(split.address + "/metrics").status == 404)
        #expect(try await Web.get("http://127.0.0.1:\(free)/metrics").status == 200)
        #expect(try await Web.get("http://127.0.0.1:\(free)/api/v1").status == 404)
        #expect(split.stop() == 0)
    }

    /// The same question until it is answered from memory, at most 50 times: the revision is asked for in between.
    private static func several(_ address: String, headers: [String: String] = [:]) async throws -> [Answer] {
        var answers: [Answer] = []
        for _ in 0..<50 {
            answers.append(try await Web.get(address, headers: headers))
            if answers.count > 3, answers.last?.header("server-timing")?.hasPrefix("kept") == true { break }
        }
        return answers
    }
}
