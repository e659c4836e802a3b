package import HTTPTypes

extension HTTPField.Name {
    package static let requestID = known("X-Request-Id")
    package static let link = known("Link")
    package static let serverTiming = known("Server-Timing")
    /// draft-ietf-httpapi-ratelimit-headers.
    package static let rateLimit = known("RateLimit")
    package static let rateLimitPolicy = known("RateLimit-Policy")
    package static let reprDigest = known("Repr-Digest")
    package static let referrerPolicy = known("Referrer-Policy")
    package static let frameOptions = known("X-Frame-Options")
    package static let permissionsPolicy = known("Permissions-Policy")
    /// A `Host` that is still among the fields is the second one: the first became the request's authority.
    static let repeatedHost = known("Host")
    package static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")

    /// A name that this file spells; a misspelt one stops the process at its first use, in every test.
    private static func known(_ text: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name(text.description) else { preconditionFailure("\(text) is no field name") }
        return name
    }
}
