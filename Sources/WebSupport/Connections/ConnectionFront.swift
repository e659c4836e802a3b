import Catalog
import HTTPTypes
import NIOCore

/// The first handler of every connection: holds each request's head back until it is whole, judges it, answers from memory what was
/// answered before, and lets one request at a time through to the framework behind it.
///
/// Because of that, every refusal and every kept answer goes out in its turn, bytes of a body are never taken for a head, and a
/// flood of requests on one connection waits in the client.
///
/// Deadlines are in ``ConnectionFront/tick(_:)``.
final class ConnectionFront: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// What the bytes that come next are.
    enum Expected: Equatable {
        case head
        /// So many bytes of a body.
        case body(Int)
        /// A chunked body; nothing is read after it.
        case chunks
    }

    let state: ServerState
    var context: ChannelHandlerContext?
    var expected = Expected.head
    /// Bytes that wait: of a head that is not whole, or of requests behind the one that is being answered.
    var pending = ByteBuffer()
    /// Offset in ``pending`` of the first line that has not ended.
    private var lineStart = 0
    /// Whether a request is with the framework.
    var isAnswering = false
    /// Whether the head of its answer was written.
    var hasAnswerBegun = false
    /// Whether the connection ends with the present answer.
    private(set) var mustClose = false
    /// Where to keep the present answer, and the revision when its request came.
    private(set) var keeping: (key: KeptKey, revision: Int64)?
    var judgement: RateLimiter.Judgement?
    var acceptLanguage: String?

    private var peer: ClientAddress?
    private var isCounted = false
    private var counted: ClientAddress?

    /// Set when the connection is only waiting for its end: nothing is read or written any more.
    var isEnding = false
    private var isReadHeld = false
    private var isInputClosedHeld = false
    /// The request that a lane is answering, with its head: the framework may have to answer it after all.
    private var direct: (request: RequestHead, head: ByteBuffer)?
    private var isQuiescingHeld = false
    var date = HTTPDate()
    var clock = ConnectionClock()

    init(state: ServerState) { self.state = state }

    // MARK: Beginning and end

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard peer == nil, !isCounted else { return }
        peer = ClientAddress(context.remoteAddress)
        counted = state.counted(peer)
        isCounted = state.connections.enter(counted)
        clock.begin()
        scheduleTick(context)
        guard !isCounted else { return }
        var problem = Problem(.tooManyConnections)
        problem.headers[.retryAfter] = "10"
        refuse(problem, context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isCounted { state.connections.leave(counted) }
        isCounted = false
        isEnding = true
        clock.stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        clock.stop()
        self.context = nil
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return }
        var buffer = unwrapInboundIn(data)
        clock.received(buffer.readableBytes)
        switch expected {
        case .chunks: context.fireChannelRead(data)
        case .body where !pending.readableBytesView.isEmpty:
            pending.writeBuffer(&buffer)
        case .body(let left) where buffer.readableBytes <= left:
            expected = buffer.readableBytes == left ? .head : .body(left - buffer.readableBytes)
            context.fireChannelRead(data)
        case .body, .head:
            if pending.readableBytes == 0 {
                pending = buffer
                lineStart = 0
            } else {
                pending.writeBuffer(&buffer)
            }
            work(context)
        }
    }

    /// Goes on with what waits, as far as that is possible now.
    func work(_ context: ChannelHandlerContext) {
        while !isEnding, pending.readableBytes > 0 {
            switch expected {
            case .chunks:
                let rest = pending
                pending = ByteBuffer()
                context.fireChannelRead(wrapInboundOut(rest))
            case .body(let left):
                guard let part = pending.readSlice(length: min(left, pending.readableBytes)) else { return }
                expected = part.readableBytes == left ? .head : .body(left - part.readableBytes)
                lineStart = 0
                context.fireChannelRead(wrapInboundOut(part))
            case .head:
                guard !isAnswering, context.channel.isWritable, let head = nextHead(context) else { return }
                take(head, context)
            }
        }
        guard pending.readableBytes == 0 else { return }
        pending = ByteBuffer()
        lineStart = 0
        if isInputClosedHeld, !isAnswering {
            isInputClosedHeld = false
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }

    /// The next head, from the request line to the blank line; nil when it is not whole (or was refused).
    ///
    /// A line that does not end in CRLF ends the head too: reading it then says what is wrong.
    private func nextHead(_ context: ChannelHandlerContext) -> ByteBuffer? {
        skipBlankLine()
        let limit = state.limits.headerBytes
        let end = pending.withUnsafeReadableBytes { bytes -> Int? in
            var line = lineStart
            for index in line..<min(bytes.count, limit + 1) where bytes[index] == UInt8(ascii: "\n") {
                let isWhole = index > line && bytes[index - 1] == UInt8(ascii: "\r")
                if !isWhole || index - line == 1 { return index + 1 }
                line = index + 1
            }
            lineStart = line
            return nil
        }
        guard let end else {
            clock.headBegan()
            if pending.readableBytes > limit {
                refuse(lineStart == 0 ? .addressTooLong : .headTooLarge, context)
            } else if let first = pending.readableBytesView.first,
                !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
            {
                refuse(.other, context)
            }
            return nil
        }
        lineStart = 0
        return pending.readSlice(length: end)
    }

    /// RFC 9112 §2.2: an empty line before a request is passed over.
    private func skipBlankLine() {
        guard lineStart == 0, pending.readableBytes >= 2, pending.readableBytesView.starts(with: [13, 10]) else {
            return
        }
        pending.moveReaderIndex(forwardBy: 2)
    }

    // MARK: One request

    private func take(_ head: ByteBuffer, _ context: ChannelHandlerContext) {
        clock.requestCame()
        acceptLanguage = nil
        let read = head.withUnsafeReadableBytes { bytes -> Result<(RequestHead, KeptKey?), ProblemKind> in
            do throws(ProblemKind) {
                let request = try RequestHead(bytes, limits: state.limits)
                if let range = request.acceptLanguage { acceptLanguage = String(decoding: bytes[range], as: UTF8.self) }
                judge(request, bytes)
                return .success((request, state.watch == nil ? nil : KeptKey(request, in: bytes)))
            } catch {
                return .failure(error)
            }
        }
        switch read {
        case .failure(let kind): refuse(kind, context)
        case .success((let request, let key)):
            mustClose = !request.staysOpen || request.body == .chunked
            keeping = nil
            if let key, let revision = state.watch?.current {
                if let kept = state.kept.answer(to: key, at: revision) {
                    return give(kept, to: request, isKept: true, context)
                }
                if request.method == .get { keeping = (key, revision) }
            }
            guard charge(request, head, context) else { return }
            guard !begin(request, head, context) else { return }
            forward(request, head, context)
        }
    }

    /// Looks what is left in the client's bucket, without taking from it.
    private func judge(_ request: RequestHead, _ bytes: UnsafeRawBufferPointer) {
        guard let limiter = state.limiter, let peer else { return }
        judgement = limiter.take(0, from: client(request, bytes, peer), at: clock.nanoseconds)
    }

    private func client(_ request: RequestHead, _ bytes: UnsafeRawBufferPointer, _ peer: ClientAddress) -> ClientAddress
    {
        guard let range = request.forwardedFor, !state.limits.trustedProxies.isEmpty else { return peer.household }
        return ForwardedClient.address(peer: peer, header: bytes[range], trusted: state.limits.trustedProxies).household
    }

    /// Takes what the request costs from the client's bucket; answers 429 when that is not there.
    private func charge(_ request: RequestHead, _ head: ByteBuffer, _ context: ChannelHandlerContext) -> Bool {
        guard let limiter = state.limiter, let peer else { return true }
        let client = head.withUnsafeReadableBytes { self.client(request, $0, peer) }
        let cost = head.withUnsafeReadableBytes { RequestCost.units($0[request.target]) }
        guard !state.isExempt(client) else { return true }
        let judgement = limiter.take(cost, from: client, at: clock.nanoseconds)
        self.judgement = judgement
        guard !judgement.isAllowed else { return true }
        var problem = Problem(.tooManyRequests)
        problem.headers[.retryAfter] = "\(judgement.retryAfter)"
        for (name, value) in rateFields { problem.headers[name] = value }
        if request.body == .none, request.staysOpen {
            send(problem, closes: false, withoutBody: request.method == .head, context)
        } else {
            refuse(problem, context)
        }
        return false
    }

    private func forward(_ request: RequestHead, _ head: ByteBuffer, _ context: ChannelHandlerContext) {
        isAnswering = true
        hasAnswerBegun = false
        switch request.body {
        case .none: expected = .head
        case .length(let length): expected = .body(length)
        case .chunked: expected = .chunks
        }
        if request.expectsContinue, request.body != .none, pending.readableBytes == 0 {
            write(ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n"), context, flush: true)
        }
        context.fireChannelRead(wrapInboundOut(RequestTarget.encoded(head) ?? head))
    }

    // MARK: The direct lane

    /// Lets the lane answer, if it takes the request.
    private func begin(_ request: RequestHead, _ head: ByteBuffer, _ context: ChannelHandlerContext) -> Bool {
        guard let lane = state.lane, request.isPlain, let revision = keeping?.revision else { return false }
        let front = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let isTaken = head.withUnsafeReadableBytes { bytes in
            lane.begin(UnsafeRawBufferPointer(rebasing: bytes[request.target])) { answer in
                loop.execute { front.value.finish(answer, revision) }
            }
        }
        guard isTaken else { return false }
        direct = (request, head)
        isAnswering = true
        hasAnswerBegun = false
        expected = .head
        clock.bodyEnded()
        return true
    }

    /// Writes what the lane made, or lets the framework answer where it made nothing.
    private func finish(_ answer: DirectAnswer?, _ revision: Int64) {
        guard let context, let (request, head) = direct else { return }
        direct = nil
        guard !isEnding else { return }
        let encoding = request.acceptEncoding.flatMap {
            head.getString(at: head.readerIndex + $0.lowerBound, length: $0.count)
        }
        let whole = answer.flatMap { state.directHead.answer($0, acceptEncoding: encoding, revision: revision) }
        guard let whole else {
            forward(request, head, context)
            context.fireChannelReadComplete()
            return tellHeldQuiescing(context)
        }
        isAnswering = false
        // Not kept: it costs hardly more than one that is, and would drive dear ones out.
        keeping = nil
        give(whole, to: request, isKept: false, context)
        tellHeldQuiescing(context)
        if pending.readableBytes > 0 || isReadHeld || isInputClosedHeld { goOn() }
    }

    /// Tells the framework that the server is about to end, which it could not know while a lane had the request.
    private func tellHeldQuiescing(_ context: ChannelHandlerContext) {
        guard isQuiescingHeld else { return }
        isQuiescingHeld = false
        context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }

    // MARK: What the handler of messages tells

    /// The head of the framework's answer is about to be written.
    func answerBegins() { hasAnswerBegun = true }

    /// The framework read the whole request.
    func requestEnded() { clock.bodyEnded() }

    /// The last byte of the framework's answer was written.
    func answerEnded(status: Int, _ answer: KeptAnswer?) {
        isAnswering = false
        if let answer, let keeping { state.kept.keep(answer, for: keeping.key) }
        keeping = nil
        state.metrics.count(status: status, seconds: clock.secondsSinceRequest, isKept: false)
        clock.answerEnded()
        guard let context, pending.readableBytes > 0 || isReadHeld || isInputClosedHeld else { return }
        // Not from within the write: the framework is still busy with this answer.
        context.eventLoop.assumeIsolated().execute { self.goOn() }
    }

    private func goOn() {
        guard let context else { return }
        work(context)
        context.fireChannelReadComplete()
        if isReadHeld, pending.readableBytes < Self.mostPending {
            isReadHeld = false
            context.read()
        }
    }

    /// The parser behind this could not read what it was given.
    func parsingFailed() {
        guard let context, !isEnding else { return }
        refuse(.other, context)
    }

    // MARK: Back-pressure and half-closed connections

    private static let mostPending = 64 * 1024

    func read(context: ChannelHandlerContext) {
        if pending.readableBytes >= Self.mostPending, !isEnding {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.fireChannelWritabilityChanged()
        if context.channel.isWritable, pending.readableBytes > 0 || isReadHeld { goOn() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed where isEnding:
            context.close(promise: nil)
        case ChannelEvent.inputClosed where !isAnswering && pending.readableBytes > 0 && context.channel.isWritable:
            // Half a head, and no more will come.
            context.close(promise: nil)
        case ChannelEvent.inputClosed where pending.readableBytes > 0 || direct != nil:
            isInputClosedHeld = true
        case is ChannelShouldQuiesceEvent:
            clock.isQuiescing = true
            // The framework knows of no request, and would close the connection.
            if direct == nil { context.fireUserInboundEventTriggered(event) } else { isQuiescingHeld = true }
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    // MARK: Writing

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isEnding else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        clock.sent(unwrapOutboundIn(data).readableBytes)
        context.write(data, promise: promise)
    }
}
