import OpenData

/// Reads a query of CKAN's search syntax: terms side by side must all hold; `OR` joins what stands next to it.
///
/// CKAN glues the filters of a request into one text, so that `organization:a OR organization:b` finds everything; here each
/// filter is read for itself and means what it says.
struct SearchParser {
    private let tokens: [SearchToken]
    private var position = 0
    private let now: Timestamp
    private static let deepest = 32

    /// - Parameter now: what `NOW` means in ranges of moments.
    static func expression(of text: String, now: Timestamp) throws(CKANFailure) -> SearchExpression {
        guard text.utf8.count <= 4096 else { throw .search("the query is too long") }
        var parser = SearchParser(tokens: try SearchToken.all(in: text), now: now)
        let expression = try parser.alternatives(field: nil, depth: 0)
        guard parser.position == parser.tokens.count else {
            throw .search("a parenthesis is closed but was not opened")
        }
        return expression
    }

    private init(tokens: [SearchToken], now: Timestamp) {
        self.tokens = tokens
        self.now = now
    }

    /// `a b OR c d` is (a) and (b or c) and (d), as most clients mean it.
    private mutating func alternatives(field: String?, depth: Int) throws(CKANFailure) -> SearchExpression {
        var parts: [[SearchExpression]] = []
        var joinsNext = false
        while position < tokens.count, tokens[position] != .close {
            switch tokens[position] {
            case .or:
                position += 1
                joinsNext = !parts.isEmpty
            case .and, .plus:
                position += 1
            default:
                let term = try term(field: field, depth: depth)
                if joinsNext { parts[parts.count - 1].append(term) } else { parts.append([term]) }
                joinsNext = false
            }
        }
        let joined = parts.map { $0.count == 1 ? $0[0] : SearchExpression.or($0) }
        guard let first = joined.first else { return .all }
        return joined.count == 1 ? first : .and(joined)
    }

    private mutating func term(field: String?, depth: Int) throws(CKANFailure) -> SearchExpression {
        guard depth < Self.deepest else { throw .search("the query is nested too deeply") }
        guard position < tokens.count else { throw .search("something is missing at the end") }
        let token = tokens[position]
        position += 1
        switch token {
        case .not, .minus: return .not(try term(field: field, depth: depth + 1))
        case .plus, .and, .or: return try term(field: field, depth: depth + 1)
        case .open:
            let inner = try alternatives(field: field, depth: depth + 1)
            guard position < tokens.count, tokens[position] == .close else {
                throw .search("a parenthesis is not closed")
            }
            position += 1
            return inner
        case .close: throw .search("a parenthesis is closed but was not opened")
        case .field(let name):
            return try term(field: name, depth: depth + 1)
        case .word(let text), .phrase(let text):
            guard let field else { return .words(text) }
            return try Self.condition(field, text, isPhrase: token == .phrase(text))
        case .range(let from, let to, let includesFrom, let includesTo):
            guard let field else { throw .search("a range needs a field") }
            return try range(field, from, to, includesFrom: includesFrom, includesTo: includesTo)
        }
    }

    private static let exact: Set<String> = [
        "organization", "owner_org", "tags", "res_format", "license_id", "name", "id", "groups",
    ]
    private static let text: Set<String> = ["title", "notes", "text", "title_string", "res_name", "res_description"]
    /// Fields that have the same value for every dataset that readers see.
    private static let constant = [
        "state": "active", "type": "dataset", "dataset_type": "dataset", "capacity": "public", "private": "false",
        "entity_type": "package",
    ]

    private static func condition(
        _ field: String,
        _ value: String,
        isPhrase: Bool
    ) throws(CKANFailure) -> SearchExpression {
        if value == "*", !isPhrase { return .all }
        if let same = constant[field] { return same == value.lowercased() ? .all : .not(.all) }
        if text.contains(field) { return .words(value) }
        guard exact.contains(field) else { throw .search("undefined field \(field)") }
        return .field(field, value)
    }

    private func range(
        _ field: String,
        _ from: String,
        _ to: String,
        includesFrom: Bool,
        includesTo: Bool,
    ) throws(CKANFailure) -> SearchExpression {
        if from == "*" || from.isEmpty, to == "*" { return .all }
        guard field == "metadata_modified" || field == "metadata_created" else {
            throw .search("ranges are understood for metadata_modified and metadata_created")
        }
        let microsecond = Duration.microseconds(1)
        let lower = try moment(from).map { includesFrom ? $0 : $0.adding(microsecond) }
        let upper = try moment(to).map { includesTo ? $0 : $0.adding(.zero - microsecond) }
        return .moments(field, from: lower, to: upper)
    }

    private func moment(_ text: String) throws(CKANFailure) -> Timestamp? {
        guard text != "*" else { return nil }
        guard let moment = text.hasPrefix("NOW") ? DateMath.moment(text, now: now) : Timestamp(text) else {
            throw .search("invalid date \(text)")
        }
        return moment
    }
}
