import Tabular
import TestSupport
import Testing

@testable import Fetching

@Suite(.enabled(if: TLSServer.isAvailable)) struct `Certificates` {
    /// A server's certificate, whether its issuer is pinned, and what comes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var certificate = TLSServer.Certificate()
        var isPinned = true
        var code: FetchError.Code?
        /// A piece of the Japanese sentence.
        var says = ""

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "good, with its issuer pinned", code: nil),
        Case(name: "issuer unknown", isPinned: false, code: .tlsUntrusted, says: "発行元"),
        Case(name: "expired", certificate: .init(days: -30 ... -10), code: .tlsExpired, says: "有効期間: "),
        Case(name: "not yet valid", certificate: .init(days: 10...30), code: .tlsExpired, says: "有効期間: "),
        Case(name: "for another host", certificate: .init(host: "other.example"), code: .tlsUntrusted, says: "別のホスト名"),
        Case(
            name: "TLS 1.0 only",
            certificate: .init(options: ["-tls1", "-cipher", "DEFAULT@SECLEVEL=0"]),
            code: .tlsVersion,
            says: "TLS 1.2"
        ),
    ]

    @Test(arguments: cases)
    func `a certificate is taken or refused in words`(each: Case) async throws {
        let folder = try TemporaryDirectory()
        let server = try TLSServer(each.certificate, body: goodCSV, in: folder.path)
        let engine = Lab.engine()
        defer { engine.shutDown() }
        var request = FetchRequest(url: server.url, destination: .memory(limit: 1 << 20))
        request.allowedAddresses = [AddressBlock("127.0.0.0/8")].compactMap(\.self)
        request.certificateAuthority = each.isPinned ? server.authority : nil
        var timeouts = FetchTimeouts()
        timeouts.head = .seconds(60)
        request.timeouts = timeouts
        var error: FetchError?
        repeat {
            error = nil
            do {
                #expect(try await engine.fetch(request).bytes == Array(goodCSV.utf8))
            } catch let failure {
                error = failure
            }
            // The server needs a moment until it listens.
            if error?.code == .connectRefused { try await Task.sleep(for: .milliseconds(20)) }
        } while error?.code == .connectRefused
        #expect(error?.code == each.code)
        #expect(error?.message.ja.contains(each.says) ?? each.says.isEmpty)
        withExtendedLifetime(server) {}
    }
}
