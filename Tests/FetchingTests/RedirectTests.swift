import TestSupport
import Testing

@testable import Fetching

@Suite struct `Redirects` {
    @Test func `relative and absolute targets are followed with the fragment dropped`() async throws {
        let lab = try Lab { request in
            switch request.path {
            case "/a/start": LoopbackServer.answer("302 Found", headers: ["Location: ../b?x=山"], text: "moved")
            case "/b": LoopbackServer.answer("308 Permanent Redirect", headers: ["Location: /c#top"])
            default: LoopbackServer.answer(text: goodCSV)
            }
        }
        defer { lab.end() }
        let response = try await lab.engine.fetch(lab.request("/a/start"))
        #expect(response.url == lab.server.url + "/c")
        #expect(lab.server.requests.map(\.target) == ["/a/start", "/b?x=%e5%b1%b1", "/c"])
    }

    @Test func `the sixth redirect is one too many`() async throws {
        let lab = try Lab { request in
            LoopbackServer.answer(
                "302 Found",
                headers: ["Location: /\(request.target.count)\(request.target.dropFirst())"]
            )
        }
        defer { lab.end() }
        #expect(await lab.code(lab.request("/")) == .redirectLimit)
        #expect(lab.server.requests.count == 6)
    }

    @Test(
        arguments: [
            (nil, FetchError.Code.redirectInvalid),
            ("", .redirectInvalid),
            ("http://user:secret@127.0.0.1/", .redirectInvalid),
            ("http://good.example\\@127.0.0.1/", .redirectInvalid),
            ("ftp://127.0.0.1/a", .scheme),
            ("file:///etc/passwd", .scheme),
            ("gopher://127.0.0.1/", .scheme),
        ] as [(String?, FetchError.Code)]
    )
    func `a target that is no web address ends the download`(location: String?, code: FetchError.Code) async throws {
        let lab = try Lab { _ in
            LoopbackServer.answer("302 Found", headers: location.map { ["Location: \($0)"] } ?? [])
        }
        defer { lab.end() }
        #expect(await lab.code(lab.request()) == code)
    }

    @Test func `leaving https for http is refused`() throws {
        let start = try WebAddress("https://example.jp/a")
        #expect(throws: FetchError(.redirectDowngrade, host: "example.jp")) {
            try start.following(location: "http://example.jp/b")
        }
        #expect(try start.following(location: "//other.jp/b").text == "https://other.jp/b")
        #expect(try WebAddress("http://example.jp/").following(location: "https://example.jp/").isEncrypted)
    }

    // Every spelling that libcurl, the resolver or libidn2 turns into loopback; the server must never see a connection.
    @Test(arguments: [
        "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "localhost", "foo.localhost", "１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①",
    ])
    func `no spelling of loopback is reached`(host: String) async throws {
        let victim = try LoopbackServer { _ in LoopbackServer.answer(text: "secret") }
        defer { victim.stop() }
        let engine = Lab.engine()
        defer { engine.shutDown() }
        let request = FetchRequest(url: "http://\(host):\(victim.port)/", destination: .memory(limit: 1_000))
        let error = await #expect(throws: FetchError.self) { try await engine.fetch(request) }
        #expect(error?.code == .ssrfAddress)
        #expect(error?.outcome == .blocked)
        #expect(victim.requests.isEmpty)
    }

    @Test func `a redirect is judged by its own address`() async throws {
        let victim = try LoopbackServer { _ in LoopbackServer.answer(text: "secret") }
        defer { victim.stop() }
        let lab = try Lab { _ in
            LoopbackServer.answer("302 Found", headers: ["Location: http://127.0.0.2:\(victim.port)/"])
        }
        defer { lab.end() }
        var request = lab.request()
        request.allowedAddresses = [AddressBlock("127.0.0.1/32")].compactMap(\.self)
        #expect(await lab.code(request) == .ssrfAddress)
        #expect(lab.server.requests.count == 1)
        #expect(victim.requests.isEmpty)
    }

    @Test(
        arguments: [
            ("", FetchError.Code.urlInvalid), ("example.jp/a.csv", .urlInvalid), ("http://", .urlInvalid),
            ("http://a b/", .urlInvalid), ("http://user@example.jp/", .urlInvalid),
            ("http://example.jp\r\nX: y/", .urlInvalid),
            ("ftp://example.jp/", .scheme), ("file:///etc/passwd", .scheme), ("javascript:alert(1)", .urlInvalid),
        ] as [(String, FetchError.Code)]
    )
    func `an address that is not http or https is refused before anything is asked`(url: String, code: FetchError.Code)
    {
        let error = #expect(throws: FetchError.self) { try WebAddress(url) }
        #expect(error?.code == code)
    }
}
