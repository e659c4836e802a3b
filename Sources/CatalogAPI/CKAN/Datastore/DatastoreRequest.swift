import OpenData
import Tables
import Validation
import WebSupport

/// The parameters of `datastore_search` and of dumps as a ``Tables/RowQuery``.
struct DatastoreRequest {
    static let mostRows = 32_000

    var query = RowQuery()
    /// Published names in the order of the answer, without `_id`.
    let columns: [String]

    /// Throws ``CKANFailure`` naming the parameter.
    init(_ parameters: CKANParameters, fields: [TableVersion.Field]) throws(CKANFailure) {
        let names = fields.map(\.name)
        let asked = parameters.list("fields")
        if let unknown = asked?.first(where: { $0 != "_id" && !names.contains($0) }) {
            throw .invalid("fields", "invalid value \"\(Problem.shortened(unknown))\"")
        }
        columns = asked?.filter { $0 != "_id" } ?? names
        query.fields = asked == nil ? nil : columns
        query.filters = try Self.filters(parameters["filters"], names: names)
        query.text = try Self.text(parameters["q"], names: names, filters: &query.filters)
        query.sort = try Self.sort(parameters.string("sort"), names: names)
        query.limit = min(try parameters.natural("limit", byDefault: 100), Self.mostRows)
        query.offset = try parameters.natural("offset", byDefault: 0)
        query.wantsCount = parameters.boolean("include_total", byDefault: true)
    }

    /// `{"column": value}`, a list for any of several, `{"column": {"gte": value}}` as newer CKANs take it; null asks for cells
    /// without a value.
    private static func filters(_ value: JSONValue?, names: [String]) throws(CKANFailure) -> [RowQuery.Filter] {
        guard let value else { return [] }
        guard let members = object(value) else { throw .invalid("filters", "Cannot parse JSON") }
        var filters: [RowQuery.Filter] = []
        for member in members {
            guard names.contains(member.name) || member.name == "_id" else {
                throw .invalid("filters", "invalid value \"\(Problem.shortened(member.name))\"")
            }
            switch member.value {
            case .null: filters.append(.init(column: member.name, op: .isnull, values: ["true"]))
            case .array(let values):
                filters.append(.init(column: member.name, op: .in, values: values.compactMap(\.text)))
            case .object(let conditions):
                for condition in conditions {
                    guard let op = RowQuery.Operator(rawValue: condition.name), let text = condition.value.text else {
                        throw .invalid("filters", "invalid value \"\(Problem.shortened(condition.name))\"")
                    }
                    filters.append(.init(column: member.name, op: op, values: [text]))
                }
            case let value: filters.append(.init(column: member.name, op: .eq, values: [value.text ?? ""]))
            }
        }
        return filters
    }

    /// A text for all columns, or `{"column": "text"}` for some, which become conditions.
    private static func text(
        _ value: JSONValue?,
        names: [String],
        filters: inout [RowQuery.Filter],
    ) throws(CKANFailure) -> String? {
        guard let value else { return nil }
        guard let members = object(value) else { return value.text.flatMap { $0.isEmpty ? nil : $0 } }
        for member in members {
            guard names.contains(member.name) else {
                throw .invalid("q", "invalid value \"\(Problem.shortened(member.name))\"")
            }
            filters.append(.init(column: member.name, op: .contains, values: [member.value.text ?? ""]))
        }
        return nil
    }

    /// The members of an object, or of a text that is one; nil for anything else.
    private static func object(_ value: JSONValue) -> [JSONValue.Member]? {
        if case .object(let members) = value { return members }
        guard let text = value.text, text.utf8.first(where: { $0 != 0x20 }) == UInt8(ascii: "{"),
            case .object(let members)? = JSONValue(text: text)
        else { return nil }
        return members
    }

    // MARK: Order

    /// `"a b" desc nulls last, c`: names may be quoted; the direction and the place of nulls follow.
    private static func sort(_ text: String?, names: [String]) throws(CKANFailure) -> [RowQuery.SortKey] {
        guard let text, !text.isEmpty else { return [] }
        var keys: [RowQuery.SortKey] = []
        for piece in pieces(of: text) {
            var words = piece
            for ending in [" nulls last", " nulls first"] where words.lowercased().hasSuffix(ending) {
                words = String(words.dropLast(ending.count))
            }
            var isDescending = false
            for (ending, descends) in [(" desc", true), (" asc", false)] where words.lowercased().hasSuffix(ending) {
                words = String(words.dropLast(ending.count))
                isDescending = descends
            }
            let name = unquoted(words)
            guard names.contains(name) || name == "_id" else {
                throw .invalid("sort", "invalid value \"\(Problem.shortened(name))\"")
            }
            keys.append(RowQuery.SortKey(column: name, descending: isDescending))
        }
        return keys
    }

    /// Cut at commas outside of quotes, blanks around taken off.
    private static func pieces(of text: String) -> [String] {
        var pieces: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ","), !isQuoted { pieces.append([]) } else { pieces[pieces.count - 1].append(byte) }
        }
        return pieces.map { String(decoding: trimmed($0[...]), as: UTF8.self) }.filter { !$0.isEmpty }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop { $0 == 0x20 }
        while bytes.last == 0x20 { bytes.removeLast() }
        return bytes
    }

    private static func unquoted(_ text: String) -> String {
        let bytes = trimmed(Array(text.utf8)[...])
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    }
}
