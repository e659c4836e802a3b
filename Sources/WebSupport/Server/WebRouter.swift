package import Hummingbird

/// Makes the router that all routes are mounted on.
package enum WebRouter {
    /// A router with every rule of this module in front of its routes, outermost first: response headers, compression,
    /// problems, checks.
    ///
    /// Routes must be added after this call.
    /// - Parameter page: writes problems as pages for browsers; nil: always JSON.
    package static func make(
        site: Site,
        limits: ServerLimits = .init(),
        page: ProblemPage? = nil,
    ) -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: ResponseHeadersMiddleware())
        router.add(middleware: CompressionMiddleware())
        router.add(middleware: ProblemMiddleware(links: Links(base: site.publicURL), page: page))
        router.add(middleware: RequestChecks(limits: limits))
        return router
    }
}
