import HTTPTypes
import Tables
import Tabular
import WebSupport

extension APIRoutes {
    /// The API's description of itself.
    static let description = [
        Endpoint(
            path: "/api/v1/openapi.json",
            operation: "getOpenAPI",
            summary: Bilingual(ja: "この API の OpenAPI 3.1 文書", en: "OpenAPI 3.1 of this API"),
            answer: .media(["application/json"]),
        ) { exchange in
            let document = OpenAPIDocument(site: exchange.services.site, endpoints: endpoints)
            return .json(
                document.json(in: exchange.context.language),
                to: exchange.request,
                headers: [.vary: "Accept-Language"]
            )
        },
        Endpoint(
            path: "/api/v1/resources/{id}/openapi.json",
            operation: "getTableOpenAPI",
            summary: Bilingual(ja: "一つの表の OpenAPI 3.1 文書", en: "OpenAPI 3.1 of one table, with its columns"),
            parameters: [.resourceID],
            answer: .media(["application/json"]),
        ) { exchange in
            let table = try await exchange.table()
            var document = TableDocument(
                site: exchange.services.site,
                resource: table.resource,
                version: table.version
            )
            document.columns = try await exchange.services.queries.describe(table.reference).columns
            document.row = try await exchange.services.queries.row(1, of: table.reference)
            let language = exchange.context.language
            return .json(document.json(in: language), to: exchange.request, headers: [.vary: "Accept-Language"])
        },
    ]
}
