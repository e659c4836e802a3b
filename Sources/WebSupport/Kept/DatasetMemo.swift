import Catalog
package import OpenData
import Synchronization

/// Datasets that were looked up since the catalogue last changed, so that a request for rows costs no query of the catalogue.
package final class DatasetMemo: Sendable {
    /// A resource with the dataset it belongs to.
    package typealias Resource = (dataset: Dataset, distribution: Distribution)

    private struct State {
        var revision: Int64 = -1
        var datasets: [String: Dataset] = [:]
        var resources: [String: Resource] = [:]
    }

    private let catalog: CatalogDatabase
    private let watch: RevisionWatch
    private let state = Mutex(State())
    /// Most of each kind; beyond, all are forgotten.
    private static let most = 2000

    init(catalog: CatalogDatabase, watch: RevisionWatch) {
        self.catalog = catalog
        self.watch = watch
    }

    /// As ``Catalog/CatalogDatabase/dataset(_:)``.
    package func dataset(_ name: String) async throws -> Dataset? {
        let revision = watch.current
        if let revision, let held = state.withLock({ $0.revision == revision ? $0.datasets[name] : nil }) {
            return held
        }
        guard let found = try await catalog.dataset(name) else { return nil }
        if let revision { keep(at: revision) { $0.datasets[name] = found } }
        return found
    }

    /// As ``Catalog/CatalogDatabase/distribution(_:)``.
    package func resource(_ id: String) async throws -> Resource? {
        let revision = watch.current
        if let revision, let held = state.withLock({ $0.revision == revision ? $0.resources[id] : nil }) { return held }
        guard let found = try await catalog.distribution(id) else { return nil }
        if let revision { keep(at: revision) { $0.resources[id] = found } }
        return found
    }

    /// A resource that was looked up since the catalogue last changed; nil when it was not.
    ///
    /// Never blocks.
    package func held(resource id: String) -> Resource? {
        guard let revision = watch.current else { return nil }
        return state.withLock { $0.revision == revision ? $0.resources[id] : nil }
    }

    /// What was looked up after `revision` was current is as of `revision` or newer.
    private func keep(at revision: Int64, _ store: (inout State) -> Void) {
        state.withLock { state in
            if state.revision < revision || state.datasets.count + state.resources.count >= 2 * Self.most {
                state = State()
                state.revision = revision
            }
            if state.revision == revision { store(&state) }
        }
    }
}
