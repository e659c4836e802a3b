import HTTPTypes
package import Hummingbird

/// Refuses, before any route sees them, requests that no honest client sends: an address over the limit, no or two `Host`
/// (RFC 9112 §3.2), a declared body over the limit.
package struct RequestChecks: RouterMiddleware {
    private let limits: ServerLimits

    package init(limits: ServerLimits) { self.limits = limits }

    /// Lets honest requests pass.
    package func handle(
        _ request: Request,
        context: WebContext,
        next: (Request, WebContext) async throws -> Response,
    ) async throws -> Response {
        guard (request.head.path ?? "").utf8.count <= limits.addressBytes else { throw Problem(.addressTooLong) }
        guard let host = request.head.authority, !host.isEmpty, !request.headers.contains(.repeatedHost) else {
            throw Self.closing(.badHost)
        }
        if let declared = request.headers[.contentLength], Int(declared).map({ $0 > limits.bodyBytes }) ?? true {
            throw Self.closing(.bodyTooLarge)
        }
        return try await next(request, context)
    }

    /// A problem after which the connection is closed: what follows on it is not worth reading, or not to be trusted.
    private static func closing(_ kind: ProblemKind) -> Problem {
        var problem = Problem(kind)
        problem.headers[.connection] = "close"
        return problem
    }
}

extension Request {
    /// The whole body, for routes that take one.
    /// - Throws: ``Problem`` `body-too-large` beyond `limit` bytes.
    package func wholeBody(upTo limit: Int = ServerLimits().bodyBytes) async throws -> [UInt8] {
        let buffer = try await body.collect(upTo: limit)
        return Array(buffer.readableBytesView)
    }
}
