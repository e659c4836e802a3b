import Catalog
import OpenData

/// What of a query the catalogue's own search answers, and what is left to be checked dataset by dataset.
struct SearchPlan {
    var query = DatasetQuery()
    private(set) var rest: [SearchExpression] = []

    /// - Parameter organizations: ids of organizations to their names, for `owner_org`.
    init(_ expressions: [SearchExpression], organizations: [String: String]) {
        for part in expressions.flatMap(\.conjuncts) { add(part, organizations) }
    }

    private mutating func add(_ part: SearchExpression, _ organizations: [String: String]) {
        switch part {
        case .words(let text):
            query.text = query.text.map { $0 + " " + text } ?? text
            return
        case .moments("metadata_modified", let from, let to):
            if let from { query.modifiedSince = max(query.modifiedSince ?? from, from) }
            if let to { query.modifiedUntil = min(query.modifiedUntil ?? to, to) }
            return
        default: break
        }
        guard let (field, values) = part.anyOf, take(field, values, organizations) else { return rest.append(part) }
    }

    /// Puts the values into the catalogue's query, unless an earlier part already filled that list (both must hold).
    private mutating func take(_ field: String, _ values: [String], _ organizations: [String: String]) -> Bool {
        let path: WritableKeyPath<DatasetQuery, [String]>
        switch field {
        case "organization", "owner_org": path = \.organizations
        case "tags": path = \.tags
        case "res_format": path = \.formats
        case "license_id": path = \.licenses
        case "name": path = \.names
        case "id": path = \.ids
        default: return false
        }
        guard query[keyPath: path].isEmpty else { return false }
        query[keyPath: path] = field == "owner_org" ? values.map { organizations[$0] ?? $0 } : values
        return true
    }
}

extension SearchExpression {
    /// Whether `dataset` matches; words compare without case only, the catalogue's own folding is richer.
    ///
    /// `organization` is the id of its publisher, for `owner_org`.
    func matches(_ dataset: Dataset, organization: String?) -> Bool {
        switch self {
        case .all: true
        case .words(let text):
            ([dataset.title, dataset.name, dataset.description ?? ""] + dataset.tags)
                .contains { $0.lowercased().contains(text.lowercased()) }
        case .field(let name, let pattern):
            Self.values(name, of: dataset, organization: organization).contains { Wildcard.matches(pattern, $0) }
        case .moments(let name, let from, let to):
            Self.isInside(name == "metadata_created" ? dataset.created : dataset.modified, from, to)
        case .and(let parts): parts.allSatisfy { $0.matches(dataset, organization: organization) }
        case .or(let parts): parts.contains { $0.matches(dataset, organization: organization) }
        case .not(let part): !part.matches(dataset, organization: organization)
        }
    }

    private static func values(_ field: String, of dataset: Dataset, organization: String?) -> [String] {
        switch field {
        case "organization": [dataset.organization]
        case "owner_org": organization.map { [$0] } ?? []
        case "tags": dataset.tags
        case "res_format": dataset.distributions.map(\.format)
        case "license_id": dataset.license.map { [$0] } ?? []
        case "name": [dataset.name]
        case "id": [dataset.id]
        default: []
        }
    }

    private static func isInside(_ moment: Timestamp, _ from: Timestamp?, _ to: Timestamp?) -> Bool {
        if let from, moment < from { return false }
        if let to, moment > to { return false }
        return true
    }
}

/// `*` for any scalars, `?` for one; without backtracking over more than the last star.
enum Wildcard {
    static func matches(_ pattern: String, _ text: String) -> Bool {
        let pattern = Array(pattern.unicodeScalars)
        let text = Array(text.unicodeScalars)
        var (p, t) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == "*" {
                star = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == "?" || pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                p = last.pattern + 1
                t = last.text + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == "*" }
    }
}
