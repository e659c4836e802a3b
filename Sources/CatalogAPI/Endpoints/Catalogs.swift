import HTTPTypes
import Hummingbird
import WebSupport

extension APIRoutes {
    /// Where programs look for an API that they know nothing of (RFC 9727): a linkset (RFC 9264) of the native API and CKAN's.
    var catalogRoute: Route {
        Route(.get, "/.well-known/api-catalog") { [services] request, _ in
            let links = services.links
            let body = JSONBuilder.object { json in
                json.array("linkset") { json in
                    json.object { json in
                        json.field("anchor", links.absolute("/.well-known/api-catalog"))
                        Self.write(["/api/v1", "/api/3"], "item", nil, links, to: &json)
                    }
                    json.object { json in
                        json.field("anchor", links.absolute("/api/v1"))
                        Self.write(["/api/v1/openapi.json"], "service-desc", "application/json", links, to: &json)
                        Self.write(["/developers"], "service-doc", "text/html", links, to: &json)
                        Self.write(["/readyz"], "status", "application/json", links, to: &json)
                    }
                    json.object { json in
                        json.field("anchor", links.absolute("/api/3"))
                        Self.write(["/developers"], "service-doc", "text/html", links, to: &json)
                    }
                }
            }
            return .bytes(
                body,
                type: "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"",
                to: request,
                cache: .shared,
                headers: [.link: "<\(links.absolute("/.well-known/api-catalog"))>; rel=\"api-catalog\""]
            )
        }
    }

    /// `"rel":[{"href","type"}]`.
    private static func write(
        _ paths: [String],
        _ relation: String,
        _ type: String?,
        _ links: Links,
        to json: inout JSONBuilder,
    ) {
        json.array(relation) { json in
            for path in paths {
                json.object { json in
                    json.field("href", links.absolute(path))
                    if let type { json.field("type", type) }
                }
            }
        }
    }
}
