import HTTPTypes
import OpenData
import Tables
import Tabular
import WebSupport

/// OpenAPI 3.1 of one table: every operation on its rows, with its real columns, for each the operators that its type allows, and
/// examples from its data.
struct TableDocument {
    let site: Site
    let resource: Distribution
    let version: TableVersion
    /// What was counted in each column; examples are taken from it.
    var columns: [TableColumn] = []
    /// JSON of one row; nil when the table has none.
    var row: [UInt8]?

    /// The document with its sentences in `language`.
    func json(in language: Language) -> [UInt8] {
        JSONBuilder.object { json in
            json.field("openapi", "3.1.0")
            json.object("info") { json in
                json.field("title", resource.title)
                json.field("version", "\(version.number)")
            }
            json.array("servers") { json in json.object { $0.field("url", site.publicURL) } }
            json.object("paths") { json in
                for path in paths { json.object(own(path)) { writeOperations(of: path, to: &$0, language) } }
            }
            json.object("components") { json in
                OpenAPIComponents.write(to: &json, language) { json in
                    json.object("row") { writeRow(to: &$0) }
                    writeEnvelope("rowList", to: &json) { json in
                        json.field("type", "array")
                        json.object("items") { $0.field("$ref", "#/components/schemas/row") }
                    }
                    writeEnvelope("rowOne", to: &json) { $0.field("$ref", "#/components/schemas/row") }
                }
            }
        }
    }

    // MARK: Operations

    private static let prefix = "/api/v1/resources/{id}/"

    /// Operations of the API's own table that speak of rows.
    private static let operations = APIRoutes.endpoints.filter { endpoint in
        endpoint.path.hasPrefix(prefix) && (endpoint.acceptsColumns || endpoint.path.hasPrefix(prefix + "rows"))
    }

    /// Each once, in the order of the table.
    private var paths: [String] {
        var seen: Set<String> = []
        return Self.operations.map(\.path).filter { seen.insert($0).inserted }
    }

    private func own(_ path: String) -> String {
        "/api/v1/resources/\(Links.encode(resource.id))/"
            + String(Substring(path.utf8.dropFirst(Self.prefix.utf8.count)))
    }

    private func writeOperations(of path: String, to json: inout JSONBuilder, _ language: Language) {
        for endpoint in Self.operations where endpoint.path == path && endpoint.isDescribable {
            json.object(endpoint.method.rawValue.lowercased()) { json in
                endpoint.write(to: &json, language, answer: content(of: endpoint)) { json in
                    for parameter in endpoint.parameters where parameter != .resourceID {
                        parameter.write(to: &json, language)
                    }
                    guard endpoint.acceptsColumns else { return }
                    for field in version.fields { writeConditions(on: field, to: &json) }
                }
            }
        }
    }

    /// How the answer's JSON is described; nil: as the endpoint says.
    private func content(of endpoint: Endpoint) -> ((inout JSONBuilder) -> Void)? {
        switch endpoint.operation {
        case "listRows":
            { json in writeContent("rowList", row.map { [[0x5B], $0, [0x5D]].flatMap { $0 } }, to: &json) }
        case "getRow": { json in writeContent("rowOne", row, to: &json) }
        default: nil
        }
    }

    private func writeContent(_ schema: String, _ data: [UInt8]?, to json: inout JSONBuilder) {
        json.object("schema") { $0.field("$ref", "#/components/schemas/\(schema)") }
        guard let data else { return }
        json.object("example") { json in
            json.field("data", raw: data)
            json.object("meta") { json in
                json.field("resource", resource.id)
                json.field("version", version.number)
            }
            json.object("links") { $0.field("self", site.publicURL + own(Self.prefix + "rows")) }
        }
    }

    // MARK: Columns

    /// `column` and `column__op`, with `f.` where the plain name is reserved.
    private func writeConditions(on field: TableVersion.Field, to json: inout JSONBuilder) {
        let type = ColumnType(rawValue: field.type) ?? .string
        let name = RowRequest.reserved.contains(field.name) ? "f." + field.name : field.name
        let statistics = columns.first { $0.column.name == field.name }?.statistics
        let example = statistics?.top.first?.value ?? statistics?.minimum
        for op in RowQuery.Operator.allowed(for: type) {
            json.object { json in
                json.field("name", op == .eq ? name : "\(name)__\(op.rawValue)")
                json.field("in", "query")
                json.object("schema") { json in
                    switch op {
                    case .in, .nin, .between: json.field("type", "string")
                    case .isnull: json.field("type", "boolean")
                    // Whole numbers may be compared with any number.
                    case _ where type == .integer: json.field("type", "number")
                    default: type.writeSchema(to: &json)
                    }
                }
                // Text is an example of itself; of other types the text is what the address has, which JSON would quote.
                if op == .eq, let example, type.schemaType == "string" { json.field("example", example) }
            }
        }
    }

    private func writeEnvelope(_ name: String, to json: inout JSONBuilder, data: (inout JSONBuilder) -> Void) {
        json.object(name) { json in
            json.field("type", "object")
            json.field("required", ["data", "meta", "links"])
            json.object("properties") { json in
                json.object("data", data)
                for name in ["meta", "links"] { json.object(name) { $0.field("type", "object") } }
            }
        }
    }

    private func writeRow(to json: inout JSONBuilder) {
        json.field("type", "object")
        json.field("required", ["_id"])
        json.object("properties") { json in
            json.object("_id") { $0.field("type", "integer") }
            for field in version.fields {
                json.object(field.name) { json in
                    let type = ColumnType(rawValue: field.type) ?? .string
                    // A cell that does not fit its column's type is kept as the source's text; an empty one is null.
                    json.field(
                        "type",
                        type.schemaType == "string" ? ["string", "null"] : [type.schemaType, "string", "null"]
                    )
                }
            }
        }
    }
}

extension ColumnType {
    /// JSON Schema's name for what cells of the type are in JSON.
    fileprivate var schemaType: String {
        switch self {
        case .integer, .year: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .string, .date, .time, .datetime, .yearmonth: "string"
        }
    }

    fileprivate func writeSchema(to json: inout JSONBuilder) {
        json.field("type", schemaType)
        if self == .date { json.field("format", "date") }
    }
}
