import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Sees every request and answer of the framework as messages, for ``ConnectionFront``, which sees bytes.
///
/// - `HEAD` of a streamed answer has no `Content-Length`, so the encoder below frames it as chunked and would write the closing
///   chunk, five bytes that belong to no message. They are held back.
/// - A connection is closed after an answer that says `Connection: close`, and where the front wants it.
/// - Whole answers that depend on the catalogue alone are collected, to be kept.
final class ConnectionMessages: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let front: ConnectionFront
    private var isHead = false
    private var closes = false
    private var isChunked = false
    private var status = 0
    /// The head of an answer that is to be kept, and what came of its body; nil: not to be kept.
    private var collected: (head: HTTPResponse, body: ByteBuffer)?

    init(front: ConnectionFront) { self.front = front }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): isHead = head.method == .head
        case .end: front.requestEnded()
        case .body: break
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The parser's: what it was given is no HTTP. The front answers, in the form that all problems have.
        front.parsingFailed()
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.kind != .informational:
            begin(&head)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let buffer):
            collected?.body.writeImmutableBuffer(buffer)
            context.write(data, promise: promise)
        case .end:
            if isHead, isChunked {
                promise?.succeed()
                context.flush()
            } else {
                context.write(data, promise: promise)
            }
            front.answerEnded(status: status, kept())
            guard closes else { return }
            context.flush()
            context.close(promise: nil)
        default:
            context.write(data, promise: promise)
        }
    }

    private func begin(_ head: inout HTTPResponse) {
        front.answerBegins()
        status = head.status.code
        collected = nil
        if front.keeping != nil, KeptAnswer.isWorthKeeping(head),
            (head.headerFields[.contentLength].flatMap { Int($0) } ?? 0) <= front.state.kept.largest
        {
            collected = (head, ByteBuffer())
        }
        for (name, value) in front.rateFields { head.headerFields[name] = value }
        if front.mustClose { head.headerFields[.connection] = "close" }
        closes = head.headerFields[.connection]?.lowercased() == "close"
        isChunked = !head.headerFields.contains(.contentLength)
    }

    private func kept() -> KeptAnswer? {
        defer { collected = nil }
        guard let collected, let keeping = front.keeping else { return nil }
        // An answer that is not as long as it said was cut off.
        let said = collected.head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        guard said == collected.body.readableBytes else { return nil }
        return KeptAnswer(head: collected.head, body: collected.body, revision: keeping.revision)
    }
}
