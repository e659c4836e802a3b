/// In which order matches come: a key of the dataset, then the dataset's number, both in one direction.
struct SearchOrder: Hashable, Sendable {
    enum Key: String, Sendable {
        /// The best match has the lowest value of `bm25`.
        case rank
        case modified, created, title, name, id
    }

    let key: Key
    let descending: Bool

    init(_ query: DatasetQuery) {
        let hasText = query.text.map { !$0.allSatisfy(\.isWhitespace) } ?? false
        switch query.sort {
        case .relevance: key = hasText ? .rank : .modified
        case .modified: key = .modified
        case .created: key = .created
        case .title: key = .title
        case .name: key = .name
        case .id: key = .id
        }
        descending = query.descending ?? [.rank, .modified, .created].contains(key)
    }

    /// Whether the key is a number.
    var isNumeric: Bool { key == .modified || key == .created }

    /// The expression that is compared.
    ///
    /// For equally good matches the one last changed comes first.
    var column: String {
        switch key {
        case .rank: SearchIndex.rank
        case .modified: "dataset.modified"
        case .created: "dataset.created"
        case .title: "dataset.title"
        case .name: "dataset.name"
        case .id: "dataset.id"
        }
    }

    var orderBy: String {
        guard key == .rank else {
            let direction = descending ? "DESC" : "ASC"
            return "ORDER BY \(column) \(direction), dataset.number \(direction)"
        }
        return descending
            ? "ORDER BY \(column) ASC, dataset.modified DESC, dataset.number DESC"
            : "ORDER BY \(column) DESC, dataset.modified ASC, dataset.number ASC"
    }
}
