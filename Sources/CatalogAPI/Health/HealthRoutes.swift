import Catalog
import Hummingbird
import WebSupport

extension APIRoutes {
    /// For supervisors and load balancers.
    var healthRoutes: [Route] {
        [
            // The process answers; nothing else is asked.
            Route(.get, "/healthz") { request, _ in
                .json(JSONBuilder.object { $0.field("status", "ok") }, to: request, cache: .none)
            },
            Route(.get, "/readyz") { request, context in try await readiness(request, context) },
        ]
    }

    /// 200 when the catalogue can be read, else 503; each check with `ok` or what failed, without causes.
    private func readiness(_ request: Request, _ context: WebContext) async throws -> Response {
        var isReady = true
        do {
            _ = try await services.catalog.revision()
        } catch {
            context.log(failure: error)
            isReady = false
        }
        let body = JSONBuilder.object { json in
            json.field("status", isReady ? "ready" : "not ready")
            json.object("checks") { $0.field("catalog", isReady ? "ok" : "cannot be read") }
        }
        var response = Response.json(body, to: request, cache: .none)
        if !isReady { response.status = .serviceUnavailable }
        return response
    }
}
