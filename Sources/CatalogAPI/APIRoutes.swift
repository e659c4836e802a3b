package import Hummingbird
package import WebSupport

/// All machine-readable routes: native API, CKAN, health.
///
/// Mounted by the executable.
package struct APIRoutes: Sendable {
    package let services: Services

    package init(services: Services) { self.services = services }

    /// The native API, in the order in which it is described.
    static let endpoints: [Endpoint] =
        landing + datasets + resources + versions + rows + aggregates + vocabularies + harvests + description

    /// Mounts everything; the router must come from ``WebSupport/WebRouter``.
    package func add(to router: Router<WebContext>) {
        router.mount(routes)
    }

    /// Every route that is mounted.
    var routes: [Route] {
        Self.endpoints.map { $0.route(services) } + rowQueries + healthRoutes + [catalogRoute] + ckanRoutes
    }
}
