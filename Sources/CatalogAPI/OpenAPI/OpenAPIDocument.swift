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
                        for endpoint in endpoints where endpoint.path == path && endpoint.isDescribable {
                            write(endpoint, to: &json, language)
                        }
                    }
                }
            }
            json.object("components") { OpenAPIComponents.write(to: &$0, language) { _ in } }
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
            endpoint.write(to: &json, language) { json in
                for parameter in endpoint.parameters { parameter.write(to: &json, language) }
                if endpoint.acceptsColumns {
                    json.object { $0.field("$ref", "#/components/parameters/columns") }
                }
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
