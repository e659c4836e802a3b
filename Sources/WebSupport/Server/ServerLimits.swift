package import HummingbirdCore
import NIOCore

/// The bounds of one connection and one request (hazards.md §1D), and the HTTP/1.1 server that keeps them.
///
/// Deadlines of a whole header or body and of a stalled write are not here yet: they belong into ``ConnectionRules``, the
/// handler that every channel gets.
package struct ServerLimits: Hashable, Sendable {
    /// All header fields of a request together, and each.
    package var headerBytes = 16 * 1024
    package var headerFields = 100
    /// Path and query as sent.
    package var addressBytes = 8 * 1024
    package var bodyBytes = 1024 * 1024
    /// Seconds without a request in progress after which a connection is closed.
    package var idleSeconds = 15

    package init() {}

    /// The server for ``Hummingbird/Application``.
    package func http1() -> HTTPServerBuilder {
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionRules()],
            idleTimeout: TimeAmount.seconds(Int64(idleSeconds)),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: headerBytes,
                maxHeaderListSize: headerBytes,
                maxHeaderFieldCount: headerFields,
            ),
        )
        return HTTPServerBuilder.http1(configuration: configuration)
    }
}
