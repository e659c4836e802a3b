package import Hummingbird
package import WebSupport

/// All pages and their assets. Mounted by the executable.
package struct PortalRoutes: Sendable {
    package let services: Services

    package init(services: Services) { self.services = services }

    package func add(to router: Router<WebContext>) { fatalError("stub") }
}
