import HTTPTypes
import Hummingbird
import NIOCore
import OpenData
import Tables
import Tabular
import WebSupport

extension APIRoutes {
    /// Rows of tables.
    static let rows = [
        Endpoint(
            path: "/api/v1/resources/{id}/rows",
            operation: "listRows",
            summary: Bilingual(ja: "条件に合う行", en: "The rows that match"),
            parameters: [.resourceID] + RowRequest.parameters,
            acceptsColumns: true,
            answer: .media(["application/json", "text/csv", "application/x-ndjson"]),
            handler: RowPages.answer,
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
                .path("format", Bilingual(ja: "形式", en: "The format"), kind: .choice(RowMedia.names, byDefault: nil)),
            ] + RowRequest.parameters.filter { ["q", "bbox", "fields", "sort"].contains($0.name) },
            acceptsColumns: true,
            answer: .media(["text/csv", "application/json", "application/x-ndjson"]),
            handler: RowExports.answer,
        ),
    ]
}

/// Pages of rows and single rows: the table's bytes are put between a few of ours, never read or rewritten.
enum RowPages {
    @Sendable static func answer(_ exchange: Exchange) async throws -> Response {
        let (_, _, version, reference) = try await exchange.table()
        let asked = try RowRequest(exchange.query, columns: version.fields.map(\.name)).query
        let media = try RowMedia.chosen(for: exchange.request, exchange.query)
        var headers: HTTPFields = [.cacheControl: CachePolicy.shared.rawValue, .vary: "Accept"]
        // What the answer is made of, so that a reader who holds it is told so without a query.
        let tag = EntityTag(of: [
            "rows", exchange.services.site.version, exchange.links.base, reference.resource, "\(reference.version)",
            reference.table, media.rawValue, exchange.request.uri.query ?? "",
        ])
        if let held = exchange.request.notModified(tag, headers: headers) { return held }
        let page = try await exchange.services.queries.page(asked, of: reference, as: media.format)
        let next = exchange.address(cursor: page.next)
        headers.append(contentsOf: exchange.linkHeader(next: next))
        headers[.eTag] = tag.header
        headers[.contentType] = media.contentType
        guard media == .json else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.body)))
        }
        let tail = JSONBuilder.object { json in
            json.object("meta") { json in
                json.field("resource", reference.resource)
                json.field("version", reference.version)
                if asked.wantsCount { json.field("count", page.count) }
                json.field("limit", asked.limit)
            }
            json.object("links") { json in
                json.field("self", exchange.address)
                json.field("next", next)
            }
        }
        var body = ByteBuffer()
        body.reserveCapacity(page.body.count + tail.count + 16)
        body.writeStaticString("{\"data\":")
        body.writeBytes(page.body)
        body.writeStaticString(",")
        body.writeBytes(tail.dropFirst())
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    @Sendable static func answerOne(_ exchange: Exchange) async throws -> Response {
        try exchange.query.refuseUnknown([])
        let (_, _, _, reference) = try await exchange.table()
        guard let id = QueryParameters.integer(try exchange.context.text("row")), id > 0,
            let row = try await exchange.services.queries.row(Int64(id), of: reference)
        else { throw Problem.notFound }
        return exchange.answer(
            Envelope(
                data: row,
                meta: { json in
                    json.field("resource", reference.resource)
                    json.field("version", reference.version)
                },
                links: [
                    ("self", exchange.address), ("rows", exchange.links.apiResource(reference.resource, "rows")),
                ],
            )
        )
    }
}
