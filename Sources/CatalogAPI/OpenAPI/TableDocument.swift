import OpenData
import Tables
import Tabular
import WebSupport

/// OpenAPI 3.1 of one table: its real columns, and for each the operators that its type allows.
struct TableDocument {
    let site: Site
    let resource: Distribution
    let version: TableVersion

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
                json.object("/api/v1/resources/\(Links.encode(resource.id))/rows") { json in
                    json.object("get") { writeOperation(to: &$0, language) }
                }
            }
            json.object("components") { json in
                json.object("schemas") { json in json.object("row") { writeRow(to: &$0) } }
            }
        }
    }

    private func writeOperation(to json: inout JSONBuilder, _ language: Language) {
        json.field("operationId", "listRows")
        json.field("summary", Self.summary.text(in: language))
        json.array("parameters") { json in
            for parameter in RowRequest.parameters {
                json.object { json in
                    json.field("name", parameter.name)
                    json.field("in", "query")
                    json.field("description", parameter.summary.text(in: language))
                    json.object("schema") { parameter.kind.writeSchema(to: &$0) }
                }
            }
            for field in version.fields { writeConditions(on: field, to: &json) }
        }
        json.object("responses") { json in
            json.object("200") { json in
                json.field("description", "OK")
                json.object("content") { json in
                    json.object("application/json") { json in json.object("schema") { writeAnswer(to: &$0) } }
                }
            }
        }
    }

    private static let summary = Bilingual(ja: "条件に合う行", en: "The rows that match")

    /// `column` and `column__op`, with `f.` where the plain name is reserved.
    private func writeConditions(on field: TableVersion.Field, to json: inout JSONBuilder) {
        let type = ColumnType(rawValue: field.type) ?? .string
        let name = RowRequest.reserved.contains(field.name) ? "f." + field.name : field.name
        for op in RowQuery.Operator.allowed(for: type) {
            json.object { json in
                json.field("name", op == .eq ? name : "\(name)__\(op.rawValue)")
                json.field("in", "query")
                json.object("schema") { json in
                    switch op {
                    case .in, .nin, .between: json.field("type", "string")
                    case .isnull: json.field("type", "boolean")
                    default: type.writeSchema(to: &json)
                    }
                }
            }
        }
    }

    private func writeAnswer(to json: inout JSONBuilder) {
        json.field("type", "object")
        json.field("required", ["data", "meta", "links"])
        json.object("properties") { json in
            json.object("data") { json in
                json.field("type", "array")
                json.object("items") { $0.field("$ref", "#/components/schemas/row") }
            }
            for name in ["meta", "links"] { json.object(name) { $0.field("type", "object") } }
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
