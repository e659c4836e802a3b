/// The bounds of one connection and one request (hazards.md §1D); each is a setting of the operator.
package struct ServerLimits: Hashable, Sendable {
    /// All header fields of a request together, with its request line.
    package var headerBytes = 16 * 1024
    package var headerFields = 100
    /// Path and query as sent.
    package var addressBytes = 8 * 1024
    package var bodyBytes = 1024 * 1024
    /// Seconds that a head may take, from its first byte.
    package var headerSeconds = 10
    /// Seconds after which a body must have come at ``bodyBytesPerSecond`` on average.
    package var bodySeconds = 10
    package var bodyBytesPerSecond = 1024
    /// Seconds in which a reader must take ``writeBytesPerSecond`` of what waits for it, on average.
    package var writeSeconds = 30
    package var writeBytesPerSecond = 1024
    /// Seconds without a request in progress after which a connection is closed.
    package var idleSeconds = 15
    /// Open connections, all together and of one client.
    package var connections = 8000
    package var connectionsPerClient = 100
    /// Units that a client may use in a minute (``RequestCost``); 0: no limit.
    package var unitsPerMinute = 3000
    /// Units that a client may use at once.
    package var unitsAtOnce = 600
    /// Servers of the operator's own whose `X-Forwarded-For` is believed.
    package var trustedProxies = AddressRanges.none
    /// Clients that are never refused for how much they ask or how many connections they have.
    package var exempt = AddressRanges.none
    /// Bytes of answers that are kept in memory; 0 keeps none.
    package var keptBytes = 64 * 1024 * 1024

    package init() {}
}
