import Catalog
import HTTPTypes
import Hummingbird
import NIOCore
import WebSupport

/// Answers requests with pages: chooses the validator, makes the page, frames it.
struct PageResponder: Sendable {
    /// What a page is made of, and so what its validator is made of.
    enum Freshness: Sendable {
        /// The catalogue and the tables: its revision decides, and a reader who holds it costs one small query.
        case catalogue
        /// Jobs and records too, which are not in the log: the page is made, then hashed.
        case operations
    }

    typealias Maker = @Sendable (PageRequest, WebContext) async throws -> Page

    let services: Services
    let frame: PageFrame

    init(services: Services) {
        self.services = services
        frame = PageFrame(site: services.site)
        build = Self.fingerprint(services.site)
    }

    /// Changes with the release, the site's names and every template and asset.
    private let build: String

    /// A route of a page.
    func route(_ path: String, _ freshness: Freshness, _ make: @escaping Maker) -> Route {
        Route(.get, path) { request, context in
            let page = PageRequest(
                request,
                context,
                site: services.site,
                parameters: try request.queryParameters()
            )
            switch freshness {
            case .catalogue:
                let revision = try await services.watch.revision()
                let chosen = page.links.language?.rawValue ?? ""
                let tag = EntityTag(of: [
                    build, String(revision), page.language.rawValue, chosen, request.uri.description,
                ])
                return try await request.conditional(etag: tag, headers: Self.headers(page.language, .page)) {
                    Self.response(frame.render(try await make(page, context), for: page))
                }
            case .operations:
                let html = frame.render(try await make(page, context), for: page)
                return Response.bytes(
                    Array(html.utf8),
                    type: Self.mediaType,
                    to: request,
                    cache: .revalidate,
                    headers: Self.headers(page.language, .revalidate)
                )
            }
        }
    }

    /// The page of a problem, for the middleware that writes problems.
    func page(of problem: Problem, _ request: Request, _ context: WebContext) -> Response {
        let page = PageRequest(
            request,
            context,
            site: services.site,
            parameters: try? request.queryParameters()
        )
        let html = frame.render(ErrorPage.make(problem, page, requestID: context.requestID), for: page)
        var response = Self.response(html)
        response.status = problem.status
        for field in problem.headers { response.headers.append(field) }
        response.headers[.contentLanguage] = page.language.rawValue
        response.headers[.cacheControl] = CachePolicy.none.rawValue
        response.headers.addVary("Accept-Language")
        response.headers.addVary("Accept")
        return response
    }

    private static let mediaType = "text/html; charset=utf-8"

    private static func headers(_ language: Language, _ cache: CachePolicy) -> HTTPFields {
        [
            .cacheControl: cache.rawValue, .contentLanguage: language.rawValue,
            .vary: "Accept-Language",
        ]
    }

    private static func response(_ html: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }

    private static func fingerprint(_ site: Site) -> String {
        let names = [site.publicURL, site.title, site.titleEnglish, site.version]
        let files = Templates.sources.flatMap(\.bytes)
        return Fingerprint.of(Array(names.joined(separator: "\n").utf8) + files)
            + Asset.allCases.map(\.fingerprint).joined()
    }
}
