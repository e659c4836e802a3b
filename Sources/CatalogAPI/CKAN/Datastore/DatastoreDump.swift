import HTTPTypes
import Hummingbird
import NIOCore
import OpenData
import Tables
import Tabular
import WebSupport

/// `/datastore/dump/{id}`: a whole table as a file, `_id` first, streamed.
enum DatastoreDump {
    private static let known = [
        "format", "bom", "limit", "offset", "filters", "q", "distinct", "plain", "language", "fields", "sort",
    ]

    static func answer(_ request: Request, _ context: WebContext, _ services: Services) async throws -> Response {
        let query = try request.queryParameters()
        try query.refuseUnknown(known)
        let exchange = Exchange(services: services, request: request, context: context, query: query)
        let table = try await exchange.table()
        let format = try query.choice("format", of: ["csv", "tsv", "json"]) ?? "csv"
        let asked: DatastoreRequest
        do {
            asked = try DatastoreRequest(CKANParameters(form: query), fields: table.version.fields)
        } catch {
            throw Problem(badRequest: error)
        }
        let headers: HTTPFields = [
            .contentType: type(of: format),
            .contentDisposition: ContentDisposition.attachment("\(table.resource.id).\(format)"),
            .cacheControl: CachePolicy.shared.rawValue,
        ]
        let tag = EntityTag(of: ["dump", services.site.version, table.reference.table, format, request.uri.query ?? ""])
        let isPart = ["limit", "offset"].contains { !query.all($0).isEmpty }
        let head = head(
            of: asked,
            fields: table.version.fields,
            format: format,
            hasMark: query.all("bom").first == "true"
        )
        let tail = format == "json" ? Array("}".utf8) : []
        let rows: any PieceTransform =
            format == "json"
            ? Unchanged()
            : ListsToDelimited(
                delimiter: format == "csv" ? "," : "\t",
                lineEnd: "\r\n"
            )
        return try await request.conditional(etag: tag, headers: headers) {
            guard isPart else {
                return try await services.stream(
                    asked.query,
                    of: table.reference,
                    as: .jsonLists,
                    head: head,
                    tail: tail,
                    through: rows
                )
            }
            let page = try await services.queries.page(asked.query, of: table.reference, as: .jsonLists)
            let body = head + rows.transform(page.body) + tail
            return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        }
    }

    private static func type(of format: String) -> String {
        switch format {
        case "json": "application/json; charset=utf-8"
        case "tsv": "text/tab-separated-values; charset=utf-8"
        default: "text/csv; charset=utf-8; header=present"
        }
    }

    /// What stands before the rows: the header record, or the fields of the JSON form.
    private static func head(
        of asked: DatastoreRequest,
        fields: [TableVersion.Field],
        format: String,
        hasMark: Bool,
    ) -> [UInt8] {
        guard format != "json" else {
            let object = JSONBuilder.object { json in
                json.array("fields") { json in
                    json.object { json in
                        json.field("id", "_id")
                        json.field("type", "int")
                    }
                    for field in fields where asked.columns.contains(field.name) {
                        json.object { json in
                            json.field("id", field.name)
                            json.field("type", DatastoreType.name(of: field))
                        }
                    }
                }
            }
            return object.dropLast() + Array(",\"records\":".utf8)
        }
        var names = JSONBuilder()
        names.array { json in
            json.array { json in
                for name in ["_id"] + asked.columns { json.element(name) }
            }
        }
        let record = ListsToDelimited(delimiter: format == "csv" ? "," : "\t", lineEnd: "\r\n").transform(names.bytes)
        return (hasMark ? [0xEF, 0xBB, 0xBF] : []) + record
    }
}

extension Problem {
    /// A dump is no action: what CKAN's actions would say of its parameters becomes a problem.
    fileprivate init(badRequest failure: CKANFailure) {
        let item = failure.items.first
        let words = item?.messages.joined(separator: ", ") ?? failure.message ?? ""
        self = .badParameter(item?.name ?? "query", value: "", expected: .words(Bilingual(ja: words, en: words)))
    }
}
