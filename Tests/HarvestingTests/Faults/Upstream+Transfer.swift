import Catalog
import Fetching
import TestSupport

extension Upstream {
    private static let good = Array(FaultLab.good.utf8)
    private static let longer = Array(FaultLab.longer.utf8)
    private static let large = Array(String(repeating: FaultLab.good, count: 500).utf8)
    private static let packed = ["Content-Encoding: gzip"]

    private static func chunked(_ row: Int, _ name: String, _ code: String, _ body: String) -> Upstream {
        raw(row, name, .failed, code, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body).triedAgain()
    }

    private static func status(_ row: Int, _ status: String, _ outcome: Outcome, _ code: String) -> Upstream {
        steps(row, status, outcome, code, LoopbackServer.answer(status, text: "<html>"))
    }

    /// Answers `status` so many times and then gives the good file, longer.
    private static func passing(
        _ row: Int,
        _ status: String,
        _ header: String?,
        times: Int,
        pauses: [ClosedRange<Double>]
    ) -> Upstream {
        Upstream(
            row: row,
            name: "\(status) \(header ?? "")",
            answer: { _, number in
                number <= times
                    ? LoopbackServer.answer(status, headers: [header].compactMap(\.self))
                    : LoopbackServer.answer(text: FaultLab.longer)
            },
            outcome: .updated,
            code: nil,
            rows: 3,
            tries: times + 1,
            pauses: pauses
        )
    }

    private static let small: @Sendable (inout FetchSettings) -> Void = { settings in
        settings.limits.wireBytes = 1 << 20
        settings.limits.inflatedBytes = 8 << 20
        settings.limits.ratioFloor = 64 << 10
    }

