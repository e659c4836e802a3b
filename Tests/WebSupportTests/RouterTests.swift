import CGzip
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Tables
import Testing
import Validation

@testable import WebSupport

@Suite struct `Every answer` {
    private static let site = Site(publicURL: "https://data.example", version: "1")
    private static let long = String(repeating: "山口県の公開データ ", count: 200)

    /// Routes that do what real ones do: answer text, stream, fail in every way.
    private static func application() -> some ApplicationProtocol {
        let router = WebRouter.make(site: site)
        router.mount([
            Route(.get, "/text") { request, _ in
                .bytes(Array(long.utf8), type: "text/plain; charset=utf-8", to: request, cache: .shared)
            },
            Route(.get, "/stream") { request, _ in
                let headers: HTTPFields = [.contentType: "text/csv; charset=utf-8"]
                return await request.conditional(etag: EntityTag(of: ["stream"]), headers: headers) {
                    let body = ResponseBody { writer in
                        for _ in 0..<3 { try await writer.write(ByteBuffer(string: long)) }
                        try await writer.finish(nil)
                    }
                    return Response(status: .ok, body: body)
                }
            },
            Route(.get, "/page") { request, _ in
                .bytes(Array("<p>".utf8), type: "text/html; charset=utf-8", to: request, cache: .shared)
            },
            Route(.get, "/boom") { _, _ in throw Secret() },
            Route(.get, "/column") { _, _ in throw QueryError(.unknownColumn("人工", nearest: "人口")) },
            Route(.get, "/names/{name}") { request, context in
                .bytes(Array(try context.name("name").utf8), type: "text/plain", to: request, cache: .none)
            },
            Route(.post, "/body") { request, _ in
                .bytes(try await request.wholeBody(upTo: 10), type: "text/plain", to: request, cache: .none)
            },
        ])
        var limits = ServerLimits()
        // A busy machine may leave the client of a live test waiting for long.
        limits.idleSeconds = 600
        return Application(router: router, server: ServerState(site: site, limits: limits).http1())
    }

    private struct Secret: Error, CustomStringConvertible {
        var description: String { "secret /srv/data SELECT" }
    }

    private static func answer(
        _ path: String,
        _ method: HTTPRequest.Method = .get,
        headers: HTTPFields = [:],
        body: String? = nil,
    ) async throws -> TestResponse {
        try await application().test(.router) { client in
            try await client.execute(
                uri: path,
                method: method,
                headers: headers,
                body: body.map { ByteBuffer(string: $0) }
            )
        }
    }

    private static func problem(_ response: TestResponse) throws -> JSONValue {
        #expect(response.headers[.contentType] == "application/problem+json")
        return try #require(JSONValue(Array(response.body.readableBytesView), limit: 1 << 16))
    }

    @Test(
        arguments: [
            ("/nowhere", HTTPRequest.Method.get, 404, "not-found"), ("/", .get, 404, "not-found"),
            ("/text", .delete, 405, "method-not-allowed"), ("/text", .trace, 405, "method-not-allowed"),
            ("/body", .get, 405, "method-not-allowed"), ("/column", .get, 400, "unknown-column"),
            ("/boom", .get, 500, "internal-error"), ("/names/%00", .get, 400, "bad-encoding"),
            ("/names/..%2f..%2fetc%2fpasswd", .get, 404, "not-found"), ("/names/%c0%ae", .get, 400, "bad-encoding"),
            ("/names/..%252f", .get, 404, "not-found"), ("/names/%2e%2e", .get, 404, "not-found"),
        ] as [(String, HTTPRequest.Method, Int, String)]
    )
    func `that is an error is a problem`(
        path: String,
        method: HTTPRequest.Method,
        status: Int,
        slug: String
    ) async throws {
        let response = try await Self.answer(path, method)
        #expect(response.status.code == status)
        let problem = try Self.problem(response)
        #expect(problem["type"] == .string("https://data.example/developers/problems/\(slug)"))
        #expect(problem["status"] == .number("\(status)"))
        #expect(problem["title"]?.stringValue != nil)
        #expect(problem["detail"]?.stringValue != nil)
        #expect(problem["request_id"] == .string(try #require(response.headers[.requestID])))
        #expect(response.headers[.cacheControl] == "no-store")
    }

