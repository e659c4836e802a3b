import GRDB
import OpenData
import Tables

/// Which datasets match: a `FROM … WHERE …` made of constant parts, with everything that a user typed bound as a parameter.
struct SearchCondition: Sendable {
    /// Whether rows can be ranked: the full-text index is part of the condition.
    let hasText: Bool
    /// Begins with `FROM dataset`.
    let sql: String
    let arguments: StatementArguments

    init(_ query: DatasetQuery) throws {
        var clauses = ["dataset.state = 'active'"]
        var arguments: StatementArguments = []
        let text = query.text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        let match = text.map { SearchText.matchExpression($0) }
        switch match {
        case .some(.some(let expression)):
            clauses.append("dataset_search MATCH ?")
            arguments += [expression]
        case .some(.none):
            clauses.append("0")
        case .none:
            break
        }
        for list in Self.lists {
            let values = list.values(query)
            guard !values.isEmpty else { continue }
            clauses.append(list.clause)
            // SQLite ends a JSON text's value at a NUL, and would then find what was not asked for.
            let searchable = values.filter { !$0.utf8.contains(0) }
            arguments += [try CanonicalJSON.text(searchable.map(list.stored))]
        }
        if let since = query.modifiedSince {
            clauses.append("dataset.modified >= ?")
            arguments += [since.microseconds]
        }
        if let until = query.modifiedUntil {
            clauses.append("dataset.modified <= ?")
            arguments += [until.microseconds]
        }
        hasText = match.flatMap { $0 } != nil
        let join = hasText ? " JOIN dataset_search ON dataset_search.rowid = dataset.number" : ""
        sql = "FROM dataset\(join) WHERE " + clauses.joined(separator: " AND ")
        self.arguments = arguments
    }

    /// One filter that takes any of several values, bound as one JSON array.
    private struct ListFilter: Sendable {
        let values: @Sendable (DatasetQuery) -> [String]
        let clause: String
        /// The value as the projection has it.
        var stored: @Sendable (String) -> String = { Identifier.normalized($0) }
    }

    private static let lists: [ListFilter] = [
        ListFilter(
            values: { $0.organizations },
            clause: "dataset.organization IN (SELECT value FROM json_each(?))"
        ),
        ListFilter(
            values: { $0.tags },
            clause: """
                EXISTS (
                    SELECT 1 FROM dataset_tag
                    WHERE dataset_tag.dataset = dataset.number AND tag IN (SELECT value FROM json_each(?))
                )
                """
        ),
        ListFilter(values: { $0.licenses }, clause: "dataset.license IN (SELECT value FROM json_each(?))"),
        ListFilter(
            values: { $0.formats },
            clause: """
                EXISTS (
                    SELECT 1 FROM distribution
                    WHERE distribution.dataset = dataset.number AND position IS NOT NULL
                        AND format IN (SELECT value FROM json_each(?))
                )
                """,
            stored: { Identifier.normalized($0).uppercased() }
        ),
        ListFilter(values: { $0.standards }, clause: "dataset.standard IN (SELECT value FROM json_each(?))"),
        ListFilter(values: { $0.names }, clause: "dataset.name IN (SELECT value FROM json_each(?))"),
        ListFilter(values: { $0.ids }, clause: "dataset.id IN (SELECT value FROM json_each(?))"),
    ]
}
