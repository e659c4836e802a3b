package import Hummingbird
package import WebSupport

/// All pages and their assets.
///
/// Mounted by the executable.
package struct PortalRoutes: Sendable {
    package let services: Services
    private let responder: PageResponder

    package init(services: Services) {
        self.services = services
        responder = PageResponder(services: services)
    }

    /// Writes problems as pages, for ``WebRouter/make(site:limits:page:)``.
    package var problemPage: ProblemPage {
        { [responder] problem, request, context in responder.page(of: problem, request, context) }
    }

    /// Mounts every page and asset; the router must come from `WebRouter.make`.
    package func add(to router: Router<WebContext>) {
        router.mount(pages + assets + crawlers)
    }

    private var pages: [Route] {
        let services = services
        return [
            responder.route("/", .catalogue) { page, _ in try await HomePage.make(page, services) },
            responder.route("/datasets", .catalogue) { page, _ in try await DatasetListPage.make(page, services) },
            responder.route("/datasets/{name}", .catalogue) { page, context in
                try await DatasetDetailPage.make(context.name("name"), page, services)
            },
            responder.route("/datasets/{name}/resources/{id}", .catalogue) { page, context in
                try await ResourcePage.make(context.name("id"), of: context.name("name"), page, services)
            },
            responder.route("/datasets/{name}/resources/{id}/report", .catalogue) { page, context in
                try await ReportPage.make(context.name("id"), of: context.name("name"), page, services)
            },
            responder.route("/organizations", .catalogue) { page, _ in
                try await OrganizationListPage.make(page, services)
            },
            responder.route("/organizations/{name}", .catalogue) { page, context in
                try await OrganizationPage.make(context.name("name"), page, services)
            },
            responder.route("/harvest", .operations) { page, _ in try await HarvestPage.make(page, services) },
            responder.route("/harvest/jobs/{id}", .operations) { page, context in
                try await JobPage.make(context.name("id"), page, services)
            },
            responder.route("/developers", .catalogue) { page, _ in try await DevelopersPage.make(page, services) },
            responder.route("/developers/problems/{slug}", .catalogue) { page, context in
                try ProblemTypePage.make(context.name("slug"), page)
            },
        ]
    }

    /// An address with an old fingerprint gets the present file too: pages that a reader kept still look right.
    private var assets: [Route] {
        [
            Route(.get, "/assets/{fingerprint}/{file}") { request, context in
                guard let asset = Asset(rawValue: try context.text("file")) else { throw Problem.notFound }
                let isPresent = try context.text("fingerprint") == asset.fingerprint
                return Response.bytes(
                    asset.bytes,
                    type: asset.mediaType,
                    to: request,
                    cache: isPresent ? .immutable : .revalidate
                )
            }
        ]
    }

    private var crawlers: [Route] {
        let services = services
        return [
            Route(.get, "/robots.txt") { request, _ in
                let text = Crawlers.robots(PageLinks(site: services.site, language: nil))
                return Response.bytes(
                    Array(text.utf8),
                    type: "text/plain; charset=utf-8",
                    to: request,
                    cache: .shared
                )
            },
            Route(.get, "/llms.txt") { request, _ in
                let text = try await Crawlers.guide(services)
                return Response.bytes(
                    Array(text.utf8),
                    type: "text/markdown; charset=utf-8",
                    to: request,
                    cache: .shared
                )
            },
            Route(.get, "/sitemap.xml") { request, _ in
                let text = try await Crawlers.sitemap(services)
                return Response.bytes(
                    Array(text.utf8),
                    type: "application/xml; charset=utf-8",
                    to: request,
                    cache: .shared
                )
            },
        ]
    }
}
