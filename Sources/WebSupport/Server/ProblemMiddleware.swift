import HTTPTypes
package import Hummingbird
import NIOCore

/// Writes a problem as a page for people; nil when it should be JSON after all.
package typealias ProblemPage = @Sendable (Problem, Request, WebContext) async throws -> Response?

/// Turns every error of the routes behind it, and of the router itself, into `application/problem+json` (RFC 9457), or
/// into a page when a browser asked for one outside the API.
///
/// Causes of 5xx go to the log and nowhere else.
package struct ProblemMiddleware: RouterMiddleware {
    private let links: Links
    private let page: ProblemPage?

    package init(links: Links, page: ProblemPage?) {
        self.links = links
        self.page = page
    }

    /// Lets answers pass and writes errors.
    package func handle(
        _ request: Request,
        context: WebContext,
        next: (Request, WebContext) async throws -> Response,
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            var problem = Problem(error)
            if problem.slug == ProblemKind.notFound.rawValue, !Route.knownMethods.contains(request.method) {
                problem = Problem(.methodNotImplemented)
            }
            // What a client can bring about at will is not the operator's trouble.
            if problem.status.kind == .serverError, problem.slug != ProblemKind.methodNotImplemented.rawValue {
                context.log(failure: error)
            }
            if let page, wantsPage(request), let response = try? await page(problem, request, context) {
                return response
            }
            return problem.response(links: links, context: context)
        }
    }

    private func wantsPage(_ request: Request) -> Bool {
        let path = request.uri.path
        guard !path.hasPrefix("/api/"), request.method == .get || request.method == .head else { return false }
        return request.headers[.accept]?.contains("text/html") ?? false
    }
}

extension Problem {
    /// The problem as JSON, in the reader's language.
    package func response(links: Links, context: WebContext) -> Response {
        let body = json(language: context.language, links: links, requestID: context.requestID)
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = context.language.rawValue
        headers[.cacheControl] = CachePolicy.none.rawValue
        headers.addVary("Accept-Language")
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The text of the answer.
    func json(language: Language, links: Links, requestID: String) -> [UInt8] {
        JSONBuilder.object { json in
            json.field("type", links.problemPage(slug))
            json.field("title", title.text(in: language))
            json.field("status", status.code)
            json.field("detail", detail.text(in: language))
            json.field("request_id", requestID)
            if let didYouMean { json.field("did_you_mean", didYouMean) }
            if !errors.isEmpty {
                json.array("errors") { json in
                    for item in errors {
                        json.object { json in
                            json.field("parameter", item.parameter)
                            json.field("code", item.code)
                            json.field("detail", item.detail.text(in: language))
                        }
                    }
                }
            }
        }
    }
}
