import HTTPTypes
package import Hummingbird

/// The outermost rule: chooses the language, and gives every answer its request id, security headers and CORS; `HEAD` answers
/// lose their body here, after everything that made their headers.
package struct ResponseHeadersMiddleware: RouterMiddleware {
    /// Pages: our own styles, scripts and images, nothing inline, never framed.
    private static let pagePolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    /// Everything else is data and runs nothing.
    private static let dataPolicy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    private static let exposed =
        "ETag, Link, Location, Retry-After, Content-Disposition, Content-Range, Repr-Digest, RateLimit, RateLimit-Policy, "
        + "Server-Timing, X-Request-Id"

    package init() {}

    /// Adds to every answer what it must carry.
    package func handle(
        _ request: Request,
        context: WebContext,
        next: (Request, WebContext) async throws -> Response,
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        let query = (try? request.queryParameters())?.all("lang").first
        context.language = .choose(query: query, acceptLanguage: request.headers[.acceptLanguage])
        var response = try await next(request, context)
        response.headers[.requestID] = context.requestID
        Self.addSecurity(to: &response.headers)
        if isPublicRead(request) { Self.addCrossOrigin(to: &response.headers) }
        Self.addTiming(to: &response.headers, since: start)
        return request.method == .head ? withoutBody(response) : response
    }

    /// What keeps readers safe, on pages and on data.
    static func addSecurity(to headers: inout HTTPFields) {
        let isPage = headers[.contentType]?.hasPrefix("text/html") ?? false
        if !headers.contains(.contentSecurityPolicy) {
            headers[.contentSecurityPolicy] = isPage ? Self.pagePolicy : Self.dataPolicy
        }
        if isPage { headers[.crossOriginOpenerPolicy] = "same-origin" }
        headers[.xContentTypeOptions] = "nosniff"
        headers[.referrerPolicy] = "strict-origin-when-cross-origin"
        headers[.frameOptions] = "DENY"
        headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
    }

    /// Reading needs no key and sends no cookies, so any origin may; what writes says so itself.
    static func addCrossOrigin(to headers: inout HTTPFields) {
        headers[.accessControlAllowOrigin] = "*"
        headers[.accessControlExposeHeaders] = Self.exposed
        headers[.crossOriginResourcePolicy] = "cross-origin"
    }

    /// `Server-Timing`: how long the answer took until its head was ready, in milliseconds; handlers may have added their own parts.
    private static func addTiming(to headers: inout HTTPFields, since start: ContinuousClock.Instant) {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let total = timing("total", microseconds: Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000))
        headers[.serverTiming] = headers[.serverTiming].map { $0 + ", " + total } ?? total
    }

    /// `total;dur=1.250`.
    static func timing(_ name: String, microseconds: Int) -> String {
        let fraction = String(1000 + microseconds % 1000).dropFirst()
        return "\(name);dur=\(microseconds / 1000).\(fraction)"
    }

    /// Reads, questions with a body, and what a browser asks before either.
    private func isPublicRead(_ request: Request) -> Bool {
        let method =
            request.method == .options
            ? request.headers[.accessControlRequestMethod].flatMap { HTTPRequest.Method($0) } ?? .get : request.method
        switch method {
        case .get, .head: return true
        case .post: return request.uri.path.contains("/action/") || request.uri.path.hasSuffix("/rows/query")
        default: return method == Route.query
        }
    }

    private func withoutBody(_ response: Response) -> Response {
        let length = response.headers[.contentLength]
        var response = response
        response.body = ResponseBody { writer in try await writer.finish(nil) }
        response.headers[.contentLength] = length
        return response
    }
}
