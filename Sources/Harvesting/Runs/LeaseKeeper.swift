import Catalog

/// Holds a job while work on it goes on: renews the lease in the background, and ends the work when another worker has taken the
/// job over.
struct LeaseKeeper: Sendable {
    let catalog: CatalogDatabase
    let lease: Lease
    let limits: HarvestLimits

    /// - Throws: what `work` throws; `CatalogError` `.leaseLost` when the lease could not be renewed.
    func keep<Value: Sendable>(during work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                try await renewForever()
                return nil
            }
            while let ended = try await group.next() {
                if let value = ended { return value }
            }
            throw CancellationError()
        }
    }

    private func renewForever() async throws {
        while true {
            try await Task.sleep(for: limits.renewal)
            try await catalog.renew(lease, for: limits.lease)
        }
    }
}
