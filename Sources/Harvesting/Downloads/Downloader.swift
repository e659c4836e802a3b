import Fetching

/// Downloads for one run of one source: the engine with the source's address exceptions, pacing and retries.
struct Downloader: Sendable {
    let engine: FetchEngine
    let retries: RetryPlan
    let gate: HostGate
    /// The source's `--allow-address`.
    let allowedAddresses: [AddressBlock]

    /// Fetches, and tries again where that makes sense within a run: class A after growing pauses, class D after the pause that
    /// the server asks for.
    /// - Throws: ``FetchError`` of the last try; `CancellationError` when the task was cancelled meanwhile.
    func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        var request = request
        request.allowedAddresses = allowedAddresses
        let host = FetchRequest.host(of: request.url) ?? ""
        await gate.enter(host)
        var succeeded: Bool?
        do {
            let response = try await fetch(request, host: host)
            await gate.leave(host, succeeded: true)
            return response
        } catch {
            if let error = error as? FetchError { succeeded = Self.speaksForHost(error) }
            await gate.leave(host, succeeded: succeeded)
            try Task.checkCancellation()
            throw error
        }
    }

    private func fetch(_ request: FetchRequest, host: String) async throws -> FetchResponse {
        for pause in retries.pauses {
            do throws(FetchError) {
                return try await engine.fetch(request)
            } catch {
                try Task.checkCancellation()
                guard await gate.deservesRetries(host), let wait = wait(after: error, pause: pause) else { throw error }
                try await retries.sleep(wait)
            }
        }
        return try await engine.fetch(request)
    }

    /// How long to wait before the next try; nil when another try makes no sense in this run.
    private func wait(after error: FetchError, pause: Duration) -> Duration? {
        switch error.retryClass {
        case .withinRun: error.retryAfter.map { min($0, retries.longestWait) } ?? pause * Double.random(in: 0...1)
        case .asServerSays: (error.retryAfter ?? pause) <= retries.longestWait ? error.retryAfter ?? pause : nil
        case .nextRun, .afterAction, .never: nil
        }
    }

    /// An answer of any kind shows that the host is well; only class A failures speak against it.
    private static func speaksForHost(_ error: FetchError) -> Bool { error.retryClass != .withinRun }
}