    /// §2.2.
    static let transfer: [Upstream] = [
        steps(
            26,
            "a body that drips",
            .failed,
            "low_speed",
            LoopbackServer.answer(length: 1_000, Array("i".utf8)) + [.hold]
        )
        .with { $0.settings = hurried }.triedAgain(),
        steps(
            27,
            "a body that stalls",
            .failed,
            "low_speed",
            LoopbackServer.answer(length: good.count, Array(good.prefix(20))) + [.hold]
        )
        .with { $0.settings = hurried }.triedAgain(),
        steps(
            28,
            "a body without end",
            .failed,
            "too_large",
            [.send(Array("HTTP/1.1 200 OK\r\n\r\na,b\n".utf8)), .sendForever([UInt8](repeating: 0x31, count: 65_536))]
        ).with { $0.settings = small },
        steps(
            29,
            "chunks without end",
            .failed,
            "too_large",
            [
                .send(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)),
                .sendForever(Array("10000\r\n".utf8) + [UInt8](repeating: 0x31, count: 65_536) + Array("\r\n".utf8)),
            ]
        ).with { $0.settings = small },
        steps(30, "a length too long", .failed, "truncated", LoopbackServer.answer(length: good.count + 100, good))
            .triedAgain(),
        steps(
            31,
            "a length too short",
            .held,
            "suspect_truncation",
            LoopbackServer.answer(length: longer.count - 20, longer)
        ),
        raw(32, "a negative length", .failed, "http_protocol", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc"),
        raw(
            32,
            "a length that is no number",
            .failed,
            "http_protocol",
            "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nabcde"
        ),
        steps(33, "two lengths", .failed, "http_protocol", LoopbackServer.answer(headers: ["Content-Length: 5"], good)),
        steps(
            34,
            "ten terabytes announced",
            .failed,
            "too_large",
            LoopbackServer.answer(length: 10_000_000_000_000, good)
        ),
        steps(
            35,
            "no length and a cut",
            .held,
            "suspect_truncation",
            LoopbackServer.answer(length: -1, Array(longer.dropLast(8)))
        ),
        steps(
            35,
            "no length and whole",
            .updated,
            "integrity_weak",
            rows: 3,
            LoopbackServer.answer(length: -1, longer)
        ),
        chunked(36, "chunks cut", "truncated", "40\r\nabc"),
        chunked(36, "chunks without a last", "truncated", "3\r\nabc\r\n"),
        chunked(36, "a chunk size that is none", "http_protocol", "zz\r\nabc"),
        steps(
            37,
            "gzip cut",
            .failed,
            "truncated",
            LoopbackServer.answer(headers: packed, Array(gzip(large).dropLast(40)))
        ).triedAgain(),
        steps(
            37,
            "gzip without trailer",
            .failed,
            "truncated",
            LoopbackServer.answer(headers: packed, Array(gzip(large).dropLast(8)))
        )
        .triedAgain(),
        steps(
            38,
            "gzip with a wrong checksum",
            .failed,
            "corrupt_encoding",
            LoopbackServer.answer(headers: packed, Array(gzip(large).dropLast(6)) + [0xff] + gzip(large).suffix(5))
        ).triedAgain(),
        steps(39, "plain text called gzip", .failed, "corrupt_encoding", LoopbackServer.answer(headers: packed, good)),
        // Told by its content and unpacked within the limits of reading.
        steps(40, "gzip that nobody called so", .updated, nil, rows: 3, LoopbackServer.answer("200 OK", gzip(longer))),
        steps(
            41,
            "gzip in two members",
            .updated,
            nil,
            rows: 3,
            LoopbackServer.answer(headers: packed, gzip(good) + gzip(Array(longer.dropFirst(good.count))))
        ),
        steps(
            42,
            "a gzip bomb",
            .failed,
            "decompression_limit",
            LoopbackServer.answer(headers: packed, gzip([UInt8](repeating: 0x30, count: 16 << 20)))
        ).with { $0.settings = small },
        steps(
            42,
            "gzip seven times",
            .failed,
            "corrupt_encoding",
            LoopbackServer.answer(headers: ["Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip"], gzip(good))
        ),
        steps(
            42,
            "an unknown encoding",
            .failed,
            "corrupt_encoding",
            LoopbackServer.answer(headers: ["Content-Encoding: foo"], good)
        ),
        steps(
            43,
            "a header of a megabyte",
            .failed,
            "http_protocol",
            LoopbackServer.answer(headers: ["X: " + String(repeating: "a", count: 1 << 20)], good)
        ),
        steps(
            43,
            "twenty thousand headers",
            .failed,
            "http_protocol",
            LoopbackServer.answer(headers: (0..<20_000).map { "X-\($0): 1" }, good)
        ),
        raw(44, "status 999999", .failed, "http_protocol", "HTTP/1.1 999999 WAT\r\n\r\n"),
        raw(44, "HTTP/0.9", .failed, "http_protocol", FaultLab.good),
        steps(45, "304 unasked", .failed, "http_protocol", LoopbackServer.answer("304 Not Modified", length: -1)).with {
            row in
            row.tries = 2
            row.pauses = [0...1]
        },
        Upstream(
            row: 46,
            name: "304",
            headers: ["ETag: \"a\""],
            answer: { request, _ in
                request.headers["if-none-match"] == "\"a\""
                    ? LoopbackServer.answer("304 Not Modified", length: -1) : [.reset]
            },
            outcome: .unchanged,
            code: nil
        ),
        Upstream(
            row: 47,
            name: "another ETag for the same bytes",
            headers: ["ETag: \"a\""],
            answer: { _, _ in LoopbackServer.answer(headers: ["ETag: \"b\""], text: FaultLab.good) },
            outcome: .unchanged,
            code: nil
        ),
        Upstream(
            row: 48,
            name: "the same ETag for other bytes",
            headers: ["ETag: \"a\""],
            answer: { _, _ in LoopbackServer.answer(headers: ["ETag: \"a\""], text: FaultLab.longer) },
            outcome: .updated,
            code: "weak_validator",
            rows: 3
        ),
        steps(
            49,
            "206 unasked",
            .failed,
            "http_protocol",
            LoopbackServer.answer("206 Partial Content", Array(good.prefix(30)))
        ),
        passing(50, "429 Too Many Requests", "Retry-After: 7", times: 2, pauses: [7...8, 7...8]),
        // Ten seconds after the lab's clock.
        passing(50, "429 Too Many Requests", "Retry-After: Sun, 15 Jun 2025 15:06:50 GMT", times: 1, pauses: [10...11]),
        steps(
            50,
            "429 for a thousand years",
            .failed,
            "rate_limited",
            LoopbackServer.answer("429 Too Many Requests", headers: ["Retry-After: 99999999999"])
        ),
        passing(51, "503 Service Unavailable", nil, times: 3, pauses: [0...2, 0...10, 0...60]),
        steps(
            52,
            "half a body and then an end",
            .failed,
            "truncated",
            LoopbackServer.answer(length: good.count, Array(good.prefix(30)))
        ).triedAgain(),
        status(53, "401 Unauthorized", .failed, "auth_required"), status(53, "403 Forbidden", .failed, "auth_required"),
        status(54, "404 Not Found", .failed, "not_found"), status(55, "410 Gone", .held, "gone"),
        steps(
            56,
            "an error page",
            .rejected,
            "content_mismatch",
            LoopbackServer.answer(
                headers: ["Content-Type: text/html"],
                text: "<!DOCTYPE html><html><title>404</title></html>"
            )
        ),
        steps(
            56,
            "an error page called CSV",
            .rejected,
            "content_mismatch",
            LoopbackServer.answer(
                headers: ["Content-Type: text/csv"],
                text: "\u{FEFF} <html><title>maintenance</title></html>"
            )
        ),
        Upstream(
            row: 57,
            name: "a page to log in",
            answer: { request, _ in
                request.path == "/table.csv"
                    ? LoopbackServer.answer("302 Found", headers: ["Location: /login"])
                    : LoopbackServer.answer(text: "<!DOCTYPE html><html><form>login</form></html>")
            },
            outcome: .rejected,
            code: "content_mismatch"
        ),
        steps(
            58,
            "a file from the future",
            .updated,
            "upstream_clock_skew",
            rows: 3,
            LoopbackServer.answer(
                headers: ["Last-Modified: Fri, 01 Jan 2100 00:00:00 GMT", "Date: Thu, 01 Jan 1970 00:00:00 GMT"],
                longer
            )
        ),
        Upstream(
            row: 60,
            name: "cookies and a hostile file name",
            headers: ["Set-Cookie: a=b"],
            answer: { request, _ in
                request.headers["cookie"] == nil
                    ? LoopbackServer.answer(
                        headers: ["Content-Disposition: attachment; filename=\"../../etc/passwd\"", "Set-Cookie: a=b"],
                        longer
                    ) : [.reset]
            },
            outcome: .updated,
            code: nil,
            rows: 3
        ),
    ]
}
