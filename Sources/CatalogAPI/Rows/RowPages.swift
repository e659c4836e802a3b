import HTTPTypes
import Hummingbird
import NIOCore
import OpenData
import Tables
import Tabular
import WebSupport

/// Pages of rows and single rows: the table's bytes are put between a few of ours, never read or rewritten.
enum RowPages {
    /// A page whose conditions stand in the address.
    /// - Parameter media: by the address's ending; nil where `format` or `Accept` chooses.
    static func answer(
        _ exchange: Exchange,
        _ parameters: QueryParameters,
        as media: RowMedia?,
    ) async throws -> Response {
        let (_, _, version, reference) = try await exchange.table()
        let asked = try RowRequest(parameters, columns: version.fields.map(\.name))
        let chosen = try media ?? RowMedia.chosen(for: exchange.request, parameters)
        let output = try RowOutput(parameters, media: chosen)
        var headers: HTTPFields = [.cacheControl: CachePolicy.shared.rawValue, .vary: "Accept"]
        if asked.isExplained {
            // How long it took differs from time to time.
            headers[.cacheControl] = CachePolicy.none.rawValue
        } else {
            // What the answer is made of, so that a reader who holds it is told so without a query.
            let tag = EntityTag(of: [
                "rows", exchange.services.site.version, exchange.links.base, reference.resource,
                "\(reference.version)", reference.table, chosen.rawValue, exchange.request.uri.path,
                exchange.request.uri.query ?? "",
            ])
            if let held = exchange.request.notModified(tag, headers: headers) { return held }
            headers[.eTag] = tag.header
        }
        return try await answer(exchange, asked, reference, chosen, output, headers)
    }

    /// A page whose conditions stand in the body.
    @Sendable static func answerBody(_ exchange: Exchange) async throws -> Response {
        let (_, _, version, reference) = try await exchange.table()
        let body = try await RowBody(exchange.request)
        let asked = try RowRequest(
            body.parameters,
            columns: version.fields.map(\.name),
            condition: body.condition
        )
        let chosen = try RowMedia.chosen(for: exchange.request, body.parameters)
        let output = try RowOutput(body.parameters, media: chosen)
        let headers: HTTPFields = [.cacheControl: CachePolicy.none.rawValue, .vary: "Accept"]
        return try await answer(exchange, asked, reference, chosen, output, headers)
    }

    private static func answer(
        _ exchange: Exchange,
        _ asked: RowRequest,
        _ reference: TableReference,
        _ media: RowMedia,
        _ output: RowOutput,
        _ headers: HTTPFields,
    ) async throws -> Response {
        let queries = exchange.services.queries
        let page: RowPage
        do {
            page = try await queries.page(asked.query, of: reference, as: media.format, style: output.style)
        } catch let error as QueryError where error.kind == .cursorExpired {
            throw expired(exchange)
        }
        let facets = try await facets(asked, reference, media, queries)
        // A body's next page is asked for with the same body and this cursor, so only the address of one has a link.
        let isAddress = exchange.request.method == .get || exchange.request.method == .head
        let next = isAddress ? exchange.address(cursor: page.next) : nil
        var headers = headers
        headers.append(contentsOf: exchange.linkHeader(next: next))
        headers[.contentType] = output.contentType(of: media)
        page.explanation.write(to: &headers)
        if let name = RowHeaders.acceptQuery { headers[name] = "application/json" }
        var tail = RowTail(reference: reference, asked: asked, page: page, facets: facets)
        tail.selfAddress = exchange.address
        tail.next = next
        tail.cursor = isAddress ? nil : page.next
        let body: ByteBuffer
        switch media {
        case .json: body = tail.envelope
        case .geojson: body = tail.collection
        case .csv: body = ByteBuffer(bytes: encoded(page.body, output, &headers))
        case .ndjson: body = ByteBuffer(bytes: page.body)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    private static func facets(
        _ asked: RowRequest,
        _ reference: TableReference,
        _ media: RowMedia,
        _ queries: TableQueries,
    ) async throws -> [RowFacet] {
        guard !asked.facets.isEmpty else { return [] }
        guard media == .json else {
            let words = Bilingual(ja: "JSON でだけ使えます。", en: "It works with JSON only.")
            throw Problem.badParameter("facet", value: asked.facets.joined(separator: ","), expected: .words(words))
        }
        return try await queries.facets(asked.facets, of: asked.query, in: reference)
    }

    static func encoded(_ body: [UInt8], _ output: RowOutput, _ headers: inout HTTPFields) -> [UInt8] {
        guard output.encoding == .shiftJIS else { return output.mark + body }
        let rows = ShiftJISRows()
        let bytes = rows.transform(body) + rows.finish()
        if let unmappable = rows.unmappable, let name = RowHeaders.unmappable { headers[name] = unmappable }
        return bytes
    }

    /// 410 with the way on: the same question from its start.
    private static func expired(_ exchange: Exchange) -> Problem {
        var problem = Problem(QueryError(.cursorExpired))
        let first = exchange.address(exchange.query.items.filter { $0.name != "cursor" })
        problem.headers[.link] = "<\(first)>; rel=\"first\""
        return problem
    }

    @Sendable static func answerOne(_ exchange: Exchange) async throws -> Response {
        try exchange.query.refuseUnknown([])
        let (_, _, _, reference) = try await exchange.table()
        guard let id = QueryParameters.integer(try exchange.context.text("row")), id > 0,
            let row = try await exchange.services.queries.row(Int64(id), of: reference)
        else { throw Problem.notFound }
        return exchange.answer(Self.envelope(row, of: reference, at: exchange.address, exchange.links))
    }

    /// One row with what is said about it.
    /// - Parameters:
    ///   - row: a JSON object.
    ///   - address: where it was asked for, absolute.
    static func envelope(_ row: [UInt8], of table: TableReference, at address: String, _ links: Links) -> Envelope {
        Envelope(
            data: row,
            meta: { json in
                json.field("resource", table.resource)
                json.field("version", table.version)
            },
            links: [("self", address), ("rows", links.apiResource(table.resource, "rows"))],
        )
    }
}

/// Header fields of rows.
enum RowHeaders {
    /// Characters that Shift_JIS has not, in the order of their numbers: `U+1F600;count=2`.
    static let unmappable = HTTPField.Name("Unmappable-Characters")
    static let serverTiming = HTTPField.Name("Server-Timing")
    /// What a body of `QUERY` may be (RFC 10008).
    static let acceptQuery = HTTPField.Name("Accept-Query")
}

extension QueryExplanation {
    /// `Server-Timing: query;dur=1.25;desc="column_index sort"`, without names of columns, which headers cannot hold.
    func write(to headers: inout HTTPFields) {
        guard let name = RowHeaders.serverTiming else { return }
        var kinds: [String] = []
        for step in steps where !kinds.contains(step.kind) { kinds.append(step.kind) }
        headers[name] = "query;dur=\(milliseconds);desc=\"\(kinds.joined(separator: " "))\""
    }

    /// `meta.explain`.
    func write(to json: inout JSONBuilder) {
        json.object("explain") { json in
            json.array("steps") { json in
                for step in steps {
                    json.object { json in
                        json.field("kind", step.kind)
                        if let column = step.column { json.field("column", column) }
                    }
                }
            }
            json.field("milliseconds", raw: Array("\(milliseconds)".utf8))
        }
    }

    private var milliseconds: Double { (elapsed / .microseconds(1)).rounded() / 1_000 }
}