    @Test func `of an inner failure says nothing of its cause`() async throws {
        let response = try await Self.answer("/boom")
        let text = String(buffer: response.body)
        for word in ["secret", "srv", "SELECT", "Secret"] { #expect(!text.contains(word)) }
    }

    @Test func `speaks the reader's language`() async throws {
        let japanese = try Self.problem(await Self.answer("/column"))
        #expect(japanese["detail"] == .string("「人工」という列はありません。「人口」ではありませんか。"))
        #expect(japanese["did_you_mean"] == .string("人口"))
        let english = try Self.problem(await Self.answer("/column", headers: [.acceptLanguage: "en"]))
        #expect(english["detail"] == .string("There is no column “人工”. Did you mean “人口”?"))
        let chosen = try Self.problem(await Self.answer("/column?lang=en"))
        #expect(chosen["detail"] == english["detail"])
    }

    @Test func `to a method it does not know says which it knows`() async throws {
        let refused = try await Self.answer("/text", .put)
        #expect(refused.headers[.allow] == "GET, HEAD, OPTIONS")
        let unknown = try await Self.answer("/text", try #require(HTTPRequest.Method("BREW")))
        #expect(unknown.status == .notImplemented)
    }

    @Test(arguments: ["/text", "/nowhere", "/boom", "/page"])
    func `carries the headers that keep readers safe`(path: String) async throws {
        let headers = try await Self.answer(path, headers: [.origin: "https://evil.example"]).headers
        let policy = try #require(headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none'"))
        #expect(!policy.contains("unsafe-inline"))
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[.referrerPolicy] != nil)
        #expect(headers[.accessControlAllowOrigin] == "*")
        #expect(headers[.accessControlExposeHeaders]?.contains("ETag") == true)
        #expect(!headers.contains(.accessControlAllowCredentials))
    }

    @Test func `to a browser that asks first allows reading and not writing`() async throws {
        let origin: HTTPFields = [.origin: "https://a.example", .accessControlRequestMethod: "GET"]
        let allowed = try await Self.answer("/text", .options, headers: origin)
        #expect(allowed.status.code == 204)
        #expect(allowed.headers[.accessControlAllowOrigin] == "*")
        #expect(allowed.headers[.accessControlAllowHeaders]?.contains("Authorization") == true)
        let writing: HTTPFields = [.origin: "https://a.example", .accessControlRequestMethod: "PUT"]
        #expect(try await Self.answer("/text", .options, headers: writing).headers[.accessControlAllowOrigin] == nil)
    }

    @Test(arguments: ["/text", "/stream"])
    func `is not sent again to a reader who holds it`(path: String) async throws {
        let first = try await Self.answer(path)
        let tag = try #require(first.headers[.eTag])
        #expect(!tag.hasPrefix("W/"))
        let second = try await Self.answer(path, headers: [.ifNoneMatch: "\"x\", \(tag)"])
        #expect(second.status == .notModified)
        #expect(second.body.readableBytes == 0)
        #expect(second.headers[.eTag] == tag)
        #expect(try await Self.answer(path, headers: [.ifNoneMatch: "\"x\""]).status == .ok)
    }

    @Test(arguments: ["/text", "/stream"])
    func `is compressed for readers who ask`(path: String) async throws {
        let plain = try await Self.answer(path)
        let packed = try await Self.answer(path, headers: [.acceptEncoding: "br;q=1, gzip;q=0.8"])
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.headers[.vary]?.contains("Accept-Encoding") == true)
        #expect(plain.headers[.vary]?.contains("Accept-Encoding") == true)
        #expect(packed.body.readableBytes < plain.body.readableBytes / 2)
        #expect(try inflate(packed.body) == Array(plain.body.readableBytesView))
        let tag = try #require(packed.headers[.eTag])
        #expect(tag != plain.headers[.eTag])
        let again = try await Self.answer(path, headers: [.acceptEncoding: "gzip", .ifNoneMatch: tag])
        #expect(again.status == .notModified)
        #expect(again.headers[.eTag] == tag)
        #expect(try await Self.answer(path, headers: [.acceptEncoding: "gzip;q=0"]).headers[.contentEncoding] == nil)
    }

    @Test(arguments: ["/text", "/stream", "/nowhere", "/page"], ["identity", "gzip"])
    func `to HEAD has the headers of GET and no body`(path: String, coding: String) async throws {
        let get = try await Self.answer(path, headers: [.acceptEncoding: coding])
        let head = try await Self.answer(path, .head, headers: [.acceptEncoding: coding])
        #expect(head.status == get.status)
        #expect(head.body.readableBytes == 0)
        #expect(head.headers.comparable == get.headers.comparable)
    }

    @Test func `to a body over the limit is 413`() async throws {
        #expect(try await Self.answer("/body", .post, body: "0123456789").status == .ok)
        #expect(try await Self.answer("/body", .post, body: "0123456789a").status.code == 413)
        let lying = try await Self.answer("/body", .post, headers: [.contentLength: "1000000000000"])
        #expect(lying.status.code == 413)
        #expect(lying.headers[.connection] == "close")
    }

    @Test func `to an address over the limit is 414`() async throws {
        let response = try await Self.answer("/text?q=" + String(repeating: "a", count: 9000))
        #expect(response.status.code == 414)
    }

    @Test func `comes whole over one live connection, also after HEAD of a stream`() async throws {
        try await Self.application().test(.live) { client in
            let head = try await client.execute(uri: "/stream", method: .head)
            #expect(head.status == .ok)
            let get = try await client.execute(uri: "/stream", method: .get)
            #expect(get.body.readableBytes == 3 * Self.long.utf8.count)
            let next = try await client.execute(uri: "/text", method: .get)
            #expect(next.body.readableBytes == Self.long.utf8.count)
        }
    }
}

extension HTTPFields {
    /// Names and values without what is different for every request, problems' languages included.
    var comparable: [String] {
        filter { ![.requestID, .date, .serverTiming].contains($0.name) }.map { "\($0.name.canonicalName): \($0.value)" }
            .sorted()
    }
}

/// The content of a gzip stream.
func inflate(_ buffer: ByteBuffer) throws -> [UInt8] {
    var stream = z_stream()
    try #require(inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
    defer { inflateEnd(&stream) }
    var input = Array(buffer.readableBytesView)
    var output = [UInt8](repeating: 0, count: 1 << 20)
    let status = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            return inflate(&stream, Z_FINISH)
        }
    }
    try #require(status == Z_STREAM_END)
    return Array(output.prefix(Int(stream.total_out)))
}
