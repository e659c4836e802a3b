import Synchronization

/// Counts and facets of recent searches, until the catalogue changes.
///
/// They cost more than a page of datasets does, and are the same on all pages, in all orders and for all readers who follow
/// the same link. They are a function of the query and of the log's last sequence number, so that remembering them by both
/// can never show anything stale (only a rebuild changes tables without a record; it empties the cache).
final class SearchTallyCache: Sendable {
    private struct Contents {
        var revision: Int64 = 0
        var tallies: [DatasetQuery: SearchTally] = [:]
    }

    /// Then all are forgotten: popular searches are back at once.
    private static let capacity = 256
    /// Longer queries are rare and would make the cache large.
    private static let longestText = 256

    private let contents = Mutex(Contents())

    /// - Parameter revision: of the snapshot in which `fetch` counts.
    func tally(of query: DatasetQuery, revision: Int64, fetch: () throws -> SearchTally) throws -> SearchTally {
        guard let key = Self.key(query) else { return try fetch() }
        let known = contents.withLock { $0.revision == revision ? $0.tallies[key] : nil }
        if let known { return known }
        let tally = try fetch()
        contents.withLock { contents in
            guard revision >= contents.revision else { return }
            if revision > contents.revision || contents.tallies.count >= Self.capacity {
                contents = Contents(revision: revision)
            }
            contents.tallies[key] = tally
        }
        return tally
    }

    func forgetAll() {
        contents.withLock { $0 = Contents() }
    }

    /// The query without what pages differ in; nil for one that is not worth remembering.
    private static func key(_ query: DatasetQuery) -> DatasetQuery? {
        guard (query.text ?? "").utf8.count <= longestText, query.names.isEmpty, query.ids.isEmpty else { return nil }
        var key = query
        key.sort = .relevance
        key.descending = nil
        key.limit = 0
        key.offset = 0
        key.cursor = nil
        return key
    }
}
