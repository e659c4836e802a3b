package import Catalog
import NIOCore

/// What all connections of one server share.
package final class ServerState: Sendable {
    package let limits: ServerLimits
    package let metrics = ServerMetrics()
    let links: Links
    let kept: KeptAnswers
    let connections: ConnectionCount
    /// Nil when there is no limit.
    let limiter: RateLimiter?
    /// Knows whether kept answers are still true; nil: none are kept.
    let watch: RevisionWatch?
    /// Answers past the framework; nil: the framework answers everything.
    let lane: (any DirectLane)?
    let directHead = DirectHead()

    /// - Parameters:
    ///   - site: for the addresses in refusals.
    ///   - watch: of the catalogue that answers are made of; nil keeps no answers.
    ///   - lane: answers the smallest questions; used only where `watch` is there.
    package init(
        site: Site,
        limits: ServerLimits = .init(),
        watch: RevisionWatch? = nil,
        lane: (any DirectLane)? = nil,
    ) {
        self.limits = limits
        self.watch = watch
        self.lane = lane
        links = Links(base: site.publicURL)
        kept = KeptAnswers(budget: limits.keptBytes)
        connections = ConnectionCount(most: limits.connections, mostPerClient: limits.connectionsPerClient)
        limiter =
            limits.unitsPerMinute > 0 ? RateLimiter(perMinute: limits.unitsPerMinute, burst: limits.unitsAtOnce) : nil
    }

    /// Connections that are open now.
    package var openConnections: Int { connections.open }

    /// Answers that are kept now, and their bytes.
    package var keptSize: (answers: Int, bytes: Int) { kept.size }

    /// Whether a client is exempt from limits per client.
    func isExempt(_ client: ClientAddress) -> Bool { limits.exempt.contains(client) }

    /// The key under which a client's connections are counted; nil for one that may have any number.
    func counted(_ peer: ClientAddress?) -> ClientAddress? {
        guard let peer, !limits.trustedProxies.contains(peer), !isExempt(peer) else { return nil }
        return peer.household
    }
}
