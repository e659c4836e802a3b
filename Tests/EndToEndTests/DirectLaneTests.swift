import Foundation
import Testing

/// One row, answered past the framework: never other than the framework would answer.
@Suite struct `A row by its number` {
    private static let changing: Set = [
        "date", "x-request-id", "server-timing", "ratelimit", "connection", "keep-alive",
    ]
    /// Longer than what is compressed.
    private static let longWords = String(repeating: "とても長い説明", count: 80)

    /// A running server, the folder it serves (which goes when this does), and the path of its rows.
    private struct Served {
        let ydp: Binary
        let server: LongRunning
        let rows: String
    }

    /// A server of a table with three rows, whose catalogue has settled.
    private static func served(
        _ environment: [String: String] = [:]
    ) async throws -> Served {
        let ydp = try Binary()
        let file = try ydp.file("halls.csv", "名称,人数,説明\n中央公民館,120,\"引用\"\"符\"\n図書館,80,\(longWords)\n体育館,,\n")
        try ydp.run("dataset", "register", file, "--name", "halls", "--title", "公民館", "--organization", "hagi")
        let server = try ydp.serve(["--workers", "0"], environment: environment)
        let dataset = try await Web.get(server.address + "/api/v1/datasets/halls")
        let data = try #require(dataset.json["data"] as? [String: Any])
        let resources = try #require(data["resources"] as? [[String: Any]])
        let id = try #require(resources.first?["id"] as? String)
        let rows = "/api/v1/resources/\(id)/rows"
        for _ in 0..<50 where try await !isDirect(Web.get(server.address + rows + "/1")) {}
        return Served(ydp: ydp, server: server, rows: rows)
    }

    private static func port(of server: LongRunning) throws -> UInt16 {
        try #require(server.address.split(separator: ":").last.flatMap { UInt16($0) })
    }

    private static func isDirect(_ answer: Answer) -> Bool {
        let timing = answer.header("server-timing") ?? ""
        return timing.hasPrefix("direct") || timing.hasPrefix("kept")
    }

    @Test func `is byte for byte what the framework answers`() async throws {
        // Nothing is kept, so that each answer is made.
        let served = try await Self.served(["YDP_ANSWER_CACHE_MIB": "0"])
        defer { served.server.stop() }
        let (server, rows) = (served.server, served.rows)
        for (row, encoding, isDirect) in [
            (1, "identity", true), (1, "gzip", true), (2, "identity", true), (2, "gzip", false), (3, "gzip", true),
        ] {
            let address = server.address + rows + "/\(row)"
            let direct = try await Web.get(address, headers: ["accept-encoding": encoding])
            let whole = try await Web.get(
                address,
                headers: ["accept-encoding": encoding, "accept": "application/json"]
            )
            #expect(
                direct.header("server-timing")?.hasPrefix("direct") == isDirect,
                "\(row) \(encoding): \(direct.headers)"
            )
            #expect(whole.header("server-timing")?.hasPrefix("total") == true)
            #expect(direct.status == 200 && whole.status == 200 && direct.body == whole.body)
            #expect(
                direct.headers.filter { !Self.changing.contains($0.key) }
                    == whole.headers.filter { !Self.changing.contains($0.key) }
            )
            #expect(direct.header("x-request-id")?.utf8.count == 32)
        }
    }

    @Test(arguments: [
        "/0", "/4", "/01", "/-1", "/1?x=1", "/1/", "/999999999999999999", "/99999999999999999999", "/a", "/",
    ])
    func `that is not there, or is asked for unusually, is the answer of the framework`(end: String) async throws {
        let served = try await Self.served()
        defer { served.server.stop() }
        let (server, rows) = (served.server, served.rows)
        let plain = try await Web.get(server.address + rows + end)
        let whole = try await Web.get(server.address + rows + end, headers: ["accept": "application/json"])
        #expect(plain.status == whole.status && (plain.status >= 400 || plain.body == whole.body), "\(plain.status)")
        #expect(plain.header("content-type") == whole.header("content-type"))
        #expect(plain.json["type"] as? String == whole.json["type"] as? String)
        #expect(plain.header("server-timing")?.hasPrefix("direct") != true)
    }

    @Test func `keeps its place among requests that are sent at once`() async throws {
        let served = try await Self.served()
        defer { served.server.stop() }
        let (server, rows) = (served.server, served.rows)
        let request = { (path: String) in "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }
        let paths = (1...3).map { rows + "/\($0)" } + ["/api/v1"] + (1...3).map { rows + "/\($0)" }
        let last = "GET \(rows)/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        let answer = try RawConnection.exchange(
            port: Self.port(of: server),
            sending: [paths.map(request).joined() + last],
            mustClose: true
        )
        let parts = answer.components(separatedBy: "HTTP/1.1 200 OK\r\n").dropFirst()
        #expect(parts.count == paths.count + 1, "\(answer)")
        for (part, path) in zip(parts, paths + [rows + "/1"]) where path != "/api/v1" {
            #expect(part.contains("\"self\":\"\(server.address)\(path)\""), "\(path): \(part)")
        }
        #expect(parts.last?.contains("Connection: close") == true)
    }

    @Test func `reaches a client that closed its half of the connection`() async throws {
        let served = try await Self.served(["YDP_ANSWER_CACHE_MIB": "0"])
        defer { served.server.stop() }
        let (server, rows) = (served.server, served.rows)
        for _ in 0..<20 {
            let connection = try RawConnection.Open(port: Self.port(of: server))
            try connection.send("GET \(rows)/2 HTTP/1.1\r\nHost: a\r\n\r\n")
            connection.endSending()
            let (text, isClosed) = connection.readToEnd(seconds: 5)
            #expect(text.hasPrefix("HTTP/1.1 200 OK") && text.hasSuffix("}}") && isClosed, "\(text.suffix(200))")
        }
    }

    @Test func `is of the version that is current`() async throws {
        let served = try await Self.served()
        defer { served.server.stop() }
        let (server, rows) = (served.server, served.rows)
        for number in 1...4 {
            let file = try served.ydp.file("halls.csv", "名称,人数,説明\n公民館\(number),1,a\n図書館,80,b\n体育館,5,c\n")
            let registered = try served.ydp.run(
                "dataset",
                "register",
                file,
                "--name",
                "halls",
                "--title",
                "公民館",
                "--organization",
                "hagi"
            )
            #expect(registered.status == 0, "\(registered)")
            for _ in 0..<3 {
                let answer = try await Web.get(server.address + rows + "/1")
                #expect(answer.text.contains("公民館\(number)"), "\(answer.text)")
            }
        }
    }

    @Test func `costs its reader a unit like any other`() async throws {
        let served = try await Self.served([
            "YDP_LIMIT_EXEMPT": "", "YDP_RATE_BURST": "60", "YDP_RATE_LIMIT": "1", "YDP_ANSWER_CACHE_MIB": "0",
        ])
        defer { served.server.stop() }
        let (server, rows) = (served.server, served.rows)
        var statuses: [Int] = []
        for number in 0..<80 {
            let answer = try await Web.get(
                server.address + rows + "/\(1 + number % 3)",
                headers: ["accept-encoding": "identity"]
            )
            statuses.append(answer.status)
            #expect(answer.header("ratelimit") != nil)
        }
        #expect(statuses.contains(200) && statuses.last == 429, "\(statuses)")
    }
}
