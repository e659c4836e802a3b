import HTTPTypes
import Hummingbird
import Validation
import WebSupport

/// The parameters of an action: a query string, a form or a JSON object, read alike.
struct CKANParameters: Sendable {
    /// In the order sent; a repeated name of a query string or form is one member with an array of strings.
    private(set) var members: [JSONValue.Member] = []

    init(_ members: [JSONValue.Member]) { self.members = members }

    // MARK: Reading requests

    /// Reads what `request` brings.
    ///
    /// Throws ``CKANBadRequest`` for a body that is no JSON object, ``WebSupport/Problem`` for one that is too large.
    static func read(from request: Request) async throws -> CKANParameters {
        guard request.method == .post else { return CKANParameters(form: try request.queryParameters()) }
        let body = try await request.wholeBody()
        let text = body.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard !text.isEmpty else { return CKANParameters([]) }
        let type = request.headers[.contentType] ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else { return try CKANParameters(json: body) }
        // curl calls every `-d '{…}'` a form: a body that begins like an object is one.
        if text.first == UInt8(ascii: "{") { return try CKANParameters(json: body) }
        guard let form = String(validating: body, as: UTF8.self) else { throw Problem.badEncoding }
        let items = try QueryParameters(form)
        if items.items.count == 1, let only = items.items.first, only.value.isEmpty, only.name.hasPrefix("{") {
            return try CKANParameters(json: Array(only.name.utf8))
        }
        return CKANParameters(form: items)
    }

    init(form: QueryParameters) {
        for item in form.items where !members.contains(where: { $0.name == item.name }) {
            let values = form.all(item.name).map { JSONValue.string($0) }
            members.append(.init(item.name, values.count == 1 ? values[0] : .array(values)))
        }
    }

    private init(json: [UInt8]) throws {
        guard let value = JSONValue(json, limit: json.count) else {
            throw CKANBadRequest.badJSON(
                "Error decoding JSON data. It is no JSON, is nested too deeply, or repeats a key."
            )
        }
        guard case .object(let members) = value else {
            throw CKANBadRequest.badJSON(
                "Request data JSON decoded to a value that is no object but it needs to be a dictionary."
            )
        }
        self.members = members
    }

    // MARK: Values

    subscript(name: String) -> JSONValue? {
        guard let value = members.first(where: { $0.name == name })?.value, value != .null else { return nil }
        return value
    }

    /// Text, also of numbers and booleans; nil when it does not come, is null, or is no single value.
    func string(_ name: String) -> String? { self[name]?.text }

    /// As ``string(_:)``, required and not blank.
    func required(_ name: String, reportedAs shown: String? = nil) throws(CKANFailure) -> String {
        guard let text = string(name), !text.isEmpty else { throw .invalid(shown ?? name, "Missing value") }
        return text
    }

    /// A whole number from 0; `byDefault` when it does not come.
    func natural(_ name: String, byDefault: Int) throws(CKANFailure) -> Int {
        guard let text = string(name), !text.isEmpty else { return byDefault }
        guard let value = QueryParameters.integer(text) else {
            throw .invalid(name, "Invalid integer", "Must be a natural number")
        }
        guard value >= 0 else { throw .invalid(name, "Must be a natural number") }
        return value
    }

    /// JSON booleans and the words that CKAN knows; `byDefault` for anything else.
    func boolean(_ name: String, byDefault: Bool) -> Bool {
        switch string(name)?.lowercased() {
        case "true", "1", "yes", "on", "t", "y": true
        case "false", "0", "no", "off", "f", "n": false
        default: byDefault
        }
    }

    /// A JSON list, a text that is one, or a text with commas; nil when it does not come.
    func list(_ name: String) -> [String]? {
        switch self[name] {
        case nil: return nil
        case .array(let values)?: return values.compactMap(\.text)
        case let value?:
            guard let text = value.text else { return [] }
            if case .array(let values)? = JSONValue(text: text) { return values.compactMap(\.text) }
            return text.utf8.split(separator: UInt8(ascii: ",")).map { piece in
                String(Substring(piece).drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
    }
}

extension JSONValue {
    /// The value that a parameter's text spells; nil when it is no JSON.
    init?(text: String) { self.init(Array(text.utf8), limit: text.utf8.count) }

    /// The text of a single value; nil for null, arrays and objects.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
