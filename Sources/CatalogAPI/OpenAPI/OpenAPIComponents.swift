import Tables
import Tabular
import WebSupport

/// What several operations of the description share.
enum OpenAPIComponents {
    /// The members of `components`.
    /// - Parameter schemas: writes more schemas.
    static func write(to json: inout JSONBuilder, _ language: Language, schemas: (inout JSONBuilder) -> Void) {
        json.object("parameters") { writeParameters(to: &$0, language) }
        json.object("responses") { json in
            json.object("problem") { json in
                json.field("description", "Problem (RFC 9457)")
                json.object("content") { json in
                    json.object("application/problem+json") { json in
                        json.object("schema") { $0.field("$ref", "#/components/schemas/problem") }
                    }
                }
            }
        }
        json.object("schemas") { json in
            writeSchemas(to: &json)
            schemas(&json)
        }
    }

    private static let columns = Bilingual(
        ja: "列__条件=値。条件: ",
        en: "column__op=value. Operators: "
    )
    private static let columnsMore = Bilingual(
        ja: "。省略すると eq。予約語と同じ名前の列には f. を付ける。複数の条件はすべて満たすもの。",
        en: "; eq when left out. Put f. before a column named like a parameter. Several conditions must all hold."
    )

    private static func writeParameters(to json: inout JSONBuilder, _ language: Language) {
        json.object("lang") { json in
            json.field("name", "lang")
            json.field("in", "query")
            json.object("schema") { json in
                json.field("type", "string")
                json.field("enum", Language.allCases.map(\.rawValue))
            }
        }
        json.object("columns") { json in
            let operators = RowQuery.Operator.allCases.map(\.rawValue).joined(separator: " ")
            json.field("name", "columns")
            json.field("in", "query")
            json.field("description", columns.text(in: language) + operators + columnsMore.text(in: language))
            json.field("style", "form")
            json.field("explode", true)
            json.object("schema") { json in
                json.field("type", "object")
                json.object("additionalProperties") { $0.field("type", "string") }
            }
        }
    }

    private static func writeSchemas(to json: inout JSONBuilder) {
        writeEnvelope("one", data: "object", to: &json)
        writeEnvelope("list", data: "array", to: &json)
        json.object("problem") { json in
            json.field("type", "object")
            json.field("required", ["type", "title", "status", "detail", "request_id"])
            json.object("properties") { json in
                for name in ["title", "detail", "request_id", "did_you_mean"] {
                    json.object(name) { $0.field("type", "string") }
                }
                json.object("type") { json in
                    json.field("type", "string")
                    json.field("format", "uri")
                }
                json.object("status") { $0.field("type", "integer") }
                json.object("errors") { json in
                    json.field("type", "array")
                    json.object("items") { $0.field("type", "object") }
                }
            }
        }
    }

    private static func writeEnvelope(_ name: String, data: String, to json: inout JSONBuilder) {
        json.object(name) { json in
            json.field("type", "object")
            json.field("required", ["data", "meta", "links"])
            json.object("properties") { json in
                json.object("data") { $0.field("type", data) }
                for name in ["meta", "links"] { json.object(name) { $0.field("type", "object") } }
            }
        }
    }
}
