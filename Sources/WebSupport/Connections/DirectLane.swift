import Hummingbird
package import NIOCore

/// Answers the smallest questions past the framework: a request for one row costs the database a few microseconds, and the framework,
/// with its task and its changes of threads, ten times that.
///
/// What goes out is what the framework would send (a test holds both to each other); what the lane does not know, and everything
/// that is not a plain good answer, is the framework's.
package protocol DirectLane: Sendable {
    /// Begins to answer `GET` of an address.
    /// - Parameters:
    ///   - target: path and query as sent, valid during the call.
    ///   - then: called once when this returns true, on any thread, with nil where the framework must answer after all.
    /// - Returns: whether the lane takes the request. Never blocks: it is asked on an event loop.
    func begin(_ target: UnsafeRawBufferPointer, then: @escaping @Sendable (DirectAnswer?) -> Void) -> Bool
}

/// A good answer of a lane: JSON that depends on nothing but the address and the catalogue.
package struct DirectAnswer: Sendable {
    /// The JSON text.
    package let body: ByteBuffer

    package init(body: ByteBuffer) { self.body = body }
}

/// Puts the head of a direct answer together: the fields that all of them share are written once.
struct DirectHead: Sendable {
    private let shared: ByteBuffer

    init() {
        var response = Response(status: .ok)
        // Its own for each answer.
        response.headers[.contentLength] = nil
        response.headers[.cacheControl] = CachePolicy.shared.rawValue
        response.headers[.contentType] = "application/json"
        ResponseHeadersMiddleware.addSecurity(to: &response.headers)
        ResponseHeadersMiddleware.addCrossOrigin(to: &response.headers)
        shared = KeptAnswer(head: response.head, body: ByteBuffer(), revision: 0).head
    }

    /// - Parameter acceptEncoding: as the client sent it.
    /// - Returns: nil where the answer has to be compressed, which the framework does.
    func answer(_ direct: DirectAnswer, acceptEncoding: String?, revision: Int64) -> KeptAnswer? {
        let count = direct.body.readableBytes
        var head = shared
        head.reserveCapacity(minimumWritableBytes: 128)
        if count >= CompressionMiddleware.leastBytes {
            guard !CompressionMiddleware.wantsGzip(acceptEncoding) else { return nil }
            head.writeStaticString("Vary: Accept-Encoding\r\n")
        }
        head.writeStaticString("ETag: ")
        head.writeString(direct.body.withUnsafeReadableBytes { EntityTag(hashing: $0).header })
        head.writeStaticString("\r\nContent-Length: ")
        head.writeString(String(count))
        head.writeStaticString("\r\n")
        return KeptAnswer(head: head, body: direct.body, status: 200, revision: revision)
    }
}
