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
        let timeouts = request.timeouts ?? settings.timeouts
        let end = ContinuousClock.now + timeouts.total
        let first = try WebAddress(request.url)
        var address = first
        var isPermanent = true
        var permanentURL: String?
        for _ in 0...settings.redirects {
            var plan = TransferPlan(
                request: request,
                address: address,
                userAgent: settings.userAgent,
                limits: request.limits ?? settings.limits,
                timeouts: timeouts,
                end: end,
                now: settings.now
            )
            plan.pinned = try await addresses(of: address, for: request, timeouts)
            plan.permanentURL = permanentURL
            switch await loop.run(plan) {
            case .failure(let error): throw await explained(error, plan)
            case .success(.response(let response)): return response
            case .success(.certificate): throw FetchError(.tlsFailed, host: address.host)
            case .success(.redirect(let location, let isForGood)):
                let next = try address.following(location: location)
                guard first.mayLead(to: next, hosts: request.redirectHosts) else {
                    // Where it leads is told first: a private address is graver than another host.
                    _ = try await addresses(of: next, for: request, timeouts)
                    throw FetchError(.redirectHost, host: next.host)
                }
                isPermanent = isPermanent && isForGood
                if isPermanent { permanentURL = next.text }
                address = next
            }
        }
        throw FetchError(.redirectLimit, host: address.host)
    }

    /// The addresses of a hop's host, every one of them judged; none when the host is an address, which is judged as well.
    ///
    /// One private address among them refuses them all: a name with both is an attack or a mistake, and never silently works.
    private func addresses(
        of address: WebAddress,
        for request: FetchRequest,
        _ timeouts: FetchTimeouts,
    ) async throws(FetchError) -> [IPAddress] {
        if settings.ownAuthorities.contains(address.authority) {
            throw FetchError(.selfReference, host: address.host)
        }
        let bare = address.host.utf8.filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
        if let literal = IPAddress(String(decoding: bare, as: UTF8.self)) {
            try judge([literal], of: address, for: request)
            return []
        }
        let found: [IPAddress]
        do {
            found = try await settings.resolver.lookUp(address.host, timeouts.connect)
        } catch {
            guard !Task.isCancelled else { throw FetchError(.cancelled, host: address.host) }
            throw FetchError(error == .notFound ? .dnsNotFound : .dnsError, host: address.host)
        }
        guard !found.isEmpty else { throw FetchError(.dnsNotFound, host: address.host) }
        try judge(found, of: address, for: request)
        return found
    }

    private func judge(
        _ addresses: [IPAddress],
        of address: WebAddress,
        for request: FetchRequest,
    ) throws(FetchError) {
        // One that is not public is graver than a port, whichever comes first.
        let isInside = { (each: IPAddress) in
            !AddressPolicy.isPublic(each) && !request.allowedAddresses.contains { $0.contains(each) }
        }
        guard !addresses.contains(where: isInside) else { throw FetchError(.ssrfAddress, host: address.host) }
        for each in addresses {
            let socket = SocketAddress(address: each, port: address.port)
            switch policy.judge(socket, exceptions: request.allowedAddresses, morePorts: request.allowedPorts) {
            case .allowed: continue
            case .notPublic: throw FetchError(.ssrfAddress, host: address.host)
            case .portNotAllowed: throw FetchError(.port, host: address.host)
            }
        }
    }

    /// A certificate outside its period is told with its dates, which curl does not say of what it refuses: a second handshake,
    /// after which nothing is asked, looks at them.
    private func explained(_ error: FetchError, _ plan: TransferPlan) async -> FetchError {
        guard error.code == .tlsExpired else { return error }
        var probe = plan
        probe.isProbe = true
        guard case .success(.certificate(let dates?)) = await loop.run(probe) else { return error }
        return error.with(detail: dates.message)
    }
}
