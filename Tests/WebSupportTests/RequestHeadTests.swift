import HTTPTypes
import NIOCore
import Testing

@testable import WebSupport

@Suite struct `Request head` {
    private static func read(_ text: String, limits: ServerLimits = .init()) throws -> (RequestHead, KeptKey?) {
        try Array(text.utf8).withUnsafeBytes { bytes in
            let head = try RequestHead(bytes, limits: limits)
            return (head, KeptKey(head, in: bytes))
        }
    }

    private static let base = "GET /a?b=c HTTP/1.1\r\nHost: x\r\n"

    @Test(
        arguments: [
            ("", true, RequestHead.Body.none), ("Connection: close\r\n", false, .none),
            ("connection: Keep-Alive, CLOSE\r\n", false, .none), ("Connection: closed\r\n", true, .none),
            ("Content-Length: 12\r\n", true, .length(12)), ("Content-Length: 0\r\n", true, .none),
            ("Transfer-Encoding: Chunked\r\n", true, .chunked), ("X-Content-Length: 12\r\n", true, .none),
        ] as [(String, Bool, RequestHead.Body)]
    )
    func `tells where the message ends and whether the connection goes on`(
        fields: String,
        staysOpen: Bool,
        body: RequestHead.Body
    ) throws {
        let (head, _) = try Self.read(Self.base + fields + "\r\n")
        #expect(head.method == .get)
        #expect(head.staysOpen == staysOpen)
        #expect(head.body == body)
    }

    @Test(
        arguments: [
            ("Content-Length: 1048577\r\n", ProblemKind.bodyTooLarge), ("Content-Length: 12a\r\n", .other),
            ("Content-Length: -1\r\n", .other), ("Content-Length: 1, 1\r\n", .other), ("Content-Length:\r\n", .other),
            ("Content-Length: 99999999999999999999\r\n", .other), ("Host: y\r\n", .badHost), (" folded\r\n", .other),
            ("na me: a\r\n", .other), (": a\r\n", .other), ("X: \u{7f}\r\n", .other),
            ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", .other),
        ] as [(String, ProblemKind)]
    )
    func `is refused when it is not well formed`(fields: String, kind: ProblemKind) {
        #expect(throws: kind) { try Self.read(Self.base + fields + "\r\n") }
    }

    @Test(
        arguments: [
            ("Range: bytes=0-1\r\n", false), ("Authorization: Bearer x\r\n", false), ("If-Match: \"a\"\r\n", false),
            ("Content-Length: 1\r\n", false), ("Accept: a\r\nAccept: b\r\n", false), ("Accept: a\r\n", true),
            ("If-None-Match: \"a\"\r\n", true), ("Cookie: a=b\r\n", true),
            ("Accept: \(String(repeating: "a", count: 3000))\r\n", false),
        ]
    )
    func `has a key for a kept answer only when everybody gets the same`(fields: String, isKept: Bool) throws {
        let (_, key) = try Self.read(Self.base + fields + "\r\n")
        #expect((key != nil) == isKept)
    }

    @Test func `has different keys for all that answers depend on`() throws {
        let fields = [
            "", "Accept: a\r\n", "Accept:\r\n", "Accept-Language: a\r\n", "Accept-Encoding: a\r\n",
            "If-None-Match: a\r\n",
            "Accept: a\r\nAccept-Language: a\r\n", "Accept: b\r\n",
        ]
        let keys = try fields.map { try #require(try Self.read(Self.base + $0 + "\r\n").1) }
        #expect(Set(keys).count == fields.count)
        let other = try #require(try Self.read("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").1)
        #expect(!keys.contains(other))
        let host = try #require(try Self.read("GET /a?b=c HTTP/1.1\r\nHost: evil\r\nUser-Agent: z\r\n\r\n").1)
        #expect(keys.first == host)
    }
}

@Suite struct `Kept answers` {
    private static func key(_ target: String) throws -> KeptKey {
        let text = "GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n"
        return try Array(text.utf8).withUnsafeBytes { bytes in
            try #require(KeptKey(try RequestHead(bytes, limits: .init()), in: bytes))
        }
    }

    private static func answer(_ text: String, revision: Int64) -> KeptAnswer {
        KeptAnswer(
            head: .init(status: .ok, headerFields: [.contentType: "text/plain", .date: "x", .requestID: "y"]),
            body: ByteBuffer(string: text),
            revision: revision
        )
    }

    @Test func `are true at their revision only`() throws {
        let kept = KeptAnswers(budget: 1 << 20)
        let key = try Self.key("/a")
        kept.keep(Self.answer("one", revision: 1), for: key)
        #expect(kept.answer(to: key, at: 1).map { String(buffer: $0.body) } == "one")
        #expect(kept.answer(to: key, at: 2) == nil)
        kept.keep(Self.answer("two", revision: 2), for: key)
        #expect(kept.answer(to: key, at: 1) == nil)
        #expect(kept.answer(to: key, at: 2).map { String(buffer: $0.body) } == "two")
        // What was made before the change comes late, and is not kept.
        let late = try Self.key("/late")
        kept.keep(Self.answer("old", revision: 1), for: late)
        #expect(kept.answer(to: late, at: 1) == nil && kept.answer(to: late, at: 2) == nil)
    }

    @Test func `never take more than their bytes, and those asked for stay longest`() throws {
        let budget = 100_000
        let kept = KeptAnswers(budget: budget)
        let often = try Self.key("/often")
        kept.keep(Self.answer("often", revision: 1), for: often)
        for number in 0..<500 {
            kept.keep(Self.answer(String(repeating: "a", count: 1000), revision: 1), for: try Self.key("/\(number)"))
            #expect(kept.answer(to: often, at: 1) != nil, "\(number)")
            #expect(kept.size.bytes <= budget)
        }
        #expect(kept.size.answers > 50)
        let large = try Self.key("/large")
        kept.keep(Self.answer(String(repeating: "a", count: kept.largest), revision: 1), for: large)
        #expect(kept.answer(to: large, at: 1) == nil)
    }

    @Test func `carry what is the same each time and nothing else`() {
        let head = String(buffer: Self.answer("a", revision: 1).head)
        #expect(head == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n")
    }
}
