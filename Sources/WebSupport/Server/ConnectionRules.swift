import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What a connection does that the framework leaves undone.
///
/// - `HEAD` of a streamed answer has no `Content-Length`, so the encoder below frames it as chunked and would write the closing
///   chunk, five bytes that belong to no message. They are held back.
/// - A connection is closed after an answer that says `Connection: close`.
/// - Bytes above ASCII in a request line are percent-encoded (``RequestTargetEncoder``).
///
/// Requests on one connection are answered one after the other, in order, which the queue of methods relies on.
final class ConnectionRules: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Methods of the requests that wait for their answer, oldest first.
    private var methods = CircularBuffer<HTTPRequest.Method>()
    private var closes = false
    private var isChunked = false

    /// Whether every request that the parser began was read to its end.
    private(set) var isBetweenRequests = true

    func handlerAdded(context: ChannelHandlerContext) {
        // The pipeline is made before the first byte is read, on this event loop; a failure means that the channel is gone.
        try? context.pipeline.syncOperations.addHandler(RequestTargetEncoder(rules: self), position: .first)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            methods.append(head.method)
            isBetweenRequests = false
        case .end:
            isBetweenRequests = true
        case .body:
            break
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind != .informational:
            closes = head.headerFields[.connection]?.lowercased() == "close"
            isChunked = !head.headerFields.contains(.contentLength)
            context.write(data, promise: promise)
        case .end:
            let isHead = methods.popFirst() == .head
            if isHead, isChunked {
                promise?.succeed()
                context.flush()
            } else {
                context.write(data, promise: promise)
            }
            guard closes else { return }
            context.flush()
            context.close(promise: nil)
        default:
            context.write(data, promise: promise)
        }
    }
}
