/// What a download brought.
package struct FetchResponse: Sendable {
    /// The body after unpacking.
    package enum Body: Sendable {
        /// Nothing: the answer was 304.
        case none
        case memory([UInt8])
        case file(path: String)
    }

    package let status: Int
    /// The address that finally answered, after redirects.
    package let url: String
    /// Where the address has moved for good (301, 308 from the first hop on); nil when it has not.
    package let permanentURL: String?
    /// Whether the answer said how long it is, so that a cut would have been noticed.
    package let hasKnownEnd: Bool
    package let etag: String?
    package let lastModified: String?
    /// Whether the server dates the file more than a day after our own clock: such a date is no validator.
    package let isFromFuture: Bool
    package let contentType: String?
    package let retryAfter: Duration?
    package let body: Body
    /// Bytes of the body after unpacking.
    package let byteCount: Int
    /// Bytes of the body as they came over the wire.
    package let wireByteCount: Int
    /// SHA-256 of the unpacked body, lower-case hex; nil for a 304.
    package let sha256: String?

    /// Whether the server confirmed our validator (304): there is no body, what was fetched last time is still right.
    package var isNotModified: Bool { status == 304 }

    /// The body in memory; empty when it is elsewhere or there is none.
    package var bytes: [UInt8] {
        guard case .memory(let bytes) = body else { return [] }
        return bytes
    }
}
