import HTTPTypes
package import Hummingbird
import NIOCore

/// Compresses text for readers who ask for gzip.
///
/// Whole answers are compressed before their head is written, so that `Content-Length` stays exact for `GET` and `HEAD`
/// alike; streams are compressed as they pass.
///
/// Files are left alone: their `Range` and `Repr-Digest` speak of the bytes as they are.
package struct CompressionMiddleware: RouterMiddleware {
    /// Below, the header would cost more than is won.
    static let leastBytes = 1024

    package init() {}

    /// Compresses what comes back, where that helps.
    package func handle(
        _ request: Request,
        context: WebContext,
        next: (Request, WebContext) async throws -> Response,
    ) async throws -> Response {
        var response = try await next(request, context)
        guard isCompressible(response) else { return response }
        response.headers.addVary("Accept-Encoding")
        guard Self.wantsGzip(request.headers[.acceptEncoding]) else { return response }
        return try await compressed(response)
    }

    /// Whether a client takes gzip.
    static func wantsGzip(_ acceptEncoding: String?) -> Bool {
        QualityList(acceptEncoding).weight(of: "gzip") ?? 0 > 0
    }

    private func isCompressible(_ response: Response) -> Bool {
        guard response.status != .notModified, response.status != .partialContent,
            !response.headers.contains(.contentEncoding), !response.headers.contains(.acceptRanges),
            response.body.contentLength.map({ $0 >= Self.leastBytes }) ?? true,
            let type = response.headers[.contentType]
        else { return false }
        return type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("application/x-ndjson")
            || type.hasPrefix("image/svg+xml") || type.hasPrefix("application/javascript")
            || (type.hasPrefix("application/") && (type.contains("+json") || type.contains("+xml")))
    }

    private func compressed(_ response: Response) async throws -> Response {
        var response = response
        if response.body.contentLength == nil {
            let body = response.body
            response.body = ResponseBody { writer in
                guard let gzip = Gzip() else { throw HTTPError(.serviceUnavailable) }
                try await body.write(GzipBodyWriter(parent: writer, gzip: gzip))
            }
        } else {
            guard let gzip = Gzip() else { return response }
            let collector = BodyCollector()
            try await response.body.write(GzipBodyWriter(parent: collector, gzip: gzip))
            response.body = ResponseBody(byteBuffer: collector.buffer)
        }
        response.headers[.contentEncoding] = "gzip"
        if let tag = response.headers[.eTag], tag.hasSuffix("\"") {
            response.headers[.eTag] = tag.dropLast() + "-gzip\""
        }
        return response
    }
}

/// Keeps a whole body in memory.
///
/// One task writes and then reads it.
private final class BodyCollector: ResponseBodyWriter {
    var buffer = ByteBuffer()

    func write(_ buffer: ByteBuffer) { self.buffer.writeImmutableBuffer(buffer) }
    func finish(_ trailingHeaders: HTTPFields?) {}
}
