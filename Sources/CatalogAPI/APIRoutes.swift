package import Hummingbird
package import WebSupport

/// All machine-readable routes: native API, CKAN, health. Mounted by the executable.
package struct APIRoutes: Sendable {
    package let services: Services

    package init(services: Services) { self.services = services }

    package func add(to router: Router<WebContext>) { fatalError("stub") }
}
