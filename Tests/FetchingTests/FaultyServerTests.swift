import TestSupport
import Testing

@testable import Fetching

@Suite struct `Faulty servers` {
    private struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [LoopbackServer.Step]
        let code: FetchError.Code

        var testDescription: String { name }

        init(_ name: String, _ code: FetchError.Code, _ steps: [LoopbackServer.Step]) {
            self.name = name
            self.code = code
            self.steps = steps
        }
    }

    private static let good = Array(goodCSV.utf8)
    private static let large = Array(String(repeating: goodCSV, count: 500).utf8)
    private static let gzipped = ["Content-Encoding: gzip"]

    private static func raw(_ text: String) -> [LoopbackServer.Step] { [.send(Array(text.utf8))] }

    private static let cases: [Case] = [
        Case("reset", .connectionReset, [.reset]),
        Case("empty reply", .emptyReply, []),
        Case("length too long", .truncated, LoopbackServer.answer(length: good.count + 100, good)),
        Case("length negative", .httpProtocol, raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc")),
        Case("two lengths", .httpProtocol, LoopbackServer.answer(headers: ["Content-Length: 5"], good)),
        Case("huge length", .tooLarge, LoopbackServer.answer(length: 10_000_000_000_000, good)),
        Case("chunks cut", .truncated, raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nabc")),
        Case(
            "chunks without end",
            .truncated,
            raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        ),
        Case("chunk size bad", .httpProtocol, raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc")),
        Case(
            "packed transfer encoding",
            .httpProtocol,
            raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
        ),
        Case("gzip cut", .truncated, LoopbackServer.answer(headers: gzipped, gzip(large).dropLast(40))),
        Case("gzip trailer cut", .truncated, LoopbackServer.answer(headers: gzipped, gzip(large).dropLast(8))),
        Case(
            "gzip checksum wrong",
            .corruptEncoding,
            LoopbackServer.answer(headers: gzipped, Array(gzip(large).dropLast(6)) + [0xff] + gzip(large).suffix(5))
        ),
        Case("plain text called gzip", .corruptEncoding, LoopbackServer.answer(headers: gzipped, good)),
        Case("gzip with a tail", .corruptEncoding, LoopbackServer.answer(headers: gzipped, gzip(good) + good)),
        Case(
            "gzip twice",
            .corruptEncoding,
            LoopbackServer.answer(headers: ["Content-Encoding: gzip, gzip"], gzip(good))
        ),
        Case("encoding unknown", .corruptEncoding, LoopbackServer.answer(headers: ["Content-Encoding: br"], good)),
        Case(
            "gzip bomb",
            .decompressionLimit,
            LoopbackServer.answer(headers: gzipped, gzip([UInt8](repeating: 0x30, count: 4 << 20)))
        ),
        Case(
            "endless body",
            .tooLarge,
            raw("HTTP/1.1 200 OK\r\n\r\n") + [.sendForever([UInt8](repeating: 0x31, count: 65_536))]
        ),
        Case("no location", .redirectInvalid, LoopbackServer.answer("302 Found")),
        Case("304 unasked", .httpProtocol, LoopbackServer.answer("304 Not Modified", length: -1)),
        Case("206 unasked", .httpProtocol, LoopbackServer.answer("206 Partial Content", good)),
        Case(
            "header too long",
            .httpProtocol,
            LoopbackServer.answer(headers: ["X: " + String(repeating: "a", count: 1 << 20)], good)
        ),
        Case(
            "headers too many",
            .httpProtocol,
            LoopbackServer.answer(headers: (0..<20_000).map { "X-\($0): 1" }, good)
        ),
        Case("status too large", .httpProtocol, raw("HTTP/1.1 999999 WAT\r\n\r\n")),
        Case("no status line", .httpProtocol, raw(goodCSV)),
        Case(
            "401",
            .authRequired,
            LoopbackServer.answer("401 Unauthorized", headers: ["WWW-Authenticate: Basic realm=x"])
        ),
        Case("403", .authRequired, LoopbackServer.answer("403 Forbidden")),
        Case("404", .notFound, LoopbackServer.answer("404 Not Found", text: "nope")),
        Case("410", .gone, LoopbackServer.answer("410 Gone")),
        Case("418", .httpStatus, LoopbackServer.answer("418 I'm a teapot")),
        Case("429", .rateLimited, LoopbackServer.answer("429 Too Many Requests")),
        Case("500", .serverError, LoopbackServer.answer("500 Internal Server Error")),
        Case("503 and hold", .serverError, LoopbackServer.answer("503 Service Unavailable", length: 10) + [.hold]),
    ]

    @Test(arguments: cases)
    private func `a damaged answer is never taken for a whole one`(each: Case) async throws {
        let lab = try Lab { _ in each.steps }
        defer { lab.end() }
        let error = try #require(await lab.error(lab.request()))
        #expect(error.code == each.code)
        #expect(error.host == "127.0.0.1")
    }

    @Test func `a port where nobody listens refuses`() async throws {
        let lab = try Lab { _ in [] }
        let request = lab.request()
        lab.server.stop()
        defer { lab.engine.shutDown() }
        // The listener closes on its own thread: until then a connection is accepted and left without an answer.
        var code = await lab.code(request)
        while code != .connectRefused {
            try #require(code == .emptyReply || code == .connectionReset)
            code = await lab.code(request)
        }
    }

    @Test func `a server that never answers is given up`() async throws {
        let lab = try Lab { _ in [.hold] }
        defer { lab.end() }
        #expect(await lab.code(lab.hurriedRequest()) == .ttfbTimeout)
    }

    @Test func `the deadline covers the whole head, not its first byte`() async throws {
        let lab = try Lab { _ in [.send(Array("HTTP/1.1 200 OK\r\nX: ".utf8)), .hold] }
        defer { lab.end() }
        #expect(await lab.code(lab.hurriedRequest()) == .ttfbTimeout)
    }

    @Test func `a body that stalls is given up`() async throws {
        let lab = try Lab { _ in LoopbackServer.answer(length: 1_000, Array("id,".utf8)) + [.hold] }
        defer { lab.end() }
        var request = lab.hurriedRequest()
        var timeouts = FetchTimeouts()
        timeouts.lowSpeedWindow = .milliseconds(100)
        request.timeouts = timeouts
        #expect(await lab.code(request) == .lowSpeed)
    }

    @Test func `the whole download has an end`() async throws {
        let lab = try Lab { _ in LoopbackServer.answer(length: 1_000, Array("id,".utf8)) + [.hold] }
        defer { lab.end() }
        var request = lab.request()
        var timeouts = FetchTimeouts()
        timeouts.total = .milliseconds(500)
        request.timeouts = timeouts
        #expect(await lab.code(request) == .totalTimeout)
    }

    @Test func `an answer in memory has its own limit`() async throws {
        let lab = try Lab { _ in LoopbackServer.answer(text: goodCSV) }
        defer { lab.end() }
        #expect(await lab.code(lab.request(limit: 10)) == .tooLarge)
    }

    @Test(
        arguments: [
            ("7", Duration.seconds(7)), ("0", .seconds(1)), ("99999999999", .seconds(86_400)),
            ("99999999999999999999999", .seconds(86_400)), ("Tue, 14 Nov 2023 22:13:30 GMT", .seconds(10)),
            ("Mon, 01 Jan 2001 00:00:00 GMT", .seconds(1)), ("soon", nil), (nil, nil),
        ] as [(String?, Duration?)]
    )
    func `the pause that a server asks for is kept within a day`(header: String?, pause: Duration?) async throws {
        let lab = try Lab { _ in
            LoopbackServer.answer("429 Too Many Requests", headers: header.map { ["Retry-After: \($0)"] } ?? [])
        }
        defer { lab.end() }
        let error = try #require(await lab.error(lab.request()))
        #expect(error.code == .rateLimited)
        #expect(error.retryAfter == pause)
        #expect(error.status == 429)
    }
}
