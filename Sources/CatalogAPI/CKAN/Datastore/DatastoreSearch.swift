import HTTPTypes
import Hummingbird
import OpenData
import Tables
import Tabular
import Validation
import WebSupport

/// `datastore_search`.
struct DatastoreSearch {
    private static let known: Set<String> = [
        "resource_id", "id", "filters", "q", "full_text", "distinct", "plain", "language", "limit", "offset", "fields",
        "sort", "include_total", "total_estimation_threshold", "records_format",
    ]

    private enum Form: String, CaseIterable {
        case objects, lists, csv, tsv
    }

    private let exchange: CKANExchange
    private let form: Form

    init(_ exchange: CKANExchange) throws(CKANFailure) {
        let parameters = exchange.parameters
        for member in parameters.members where !Self.known.contains(member.name) {
            throw .invalid("__extras", "invalid value \"\(Problem.shortened(member.name))\"")
        }
        // Understood by CKAN, not here: refused rather than answered wrongly.
        for name in ["full_text", "distinct"] where parameters[name] != nil && parameters.boolean(name, byDefault: true)
        {
            throw .invalid(name, "is not supported")
        }
        let name = parameters.string("records_format") ?? Form.objects.rawValue
        guard let form = Form(rawValue: name) else {
            throw .invalid("records_format", "invalid value \"\(Problem.shortened(name))\"")
        }
        self.exchange = exchange
        self.form = form
    }

    /// The JSON of `result`.
    func result() async throws -> [UInt8] {
        let parameters = exchange.parameters
        let id = try parameters.string("resource_id") ?? parameters.required("id", reportedAs: "resource_id")
        let table = try await exchange.table(id)
        let asked = try DatastoreRequest(parameters, fields: table.version.fields)
        let page = try await exchange.services.queries.page(
            asked.query,
            of: table.reference,
            as: form == .objects ? .json : .jsonLists
        )
        let records = records(page.body)
        return JSONBuilder.object { json in
            json.field("include_total", asked.query.wantsCount)
            json.field("limit", asked.query.limit)
            if parameters["offset"] != nil { json.field("offset", asked.query.offset) }
            if let text = asked.query.text { json.field("q", text) }
            if let sort = parameters.string("sort") { json.field("sort", sort) }
            json.field("records_format", form.rawValue)
            json.field("resource_id", table.resource.id)
            json.field("total_estimation_threshold", String?.none)
            json.field("records", raw: records)
            json.array("fields") { write(asked.columns, of: table.version.fields, to: &$0) }
            json.object("_links") { writeLinks(limit: asked.query.limit, offset: asked.query.offset, to: &$0) }
            if asked.query.wantsCount {
                json.field("total", page.count)
                json.field("total_was_estimated", false)
            }
        }
    }

    /// The rows themselves, or one string that holds them without a header.
    private func records(_ body: [UInt8]) -> [UInt8] {
        guard form == .csv || form == .tsv else { return body }
        let text = ListsToDelimited(delimiter: form == .csv ? "," : "\t", lineEnd: "\n").transform(body)
        var json: [UInt8] = []
        JSONBytes.appendString(text, to: &json)
        return json
    }

    /// `_id` first, as every record has it.
    private func write(_ columns: [String], of fields: [TableVersion.Field], to json: inout JSONBuilder) {
        json.object { json in
            json.field("id", "_id")
            json.field("type", "int")
        }
        for name in columns {
            guard let field = fields.first(where: { $0.name == name }) else { continue }
            json.object { json in
                json.field("id", name)
                json.field("type", DatastoreType.name(of: field))
            }
        }
    }

    /// Relative to the site, with the parameters of a `GET`; `next` is there on the last page too, as clients of CKAN know it.
    private func writeLinks(limit: Int, offset: Int, to json: inout JSONBuilder) {
        let path = exchange.request.uri.path
        let kept: [(String, String)] =
            exchange.request.method == .post
            ? [] : exchange.parameters.members.compactMap { member in member.value.text.map { (member.name, $0) } }
        let others = kept.filter { $0.0 != "offset" }
        json.field("start", path + Links.query(others))
        json.field("next", path + Links.query(others + [("offset", "\(offset + limit)")]))
        guard offset > 0 else { return }
        json.field("prev", path + Links.query(others + [("offset", "\(max(0, offset - limit))")]))
    }
}
