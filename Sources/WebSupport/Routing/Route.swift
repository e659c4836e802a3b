package import HTTPTypes
package import Hummingbird

/// One method of one path and what answers it: modules keep their routes in tables of these.
package struct Route: Sendable {
    package typealias Handler = @Sendable (Request, WebContext) async throws -> Response

    package let method: HTTPRequest.Method
    /// `/api/v1/datasets/{name}`.
    package let path: String
    package let handler: Handler

    package init(_ method: HTTPRequest.Method, _ path: String, handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.handler = handler
    }

    /// Methods that a mounted path answers, if only with 405; any other is 501.
    package static let knownMethods: [HTTPRequest.Method] =
        [
            .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
        ] + [query].compactMap(\.self)

    /// `QUERY` (RFC 10008): a `GET` with a body.
    package static let query = HTTPRequest.Method(rawValue: "QUERY")
}

extension Router where Context == WebContext {
    /// Mounts routes: `HEAD` wherever there is `GET`, `OPTIONS` on every path, 405 with `Allow` for all other methods.
    package func mount(_ routes: [Route]) {
        var paths: [String] = []
        var byPath: [String: [Route]] = [:]
        for route in routes {
            if byPath[route.path] == nil { paths.append(route.path) }
            byPath[route.path, default: []].append(route)
        }
        for path in paths { mount(byPath[path] ?? [], at: path) }
    }

    private func mount(_ routes: [Route], at path: String) {
        var handlers: [(method: HTTPRequest.Method, handler: Route.Handler)] = routes.map { ($0.method, $0.handler) }
        if let get = routes.first(where: { $0.method == .get }) { handlers.append((.head, get.handler)) }
        let allowed = Route.knownMethods.filter { method in
            method == .options || handlers.contains { $0.method == method }
        }
        for (method, handler) in handlers { on(RouterPath(path), method: method, use: handler) }
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        on(RouterPath(path), method: .options) { _, _ in Response.preflight(allow: list) }
        for method in Route.knownMethods where !allowed.contains(method) {
            on(RouterPath(path), method: method) { _, _ -> Response in throw Problem.methodNotAllowed(allowed) }
        }
    }
}

extension Response {
    /// The answer to `OPTIONS`, to people and to browsers that ask before they send (CORS).
    fileprivate static func preflight(allow: String) -> Response {
        Response(
            status: .noContent,
            headers: [
                .allow: allow,
                .accessControlAllowMethods: allow,
                .accessControlAllowHeaders:
                    "Accept, Accept-Language, Authorization, Content-Type, If-None-Match, Range",
                .accessControlMaxAge: "86400",
            ]
        )
    }
}
