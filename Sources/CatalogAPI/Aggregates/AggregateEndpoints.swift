import HTTPTypes
import Hummingbird
import NIOCore
import OpenData
import Tables
import Tabular
import WebSupport

extension APIRoutes {
    /// Rows counted and summed up.
    static let aggregates = [
        Endpoint(
            path: "/api/v1/resources/{id}/aggregate",
            operation: "aggregateRows",
            summary: Bilingual(ja: "条件に合う行の集計", en: "The rows that match, summed up by groups"),
            parameters: [.resourceID] + AggregateRequest.parameters,
            acceptsColumns: true,
            answer: .media(AggregateRequest.media.map(\.mediaType)),
            handler: AggregatePages.answer,
        )
    ]
}

/// The query string of an aggregation as an ``Tables/AggregateQuery``.
struct AggregateRequest {
    static let media: [RowMedia] = [.json, .csv, .ndjson]
    static let reserved =
        RowRequest.filterNames + ["group_by", "metrics", "having", "sort", "limit", "explain", "format"]
        + RowOutput.names

    static let parameters: [Parameter] =
        [
            .query(
                "group_by",
                Bilingual(
                    ja: "まとめる列。year() month() day() range(列,幅) prefix(列,文字数) も使える",
                    en: "What to group by: columns, year(), month(), day(), range(column,width), prefix(column,length)"
                )
            ),
            .query(
                "metrics",
                Bilingual(
                    ja: "集計。count count_distinct sum avg min max median、as で名前",
                    en: "count, count_distinct, sum, avg, min, max, median of columns, named with as"
                )
            ),
            .query(
                "having",
                Bilingual(ja: "集計した結果への条件（CQL2）", en: "A condition on the groups, in CQL2")
            ),
            .query("sort", Bilingual(ja: "並べる列。- で降順", en: "What to sort by; - for descending")),
            .limit(AggregateQuery.limitRange, byDefault: 100),
            .query(
                "explain",
                Bilingual(ja: "どう探したかを meta.explain に書くか", en: "Whether meta.explain says how rows were found"),
                kind: .choice(["true", "false"], byDefault: "false")
            ),
            .query(
                "format",
                Bilingual(ja: "形式。Accept でも選べる", en: "The format, if not by Accept"),
                kind: .choice(media.map(\.rawValue), byDefault: "json")
            ),
        ] + RowRequest.filterParameters + RowOutput.parameters

    var query = AggregateQuery()
    let isExplained: Bool

    /// - Parameter columns: the table's published names.
    init(_ parameters: QueryParameters, columns: [String]) throws {
        let rows = QueryParameters(items: parameters.items.filter { !["sort", "limit"].contains($0.name) })
        query.rows = try RowRequest(rows, columns: columns, reserved: Self.reserved).query
        if let text = try parameters.single("group_by"), !text.isEmpty {
            query.groups = try Self.groups(text, columns: columns)
        }
        if let text = try parameters.single("metrics"), !text.isEmpty {
            query.metrics = try AggregateParser.metrics(text)
        }
        if let text = try parameters.single("having"), !text.isEmpty {
            do {
                query.having = try CQL2Parser.condition(text)
            } catch {
                guard case .badFilter(let fault) = error.kind else { throw error }
                throw QueryError(.badAggregate(part: "having", fault))
            }
        }
        query.sort = try RowRequest.sort(parameters)
        query.limit = try parameters.integer("limit", in: AggregateQuery.limitRange) ?? 100
        isExplained = try parameters.choice("explain", of: ["true", "false"]) == "true"
    }

    /// A name that is a column's as a whole need not be quoted, whatever is in it.
    private static func groups(_ text: String, columns: [String]) throws -> [AggregateQuery.Group] {
        if columns.contains(text) { return [AggregateQuery.Group(column: text)] }
        return try AggregateParser.groups(text)
    }
}

/// Answers of aggregations.
enum AggregatePages {
    @Sendable static func answer(_ exchange: Exchange) async throws -> Response {
        let (_, _, version, reference) = try await exchange.table()
        let asked = try AggregateRequest(exchange.query, columns: version.fields.map(\.name))
        let media = try RowMedia.chosen(for: exchange.request, exchange.query, among: AggregateRequest.media)
        let output = try RowOutput(exchange.query, media: media)
        var headers: HTTPFields = [.cacheControl: CachePolicy.shared.rawValue, .vary: "Accept"]
        if asked.isExplained {
            headers[.cacheControl] = CachePolicy.none.rawValue
        } else {
            let tag = EntityTag(of: [
                "aggregate", exchange.services.site.version, exchange.links.base, reference.resource,
                "\(reference.version)", reference.table, media.rawValue, exchange.request.uri.query ?? "",
            ])
            if let held = exchange.request.notModified(tag, headers: headers) { return held }
            headers[.eTag] = tag.header
        }
        let answer = try await exchange.services.queries.aggregate(
            asked.query,
            of: reference,
            as: media.format,
            style: output.style
        )
        headers[.contentType] = output.contentType(of: media)
        answer.explanation.write(to: &headers)
        var bytes = answer.body
        if media == .json { bytes = envelope(answer, asked, reference, exchange) }
        if media == .csv { bytes = RowPages.encoded(bytes, output, &headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func envelope(
        _ answer: AggregateAnswer,
        _ asked: AggregateRequest,
        _ reference: TableReference,
        _ exchange: Exchange,
    ) -> [UInt8] {
        Envelope(
            data: answer.body,
            meta: { json in
                json.field("resource", reference.resource)
                json.field("version", reference.version)
                json.field("count", answer.groupCount)
                json.field("limit", asked.query.limit)
                json.field("truncated", answer.isCut)
                if asked.isExplained { answer.explanation.write(to: &json) }
            },
            links: [
                ("self", exchange.address), ("rows", exchange.links.apiResource(reference.resource, "rows")),
            ],
        ).bytes
    }
}
