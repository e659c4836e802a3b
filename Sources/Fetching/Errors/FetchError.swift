package import Tabular

/// Why a download gave nothing usable: a reason code of hazards.md §2.1–2.2 with what is known about it.
package struct FetchError: Error, Hashable, Sendable {
    /// The reason.
    ///
    /// The raw value is the stable code that records, logs and answers show.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        // Finding and reaching the server.
        case urlInvalid = "url_invalid"
        case dnsNotFound = "dns_not_found"
        case dnsError = "dns_error"
        case connectRefused = "connect_refused"
        case connectTimeout = "connect_timeout"
        case connectionReset = "connection_reset"
        case emptyReply = "empty_reply"
        case ttfbTimeout = "ttfb_timeout"
        case tlsExpired = "tls_expired"
        case tlsUntrusted = "tls_untrusted"
        case tlsVersion = "tls_version"
        case tlsFailed = "tls_failed"
        // Redirects and policy.
        case redirectLimit = "redirect_limit"
        case redirectInvalid = "redirect_invalid"
        case redirectDowngrade = "redirect_downgrade"
        case redirectHost = "redirect_host"
        case selfReference = "self_reference"
        case ssrfAddress = "ssrf_address"
        case scheme
        case port
        case robots
        // The transfer.
        case lowSpeed = "low_speed"
        case totalTimeout = "total_timeout"
        case tooLarge = "too_large"
        case truncated
        case httpProtocol = "http_protocol"
        case corruptEncoding = "corrupt_encoding"
        case decompressionLimit = "decompression_limit"
        // What the server answered.
        case rateLimited = "rate_limited"
        case authRequired = "auth_required"
        case notFound = "not_found"
        case gone
        case serverError = "server_error"
        case httpStatus = "http_status"
        // On our side.
        case storage
        case cancelled
    }

    /// When trying again makes sense (hazards.md §2.0).
    package enum RetryClass: String, Hashable, Sendable {
        /// A: some tries within the same run, then the next schedule.
        case withinRun = "A"
        /// A(1): one more try within the run, without the validators that the server did not understand.
        case onceMore = "A1"
        /// B: at the next schedule only.
        case nextRun = "B"
        /// C: not before a person acted.
        case afterAction = "C"
        /// D: when the server said.
        case asServerSays = "D"
        /// E: never.
        case never = "E"
    }

    /// Whether something went wrong (`failed`) or our own policy refused (`blocked`).
    package enum Outcome: String, Hashable, Sendable {
        case failed, blocked
    }

    package let code: Code
    /// The host that was asked, for the message; nil when none was reached.
    package let host: String?
    /// Status of the HTTP answer; nil when there was none.
    package let status: Int?
    /// Pause that the server asked for, between 1 s and 24 h; nil when it asked for none.
    package let retryAfter: Duration?
    /// Where this very fault is retried otherwise than its code says (a lie is not worth the tries that an accident is).
    private let retry: RetryClass?
    /// More that is known, said after the code's sentence; nil for nothing.
    package let detail: Bilingual?

    init(
        _ code: Code,
        host: String? = nil,
        status: Int? = nil,
        retryAfter: Duration? = nil,
        retry: RetryClass? = nil,
        detail: Bilingual? = nil,
    ) {
        self.code = code
        self.host = host
        self.status = status
        self.retryAfter = retryAfter
        self.retry = retry
        self.detail = detail
    }

    /// The host's `robots.txt` does not want what was asked for.
    package static func robots(host: String) -> FetchError { FetchError(.robots, host: host) }

    package var retryClass: RetryClass { retry ?? code.rule.retry }
    package var outcome: Outcome { code.rule.outcome }
    /// What happened and what to do about it.
    package var message: Bilingual {
        let sentence = code.rule.message(self)
        guard let detail else { return sentence }
        return Bilingual(ja: sentence.ja + detail.ja, en: "\(sentence.en) \(detail.en)")
    }

    /// The same error with what its thrower did not know; what is known already stays.
    func with(host: String? = nil, status: Int? = nil, detail: Bilingual? = nil) -> FetchError {
        FetchError(
            code,
            host: self.host ?? host,
            status: self.status ?? status.flatMap { $0 > 0 ? $0 : nil },
            retryAfter: retryAfter,
            retry: retry,
            detail: self.detail ?? detail,
        )
    }
}
