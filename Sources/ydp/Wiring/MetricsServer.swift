import CatalogAPI
import Hummingbird
import Logging
import ServiceLifecycle
import WebSupport

/// `/metrics` on a port of its own, for networks where only the operator may see it.
enum MetricsServer {
    /// A server of `GET /metrics` on `host`, with the same bounds as the site.
    static func make(_ services: Services, state: ServerState, host: String, port: Int, logger: Logger) -> some Service
    {
        let router = WebRouter.make(site: services.site, limits: state.limits)
        router.mount([APIRoutes.metrics(services, state)])
        var limits = state.limits
        limits.unitsPerMinute = 0
        return Application(
            router: router,
            server: ServerState(site: services.site, limits: limits).http1(),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            logger: logger,
        )
    }
}
