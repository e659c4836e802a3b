package import HummingbirdCore
package import Logging
package import NIOCore
import NIOHTTPTypes

/// The channel of one connection: ``ConnectionFront`` on the bytes, then the framework's HTTP/1.1 with ``ConnectionMessages``.
package struct WebChannel: ServerChildChannel {
    /// What the framework works with.
    package typealias Value = HTTP1Channel.Value

    private let state: ServerState
    private let responder: HTTPChannelHandler.Responder

    fileprivate init(state: ServerState, responder: @escaping HTTPChannelHandler.Responder) {
        self.state = state
        self.responder = responder
    }

    /// Builds the pipeline of a new connection.
    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let inner = NIOLoopBound(ConnectionFront(state: state), eventLoop: channel.eventLoop)
        return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(inner.value)
        }.flatMap {
            http1(front: inner).setup(channel: channel, logger: logger)
        }
    }

    /// Serves the requests of a connection until it ends.
    package func handle(value: Value, logger: Logger) async {
        await HTTP1Channel(responder: responder).handle(value: value, logger: logger)
    }

    private func http1(front: NIOLoopBound<ConnectionFront>) -> HTTP1Channel {
        let limits = state.limits
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionMessages(front: front.value)],
            // Deadlines are the front's.
            idleTimeout: nil,
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: limits.headerBytes,
                maxHeaderListSize: limits.headerBytes,
                maxHeaderFieldCount: limits.headerFields,
            ),
        )
        return HTTP1Channel(responder: responder, configuration: configuration)
    }
}

extension ServerState {
    /// The server for `Hummingbird.Application`.
    package func http1() -> HTTPServerBuilder {
        HTTPServerBuilder { responder in WebChannel(state: self, responder: responder) }
    }
}
