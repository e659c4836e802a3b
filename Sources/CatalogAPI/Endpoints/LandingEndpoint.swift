import Catalog
import HTTPTypes
import Hummingbird
import Tabular
import WebSupport

extension APIRoutes {
    /// Where clients begin.
    static let landing = [
        Endpoint(
            path: "/api/v1",
            operation: "getLanding",
            summary: Bilingual(ja: "API の入口", en: "Where to begin"),
        ) { exchange in
            let totals = try await exchange.catalog.totals()
            let site = exchange.services.site
            let data = JSONBuilder.object { json in
                json.field("title", site.title)
                json.field("title_en", site.titleEnglish)
                json.field("version", site.version)
                json.object("counts") { json in
                    json.field("datasets", totals.datasets)
                    json.field("resources", totals.resources)
                    json.field("organizations", totals.organizations)
                    json.field("rows", totals.rows)
                }
            }
            let lists = ["datasets", "organizations", "tags", "licenses", "formats", "sources", "jobs"]
            let links = lists.map { (name: $0, address: String?(exchange.links.absolute("/api/v1/\($0)"))) }
            var answer = exchange.answer(
                one: data,
                links: [
                    ("openapi", exchange.links.absolute("/api/v1/openapi.json")),
                    ("page", exchange.links.absolute("/developers")),
                    ("ckan", exchange.links.absolute("/api/3")),
                ] + links
            )
            answer.headers[.link] = [
                ("/api/v1/openapi.json", "service-desc"), ("/developers", "service-doc"),
                ("/.well-known/api-catalog", "api-catalog"),
            ].map { "<\(exchange.links.absolute($0.0))>; rel=\"\($0.1)\"" }.joined(separator: ", ")
            return answer
        }
    ]
}
