import OpenData

extension CatalogDatabase {
    /// Marks the active datasets of `source` whose remote id is not in `seen` as vanished, and those seen again as present.
    ///
    /// A vanished dataset stays public with its last good version. Whoever calls judges first whether a source that lists
    /// suddenly much less is to be believed.
    /// - Returns: the names newly vanished, in name order.
    /// - Throws: ``CatalogError`` `.leaseLost`.
    package func markVanished(
        source: String,
        seen: Set<String>,
        lease: Lease?,
        actor: String,
    ) async throws -> [String] {
        let seen = Set(seen.map(Identifier.normalized))
        return try await change(actor: actor, lease: lease) { try $0.markVanished(source: source, seen: seen) }
    }
}

extension CatalogWrite {
    mutating func markVanished(source: String, seen: Set<String>) throws -> [String] {
        var vanished: [String] = []
        for stored in try StoredDataset.fetch(database, activeOfSource: source) {
            guard let origin = stored.origin, seen.contains(origin.remoteID) == (origin.vanished != nil) else {
                continue
            }
            var dataset = stored.normalized
            dataset.modified = at
            if origin.vanished == nil {
                dataset.origin?.vanished = at
                vanished.append(dataset.name)
                try append(.datasetVanish, dataset.name, dataset)
            } else {
                dataset.origin?.vanished = nil
                try append(.datasetReappear, dataset.name, dataset)
            }
        }
        return vanished
    }
}
