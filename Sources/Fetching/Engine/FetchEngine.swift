#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Downloads files and API answers over HTTP, guarded: the only way in which the platform asks other servers for anything.
///
/// All transfers of one engine run on one thread of its own (libcurl's multi interface), so that Swift's cooperative pool never
/// waits for a socket or a disk. Redirects are followed here, one hop at a time, and each hop is judged as if it were the first.
package final class FetchEngine: Sendable {
    private let settings: FetchSettings
    private let policy: AddressPolicy
    private let loop: EngineLoop

    /// Starts the engine's thread.
    ///
    /// End it with ``shutDown()``.
    package init(settings: FetchSettings) {
        self.settings = settings
        policy = AddressPolicy(ports: settings.ports)
        loop = EngineLoop(policy: policy)
        loop.start()
    }

    deinit { loop.stop() }

    /// Ends all transfers with `cancelled` and then the thread.
    ///
    /// Later requests end with `cancelled` at once.
    package func shutDown() { loop.stop() }

    /// Fetches `request`.
    ///
    /// Cancelling the task ends the transfer and removes its file.
    /// - Throws: ``FetchError`` for everything that is not an accepted answer or an expected 304.
    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        let limits = request.limits ?? settings.limits
        let timeouts = request.timeouts ?? settings.timeouts
        let end = ContinuousClock.now + timeouts.total
        var address = try WebAddress(request.url)
        for _ in 0...settings.redirects {
            let plan = TransferPlan(
                request: request,
                address: address,
                userAgent: settings.userAgent,
                limits: limits,
                timeouts: timeouts,
                end: end,
                now: settings.now
            )
            switch await loop.run(plan) {
            case .failure(let error): throw error
            case .success(.response(let response)): return response
            case .success(.redirect(let location)): address = try address.following(location: location)
            }
        }
        throw FetchError(.redirectLimit, host: address.host)
    }
}
