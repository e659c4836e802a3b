import TestSupport
import Testing

@testable import Fetching

/// The engine against the shared script that plays faulty servers; the same faults are played in-process by
/// `FaultyServerTests`, this run has Python's bytes instead of our own.
@Suite(.enabled(if: SharedFiles.exists)) struct `Hostile upstream` {
    private static let expectations: [(name: String, code: FetchError.Code?)] = [
        ("good", nil), ("reset", .connectionReset), ("emptyreply", .emptyReply), ("cl_long", .truncated),
        ("cl_negative", .httpProtocol), ("cl_two", .httpProtocol), ("cl_huge_declared", .tooLarge),
        ("endless", .tooLarge), ("endless_chunked", .tooLarge), ("chunk_trunc", .truncated),
        ("chunk_noterm", .truncated),
        ("chunk_bad", .httpProtocol), ("gzip_ok", nil), ("gzip_trunc", .truncated), ("gzip_trailer_cut", .truncated),
        ("gzip_badcrc", .corruptEncoding), ("gzip_lie", .corruptEncoding), ("gzip_unlabelled", nil),
        ("gzip_two_members", nil), ("gzip_x7", .corruptEncoding), ("enc_unknown", .corruptEncoding),
        ("redir_loop", .redirectLimit), ("redir_noloc", .redirectInvalid), ("redir_to/ftp://127.0.0.1/", .scheme),
        ("304_novalidator", .httpProtocol), ("206_unasked", .httpProtocol), ("429_sec", .rateLimited),
        ("429_date", .rateLimited), ("429_insane", .rateLimited), ("503_burst", .serverError), ("404", .notFound),
        ("410", .gone), ("401", .authRequired), ("headers_1mb", .httpProtocol), ("headers_many", .httpProtocol),
        ("bad_status", .httpProtocol), ("http09", .httpProtocol), ("hdr_inject", nil), ("clock_skew", nil),
        ("empty", nil),
    ]

    @Test func `every case ends as the table of harvesting faults says`() async throws {
        let port = try ScriptServer.freePort()
        let script = try ScriptServer("hostile_upstream.py", ["\(port)"])
        let engine = Lab.engine()
        defer { engine.shutDown() }
        while await code(engine, port, "good") == .connectRefused { await Task.yield() }
        for (name, expected) in Self.expectations {
            #expect(await code(engine, port, name) == expected, "\(name)")
        }
        withExtendedLifetime(script) {}
    }

    private func code(_ engine: FetchEngine, _ port: Int, _ name: String) async -> FetchError.Code? {
        var request = FetchRequest(url: "http://127.0.0.1:\(port)/\(name)", destination: .memory(limit: 16 << 20))
        request.allowedAddresses = [AddressBlock("127.0.0.0/8")].compactMap(\.self)
        request.timeouts = FetchTimeouts()
        do throws(FetchError) {
            _ = try await engine.fetch(request)
            return nil
        } catch {
            return error.code
        }
    }
}
