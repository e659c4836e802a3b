/// Lets one task at a time do something with one key.
///
/// Two datasets may hold the same bytes, and the catalogue counts how often reading them began without ending: reading them twice
/// at once would look like a worker that died.
actor TurnGate {
    /// Those who wait, by key; a key that is here has its turn taken.
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// Runs `work` when nobody else of this key is running.
    func turn<Value: Sendable>(_ key: String, _ work: @Sendable () async throws -> Value) async rethrows -> Value {
        await take(key)
        defer { pass(key) }
        return try await work()
    }

    private func take(_ key: String) async {
        guard waiting[key] != nil else {
            waiting[key] = []
            return
        }
        await withCheckedContinuation { waiting[key, default: []].append($0) }
    }

    private func pass(_ key: String) {
        guard waiting[key]?.isEmpty == false, let next = waiting[key]?.removeFirst() else {
            waiting[key] = nil
            return
        }
        next.resume()
    }
}
