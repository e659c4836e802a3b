package import Catalog
package import Fetching
package import Tabular

/// Reads what one kind of source lists.
///
/// The seam for new kinds: an adapter only asks and translates, it stores nothing.
package protocol SourceAdapter: Sendable {
    /// Asks the source for all its records and hands them over page by page, each record once.
    ///
    /// - Parameter take: answers whether more is wanted; it is awaited before the next page is asked for.
    /// - Returns: whether everything that the source lists was handed over. Only then may absence mean anything.
    /// - Throws: ``GatherError``, and whatever `take` throws.
    func gather(_ take: (GatheredPage) async throws -> Bool) async throws -> Bool
}

/// Some records, and how many the source says it has.
package struct GatheredPage: Sendable {
    package var records: [RemoteRecord]
    /// Of the whole source; nil when it does not say.
    package var total: Int?
    /// Elements that are no records: too little is known of them to name them.
    package var unreadable = 0
}

/// Why a source could not be read as a whole.
package struct GatherError: Error, Hashable, Sendable {
    /// Reason code (hazards.md §2).
    package let reason: String
    package let message: Bilingual
    /// When trying again makes sense.
    package var retry: FetchError.RetryClass = .nextRun
    /// The pause that the server asked for; nil when it asked for none.
    package var retryAfter: Duration?
    /// `failed`; `blocked` by our own policy; `rejected` when what the source says is not what it should be.
    package var outcome: Outcome = .failed
}

extension GatherError {
    /// A source that cannot be fetched is told in the words of the download.
    init(_ error: FetchError) {
        self.init(
            reason: error.code.rawValue,
            message: error.message,
            retry: error.retryClass,
            retryAfter: error.retryAfter,
            outcome: error.outcome == .blocked ? .blocked : .failed
        )
    }
}
