import Catalog
import Hummingbird
package import WebSupport

extension APIRoutes {
    /// `GET /metrics` in Prometheus' text format.
    package static func metrics(_ services: Services, _ state: ServerState) -> Route {
        Route(.get, "/metrics") { request, context in
            var text = MetricText()
            state.metrics.write(to: &text)
            text.family("ydp_http_connections", "gauge", "Open connections.")
            text.sample("ydp_http_connections", [], state.openConnections)
            let kept = state.keptSize
            text.family("ydp_http_kept_answers", "gauge", "Answers in memory.")
            text.sample("ydp_http_kept_answers", [], kept.answers)
            text.family("ydp_http_kept_bytes", "gauge", "Bytes of the answers in memory.")
            text.sample("ydp_http_kept_bytes", [], kept.bytes)
            do {
                try await write(services, to: &text)
            } catch {
                // A scrape that finds the catalogue unreadable still gets what is known.
                context.log(failure: error)
            }
            text.family("ydp_build_info", "gauge", "The running release.")
            text.sample("ydp_build_info", [("version", services.site.version)], 1)
            return .bytes(
                Array(text.text.utf8),
                type: "text/plain; version=0.0.4; charset=utf-8",
                to: request,
                cache: .none
            )
        }
    }

    private static func write(_ services: Services, to text: inout MetricText) async throws {
        let totals = try await services.catalog.totals()
        let revision = try await services.watch.revision()
        for (name, help, value) in [
            ("ydp_catalog_datasets", "Datasets.", totals.datasets),
            ("ydp_catalog_resources", "Resources.", totals.resources),
            ("ydp_catalog_organizations", "Organizations.", totals.organizations),
            ("ydp_catalog_rows", "Rows of all present tables.", totals.rows),
            ("ydp_catalog_revision", "Last sequence number of the log.", Int(revision)),
        ] {
            text.family(name, "gauge", help)
            text.sample(name, [], value)
        }
    }
}
