import CLibcurl
import Tabular

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What libcurl told of a transfer that it ended with an error.
struct CurlFailure {
    let code: CURLcode
    /// curl's own words; only searched, never shown.
    let words: String
    let hasResolved: Bool
    let hasConnected: Bool
    let systemError: Int32
    /// The verdict on the certificate of the library that curl was built with, 0 when it had no objection: OpenSSL's number
    /// (`X509_V_ERR_…`) or GnuTLS's set of bits, which are never as small as OpenSSL's but for 66 (issuer not found).
    let certificateVerdict: Int

    /// Translates into a reason code.
    ///
    /// Several of curl's codes stand for different faults, told apart by how far it came.
    var reason: FetchError.Code {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .dnsNotFound
        case CURLE_COULDNT_CONNECT: systemError == ETIMEDOUT ? .connectTimeout : .connectRefused
        case CURLE_OPERATION_TIMEDOUT: hasResolved ? (hasConnected ? .ttfbTimeout : .connectTimeout) : .dnsError
        case CURLE_GOT_NOTHING: .emptyReply
        case CURLE_PARTIAL_FILE: .truncated
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR: isAboutChunks ? .httpProtocol : .connectionReset
        case CURLE_PEER_FAILED_VERIFICATION: isAboutDates ? .tlsExpired : .tlsUntrusted
        case CURLE_SSL_CONNECT_ERROR: handshakeReason
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR: .tlsFailed
        case CURLE_URL_MALFORMAT: .urlInvalid
        default: .httpProtocol
        }
    }

    /// The reason with what tells this fault from others of its code.
    var error: FetchError {
        switch reason {
        // A chunk that is cut or garbled is an accident on the way, unlike a server that does not speak HTTP.
        case .httpProtocol where isAboutChunks: FetchError(.httpProtocol, retry: .withinRun)
        case .tlsUntrusted: FetchError(.tlsUntrusted, detail: distrust)
        default: FetchError(reason)
        }
    }

    /// The objection in words; nil for those that have none of ours.
    private var distrust: Bilingual? {
        switch certificateVerdict {
        case 18: Bilingual(ja: "（自己署名の証明書です。）", en: "(It is signed by itself.)")
        case 19, 20, 21, 66:
            Bilingual(
                ja: "（発行元が信頼の一覧にないか、中間証明書が足りません。）",
                en: "(Its issuer is not known here, or an intermediate certificate is missing.)"
            )
        case 62: Self.otherHost
        default: words.contains("subject name") || words.contains("host name") ? Self.otherHost : nil
        }
    }

    private var isAboutChunks: Bool { words.contains("chunk") || words.contains("hexadecimal") }

    private static let otherHost = Bilingual(ja: "（別のホスト名の証明書です。）", en: "(It is for another host name.)")

    /// OpenSSL: X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED; GnuTLS: the bits NOT_ACTIVATED and EXPIRED.
    private var isAboutDates: Bool {
        certificateVerdict == 9 || certificateVerdict == 10
            || (certificateVerdict >= 512 && certificateVerdict & (512 | 1_024) != 0)
    }

    private var handshakeReason: FetchError.Code {
        if words.contains("version") || words.contains("unsupported protocol") { return .tlsVersion }
        return systemError == ECONNRESET || words.contains("reset") ? .connectionReset : .tlsFailed
    }
}
