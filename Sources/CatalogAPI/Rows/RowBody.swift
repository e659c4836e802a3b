import Hummingbird
import Tables
import Tabular
import Validation
import WebSupport

/// The body of `QUERY` and of `POST …/rows/query`: the members of the query string as JSON, so that one meaning has one
/// reader.
///
/// `filter` may be CQL2 text or an object of CQL2 JSON.
struct RowBody {
    private static let byteLimit = 1 << 20
    private static let lists: Set<String> = ["fields", "sort", "facet"]

    let parameters: QueryParameters
    /// CQL2 JSON; nil where the filter is text or absent.
    let condition: RowCondition?

    /// Throws ``Problem`` `bad-body`, `unsupported-media-type`, and `bad-filter`.
    init(_ request: Request) async throws {
        let type = request.headers[.contentType] ?? ""
        guard type.isEmpty || type.hasPrefix("application/json") else { throw Problem(.unsupportedMediaType) }
        let bytes = try await request.wholeBody(upTo: Self.byteLimit)
        guard case .object(let members)? = JSONValue(bytes, limit: Self.byteLimit) else { throw Problem(.badBody) }
        var items: [QueryParameters.Item] = []
        var condition: RowCondition?
        for member in members {
            if member.name == "filter", case .object = member.value {
                condition = try CQL2JSON.condition(member.value)
            } else {
                items += try Self.items(of: member)
            }
        }
        parameters = QueryParameters(items: items)
        self.condition = condition
    }

    /// A list of a condition's values becomes as many parameters, one of names a list in one.
    private static func items(of member: JSONValue.Member) throws(Problem) -> [QueryParameters.Item] {
        guard case .array(let values) = member.value else {
            return [.init(member.name, try text(member.value, in: member.name))]
        }
        var texts: [String] = []
        for value in values { texts.append(try text(value, in: member.name)) }
        if member.name == "bbox" { return [.init(member.name, texts.joined(separator: ","))] }
        if lists.contains(member.name) {
            return [
                .init(member.name, texts.map { quoted($0, keepsSign: member.name == "sort") }.joined(separator: ","))
            ]
        }
        return texts.map { .init(member.name, quoted($0, keepsSign: false)) }
    }

    private static func text(_ value: JSONValue, in name: String) throws(Problem) -> String {
        switch value {
        case .string(let text), .number(let text): return text
        case .boolean(let value): return value ? "true" : "false"
        case .null, .array, .object:
            let words = Bilingual(
                ja: "「\(Problem.shortened(name))」には文字列、数、真偽値か、その並びを書いてください。",
                en: "Write a string, a number, a truth or a list of them for “\(Problem.shortened(name))”."
            )
            throw Problem(.badBody, detail: words)
        }
    }

    private static func quoted(_ text: String, keepsSign: Bool) -> String {
        let isDescending = keepsSign && text.utf8.first == UInt8(ascii: "-")
        let name = isDescending ? String(Substring(text.utf8.dropFirst())) : text
        var quoted = "\"".unicodeScalars
        for scalar in name.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return (isDescending ? "-" : "") + String(quoted)
    }
}
