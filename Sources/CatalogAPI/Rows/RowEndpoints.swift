import HTTPTypes
import Hummingbird
import OpenData
import Tables
import Tabular
import WebSupport

extension APIRoutes {
    /// Rows of tables.
    static let rows =
        [
            Endpoint(
                path: "/api/v1/resources/{id}/rows",
                operation: "listRows",
                summary: Bilingual(ja: "条件に合う行", en: "The rows that match"),
                parameters: [.resourceID] + RowRequest.parameters,
                acceptsColumns: true,
                answer: .media(RowMedia.allCases.map(\.mediaType)),
                handler: { exchange in try await RowPages.answer(exchange, exchange.query, as: nil) },
            )
        ] + RowMedia.allCases.map(rowsWithEnding) + [
            Endpoint(
                method: .post,
                path: "/api/v1/resources/{id}/rows/query",
                operation: "queryRows",
                summary: Bilingual(ja: "条件に合う行。条件を JSON の本文で送る", en: "The rows that match conditions sent as JSON"),
                parameters: [.resourceID],
                answer: .media(RowMedia.allCases.map(\.mediaType)),
                handler: RowPages.answerBody,
            ),
            Endpoint(
                path: "/api/v1/resources/{id}/rows/{row}",
                operation: "getRow",
                summary: Bilingual(ja: "一つの行", en: "One row"),
                parameters: [
                    .resourceID,
                    .path(
                        "row",
                        Bilingual(ja: "行の _id", en: "_id of the row"),
                        kind: .integer(1...Int.max, byDefault: nil)
                    ),
                ],
                handler: RowPages.answerOne,
            ),
            Endpoint(
                path: "/api/v1/resources/{id}/exports/{format}",
                operation: "exportRows",
                summary: Bilingual(ja: "条件に合うすべての行", en: "All rows that match, streamed"),
                parameters: [
                    .resourceID,
                    .path(
                        "format",
                        Bilingual(ja: "形式", en: "The format"),
                        kind: .choice(RowMedia.names, byDefault: nil)
                    ),
                ] + RowRequest.parameters.filter { RowExports.names.contains($0.name) },
                acceptsColumns: true,
                answer: .media(["text/csv", "application/json", "application/x-ndjson", "application/geo+json"]),
                handler: RowExports.answer,
            ),
        ]

    /// `…/rows.csv`: the format by the address's ending, for programs that can only be given an address.
    private static func rowsWithEnding(_ media: RowMedia) -> Endpoint {
        Endpoint(
            path: "/api/v1/resources/{id}/rows.\(media.rawValue)",
            operation: "listRowsAs_\(media.rawValue)",
            summary: Bilingual(ja: "条件に合う行（\(media.rawValue)）", en: "The rows that match, as \(media.rawValue)"),
            parameters: [.resourceID] + RowRequest.parameters.filter { $0.name != "format" },
            acceptsColumns: true,
            answer: .media([media.mediaType]),
            handler: { exchange in
                if !exchange.query.all("format").isEmpty {
                    throw Problem.unknownParameter(
                        "format",
                        known: RowRequest.reserved.filter { $0 != "format" }
                    )
                }
                return try await RowPages.answer(exchange, exchange.query, as: media)
            },
        )
    }

    /// The method `QUERY` (RFC 10008) of rows, which is like `POST …/rows/query` but safe and idempotent.
    ///
    /// No endpoint of the description: OpenAPI 3.1 knows only the older methods.
    var rowQueries: [Route] {
        guard let query = Route.query else { return [] }
        let services = services
        return [
            Route(query, "/api/v1/resources/{id}/rows") { request, context in
                let parameters = try request.queryParameters()
                try parameters.refuseUnknown([])
                return try await RowPages.answerBody(
                    Exchange(services: services, request: request, context: context, query: parameters)
                )
            }
        ]
    }
}
