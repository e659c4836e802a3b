import HTTPTypes
import NIOCore

/// A whole answer as it goes over the wire, but for what is different each time (`Date`, `X-Request-Id` …).
struct KeptAnswer: Sendable {
    /// Status line and fields, without the blank line.
    let head: ByteBuffer
    let body: ByteBuffer
    let status: Int
    /// The catalogue's revision when the request came: what it was made of is that or newer.
    let revision: Int64

    /// Bytes of memory, roughly.
    var cost: Int { head.readableBytes + body.readableBytes + 256 }

    /// Fields that are made anew for each answer.
    static let fresh: Set<HTTPField.Name> = [
        .date, .requestID, .serverTiming, .connection, .rateLimit, .rateLimitPolicy, .retryAfter, .transferEncoding,
    ]

    /// - Parameter head: of an answer with `Content-Length`, or of one that has no body.
    init(head response: HTTPResponse, body: ByteBuffer, revision: Int64) {
        var head = ByteBuffer()
        head.writeString("HTTP/1.1 \(response.status.code) \(response.status.reasonPhrase)\r\n")
        for field in response.headerFields where !Self.fresh.contains(field.name) {
            head.writeString("\(field.name.rawName): \(field.value)\r\n")
        }
        self.head = head
        self.body = body
        self.revision = revision
        status = response.status.code
    }

    /// - Parameter head: status line and fields, without the blank line and without ``fresh`` ones.
    init(head: ByteBuffer, body: ByteBuffer, status: Int, revision: Int64) {
        self.head = head
        self.body = body
        self.status = status
        self.revision = revision
    }

    /// Whether an answer depends on nothing but its request and the catalogue.
    static func isWorthKeeping(_ response: HTTPResponse) -> Bool {
        guard response.status == .ok || response.status == .notModified,
            let policy = response.headerFields[.cacheControl], CachePolicy.ofCatalogue.contains(policy)
        else { return false }
        return response.status == .notModified || response.headerFields.contains(.contentLength)
    }
}
