import Catalog
import OpenData
import Tables
import Tabular

/// The last fetch of a distribution, when what it brought is still there, with the answer that the same bytes get today.
struct PastFetch: Sendable {
    let state: FetchState
    let outcome: Outcome
    let reason: String?
    let message: Bilingual?
    /// Records of the version that the bytes became; nil when they became none.
    let rows: Int?

    /// Nil when the address was another, when the bytes are gone, or when the catalogue no longer has what was made of them: then
    /// the file is fetched without conditions and imported as if for the first time.
    init?(_ ingest: Ingest, distribution: Distribution, url: String) async throws {
        let catalog = ingest.catalog
        guard let state = try await catalog.fetchState(ofDistribution: distribution.id), state.url == url,
            ingest.store.exists(.blobs, state.blob)
        else { return nil }
        self.state = state
        if let current = distribution.current, current.blob == state.blob {
            (outcome, reason, message, rows) = (.unchanged, nil, nil, current.rowCount)
            return
        }
        let version = try await catalog.versions(ofDistribution: distribution.id).first { $0.blob == state.blob }
        // What was held against an older version may be right beside the one that a person approved since.
        if version?.state == .held, version?.baseline != distribution.current?.number { return nil }
        rows = version?.rowCount
        switch (version?.state, state.outcome) {
        case (.rejected, _):
            outcome = .rejected
            (reason, message) = (HarvestReason.reviewRejected.rawValue, HarvestReason.reviewRejected.message)
        case (.held, _), (nil, .held), (nil, .rejected):
            // A newer reader may read what an older one refused.
            if version == nil, state.reader != ReaderGeneration.current { return nil }
            outcome = version == nil ? state.outcome : .held
            (reason, message) = (state.reason, state.message)
        default:
            return nil
        }
    }
}
