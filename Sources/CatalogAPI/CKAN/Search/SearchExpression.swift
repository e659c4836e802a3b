import OpenData

/// A query in the syntax of CKAN's search engine, as far as clients use it.
indirect enum SearchExpression: Hashable, Sendable {
    /// Everything: `*:*`, `field:*`, `state:active`.
    case all
    /// A word or phrase anywhere in the text.
    case words(String)
    /// `field:value`; `*` and `?` stand for any characters.
    case field(String, String)
    /// `field:[a TO b]`; nil is open. Both ends belong to it.
    case moments(String, from: Timestamp?, to: Timestamp?)
    case and([SearchExpression])
    case or([SearchExpression])
    case not(SearchExpression)

    /// What must hold, piece by piece.
    var conjuncts: [SearchExpression] {
        switch self {
        case .and(let parts): parts.flatMap(\.conjuncts)
        case .all: []
        default: [self]
        }
    }

    /// The field and values when this is `field:a`, or `field:a` or `field:b` or …, without wildcards; nil otherwise.
    var anyOf: (field: String, values: [String])? {
        switch self {
        case .field(let name, let value):
            return value.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } ? nil : (name, [value])
        case .or(let parts):
            let all = parts.map(\.anyOf)
            guard let name = all.first??.field, all.allSatisfy({ $0?.field == name }) else { return nil }
            return (name, all.flatMap { $0?.values ?? [] })
        default: return nil
        }
    }
}
