import HTTPTypes
import Tabular
import WebSupport

/// OpenAPI 3.1 of the native API, made of the same table that is mounted.
struct OpenAPIDocument {
    let site: Site
    let endpoints: [Endpoint]

    /// The document with its sentences in `language`.
    func json(in language: Language) -> [UInt8] {
        JSONBuilder.object { json in
            json.field("openapi", "3.1.0")
            json.object("info") { json in
                json.field("title", (language == .ja ? site.title : site.titleEnglish) + " API")
                json.field("version", site.version)
                json.field("description", Self.introduction.text(in: language))
            }
            json.array("servers") { json in json.object { $0.field("url", site.publicURL) } }
            json.object("paths") { json in
                for path in paths {
                    json.object(path) { json in
                        for endpoint in endpoints where endpoint.path == path { write(endpoint, to: &json, language) }
                    }
                }
            }
            json.object("components") { OpenAPIComponents.write(to: &$0, language) }
        }
    }

    private static let introduction = Bilingual(
        ja: "読み取りに鍵は要りません。誤りは application/problem+json（RFC 9457）で返します。CKAN 互換の API は /api/3/action にあります。",
        en:
            "Reading needs no key. Errors are application/problem+json (RFC 9457). A CKAN-compatible API is at /api/3/action."
    )

    /// Each once, in the order of the table.
    private var paths: [String] {
        var seen: Set<String> = []
        return endpoints.map(\.path).filter { seen.insert($0).inserted }
    }

    private func write(_ endpoint: Endpoint, to json: inout JSONBuilder, _ language: Language) {
        json.object(endpoint.method.rawValue.lowercased()) { json in
            json.field("operationId", endpoint.operation)
            json.field("summary", endpoint.summary.text(in: language))
            json.array("parameters") { json in
                for parameter in endpoint.parameters { write(parameter, to: &json, language) }
                if endpoint.acceptsColumns {
                    json.object { $0.field("$ref", "#/components/parameters/columns") }
                }
                json.object { $0.field("$ref", "#/components/parameters/lang") }
            }
            json.object("responses") { json in
                json.object("200") { json in
                    json.field("description", "OK")
                    json.object("content") { write(endpoint.answer, to: &$0) }
                }
                json.object("304") { $0.field("description", "Not Modified") }
                json.object("default") { $0.field("$ref", "#/components/responses/problem") }
            }
        }
    }

    private func write(_ answer: Endpoint.Answer, to json: inout JSONBuilder) {
        switch answer {
        case .one: content("application/json", schema: "one", to: &json)
        case .list: content("application/json", schema: "list", to: &json)
        case .media(let types):
            for type in types { json.object(type) { _ in } }
        }
    }

    private func content(_ type: String, schema: String, to json: inout JSONBuilder) {
        json.object(type) { json in
            json.object("schema") { $0.field("$ref", "#/components/schemas/\(schema)") }
        }
    }

    private func write(_ parameter: Parameter, to json: inout JSONBuilder, _ language: Language) {
        json.object { json in
            json.field("name", parameter.name)
            json.field("in", parameter.place.rawValue)
            if parameter.place == .path { json.field("required", true) }
            json.field("description", parameter.summary.text(in: language))
            json.object("schema") { json in
                guard parameter.repeats else { return parameter.kind.writeSchema(to: &json) }
                json.field("type", "array")
                json.object("items") { parameter.kind.writeSchema(to: &$0) }
            }
        }
    }
}

extension Parameter.Kind {
    /// The members of a JSON Schema.
    func writeSchema(to json: inout JSONBuilder) {
        switch self {
        case .string: json.field("type", "string")
        case .moment:
            json.field("type", "string")
            json.field("format", "date-time")
        case .integer(let range, let byDefault):
            json.field("type", "integer")
            json.field("minimum", range.lowerBound)
            if range.upperBound < Int.max { json.field("maximum", range.upperBound) }
            if let byDefault { json.field("default", byDefault) }
        case .choice(let values, let byDefault):
            json.field("type", "string")
            json.field("enum", values)
            if let byDefault { json.field("default", byDefault) }
        }
    }
}
