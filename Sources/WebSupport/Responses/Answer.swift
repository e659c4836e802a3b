package import HTTPTypes
package import Hummingbird
import NIOCore

/// How long shared caches may keep an answer.
package enum CachePolicy: String, Hashable, Sendable {
    /// Public reads of the catalogue and of tables.
    case shared = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
    /// Pages made of the catalogue and of tables: asked again each time, and shown when the server cannot be reached.
    case page = "public, no-cache, stale-if-error=86400"
    /// What changes at any moment (jobs): kept, but asked again each time.
    case revalidate = "public, no-cache"
    /// Named by content: never changes.
    case immutable = "public, max-age=31536000, immutable"
    /// Health, and everything that is for one reader only.
    case none = "no-store"

    /// The policies of answers that depend on nothing but the request and the catalogue's revision: the server itself keeps those
    /// (``KeptAnswers``).
    static let ofCatalogue: Set<String> = [shared.rawValue, page.rawValue, immutable.rawValue]
}

extension Response {
    /// A complete answer in memory: strong `ETag` of its bytes, 304 when the reader holds it.
    /// - Parameters:
    ///   - type: the `Content-Type`.
    ///   - headers: besides; `Vary` of negotiated answers goes here.
    package static func bytes(
        _ bytes: [UInt8],
        type: String,
        to request: Request,
        cache: CachePolicy,
        headers: HTTPFields = [:],
    ) -> Response {
        var headers = headers
        headers[.cacheControl] = cache.rawValue
        if cache != .none {
            let tag = EntityTag(hashing: bytes)
            if let held = request.notModified(tag, headers: headers) { return held }
            headers[.eTag] = tag.header
        }
        headers[.contentType] = type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// As ``bytes(_:type:to:cache:headers:)``, of JSON.
    package static func json(
        _ bytes: [UInt8],
        to request: Request,
        cache: CachePolicy = .shared,
        headers: HTTPFields = [:],
    ) -> Response {
        .bytes(bytes, type: "application/json", to: request, cache: cache, headers: headers)
    }
}
