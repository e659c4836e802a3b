import TestSupport
import Testing

@testable import Fetching

@Suite struct `What a source may and may not` {
    @Test(
        arguments: [
            (nil, nil), ([], .redirectHost), (["other.example"], .redirectHost), (["127.0.0.2"], nil),
        ] as [(Set<String>?, FetchError.Code?)]
    )
    func `a redirect to another host needs the operator's word`(
        hosts: Set<String>?,
        code: FetchError.Code?
    ) async throws {
        let lab = try Lab { request in
            let port = request.headers["host"]?.split(separator: ":").last ?? ""
            return request.path == "/"
                ? LoopbackServer.answer("302 Found", headers: ["Location: http://127.0.0.2:\(port)/b"])
                : LoopbackServer.answer(text: goodCSV)
        }
        defer { lab.end() }
        var request = lab.request()
        request.redirectHosts = hosts
        let found = await lab.code(request)
        // Nobody listens on 127.0.0.2: that it was asked is what shows.
        #expect(found == code || (code == nil && found == .connectRefused))
    }

    @Test(
        arguments: [
            ("https://example.jp/a", "https://www.example.jp/b", [], true),
            ("https://www.example.jp/a", "https://EXAMPLE.jp/b", [], true),
            ("https://example.jp/a", "https://files.example.jp/b", [], false),
            ("https://example.jp/a", "https://files.example.jp/b", [".example.jp"], true),
            ("https://example.jp/a", "https://evilexample.jp/b", [".example.jp"], false),
            ("https://example.jp/a", "https://files.example.jp/b", ["files.example.jp"], true),
        ] as [(String, String, Set<String>, Bool)]
    )
    func `which host a redirect may lead to`(from: String, to: String, hosts: Set<String>, isAllowed: Bool) throws {
        #expect(try WebAddress(from).mayLead(to: WebAddress(to), hosts: hosts) == isAllowed)
    }

    @Test(
        arguments: [
            (["301 Moved Permanently", "308 Permanent Redirect"], "/2"),
            (["301 Moved Permanently", "302 Found"], "/1"),
            (["302 Found", "301 Moved Permanently"], nil), ([], nil),
        ] as [([String], String?)]
    )
    func `an address that moved for good is told`(statuses: [String], target: String?) async throws {
        let lab = try Lab { request in
            let step = Int(request.path.dropFirst()) ?? 0
            return step < statuses.count
                ? LoopbackServer.answer(statuses[step], headers: ["Location: /\(step + 1)"])
                : LoopbackServer.answer(text: goodCSV)
        }
        defer { lab.end() }
        let response = try await lab.engine.fetch(lab.request("/0"))
        #expect(response.permanentURL == target.map { lab.server.url + $0 })
    }

    @Test(
        arguments: [
            (["Content-Encoding: br"], false, FetchError.RetryClass.afterAction),
            (["Content-Encoding: gzip"], false, .nextRun), (["Content-Encoding: gzip"], true, .withinRun),
        ] as [([String], Bool, FetchError.RetryClass)]
    )
    func `an accident is worth more tries than a lie`(
        headers: [String],
        isPacked: Bool,
        retry: FetchError.RetryClass
    ) async throws {
        let packed = gzip(Array(goodCSV.utf8))
        let body = isPacked ? Array(packed.dropLast(6)) + [0xff] + packed.suffix(5) : Array(goodCSV.utf8)
        let lab = try Lab { _ in LoopbackServer.answer(headers: headers, body) }
        defer { lab.end() }
        let error = await lab.error(lab.request())
        #expect(error?.code == .corruptEncoding)
        #expect(error?.retryClass == retry)
    }

    @Test func `a 304 that nobody asked for is tried once more`() async throws {
        let lab = try Lab { _ in LoopbackServer.answer("304 Not Modified", length: -1) }
        defer { lab.end() }
        #expect(await lab.error(lab.request())?.retryClass == .onceMore)
    }

    @Test func `a file that is packed without saying so is unpacked only where that is wanted`() async throws {
        let packed = gzip(Array(goodCSV.utf8))
        let lab = try Lab { _ in LoopbackServer.answer("200 OK", packed) }
        defer { lab.end() }
        var request = lab.request()
        #expect(try await lab.engine.fetch(request).bytes == packed)
        request.unpacksGzip = true
        #expect(try await lab.engine.fetch(request).bytes == Array(goodCSV.utf8))
    }

    @Test func `a source's own port is allowed on public addresses and opens no private one`() throws {
        let policy = AddressPolicy(ports: [80])
        let address = try #require(IPAddress("93.184.216.34"))
        let inside = try #require(IPAddress("10.0.0.1"))
        #expect(policy.judge(SocketAddress(address: address, port: 8_000), exceptions: []) == .portNotAllowed)
        #expect(
            policy.judge(SocketAddress(address: address, port: 8_000), exceptions: [], morePorts: [8_000]) == .allowed
        )
        #expect(
            policy.judge(SocketAddress(address: inside, port: 8_000), exceptions: [], morePorts: [8_000]) == .notPublic
        )
    }
}
