import HTTPTypes
package import Hummingbird
import NIOCore
package import WebSupport

/// The review of what is held, in a browser: `/review/{key}`, mounted only where a person at this machine opened it (`ydp review serve`).
///
/// The key is made for one run and known to nobody else; whoever has the address may decide. Answers are kept by no cache, and a form
/// of another site is not taken: its `Origin` is another, and it does not know the key.
package struct ReviewRoutes: Sendable {
    private let services: Services
    private let key: String
    private let frame: PageFrame

    /// - Parameter key: at least 128 bits by chance, in letters and digits.
    package init(services: Services, key: String) {
        self.services = services
        self.key = key
        frame = PageFrame(site: services.site)
    }

    /// Path of the page.
    package static func path(_ key: String) -> String { "/review/\(key)" }

    /// Mounts the page; the router must come from `WebRouter.make`.
    package func add(to router: Router<WebContext>) {
        router.mount([
            Route(.get, "/review/{key}") { request, context in try await show(request, context) },
            Route(.post, "/review/{key}") { request, context in try await decide(request, context) },
        ])
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        try check(context)
        let parameters = try request.queryParameters()
        let page = PageRequest(request, context, site: services.site, parameters: parameters)
        let content = try await ReviewPage.make(
            page,
            services.catalog,
            action: Self.path(key),
            done: try parameters.choice("done", of: ["approved", "rejected"])
        )
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: CachePolicy.none.rawValue,
                .contentLanguage: page.language.rawValue,
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: frame.render(content, for: page)))
        )
    }

    private func decide(_ request: Request, _ context: WebContext) async throws -> Response {
        try check(context)
        if let origin = request.headers[.origin], origin != services.site.publicURL { throw Problem.notFound }
        let decision = try ReviewDecision(form: try await request.wholeBody(upTo: 16_384))
        try await decision.carryOut(services.catalog, actor: "review")
        let done = decision.isApproved ? "approved" : "rejected"
        return Response(
            status: .seeOther,
            headers: [.location: "\(Self.path(key))?done=\(done)", .cacheControl: CachePolicy.none.rawValue]
        )
    }

    /// Another key is an address that does not exist.
    private func check(_ context: WebContext) throws {
        guard try context.text("key") == key else { throw Problem.notFound }
    }
}
