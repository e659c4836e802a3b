import HTTPTypes
import NIOCore

/// What the front answers itself: kept answers and refusals.
extension ConnectionFront {
    /// Writes a whole answer, and ends the connection where the request wants that.
    /// - Parameter isKept: whether it was there before it was asked for.
    func give(_ kept: KeptAnswer, to request: RequestHead, isKept: Bool, _ context: ChannelHandlerContext) {
        let seconds = clock.secondsSinceRequest
        var head = WireAnswer.head(of: kept) { buffer in
            buffer.writeStaticString("Date: ")
            buffer.writeString(date.now())
            buffer.writeStaticString("\r\nX-Request-Id: ")
            WireRequestID.write(to: &buffer)
            if isKept {
                buffer.writeStaticString("\r\nServer-Timing: kept;dur=0\r\n")
            } else {
                buffer.writeStaticString("\r\nServer-Timing: ")
                buffer.writeString(ResponseHeadersMiddleware.timing("direct", microseconds: Int(seconds * 1_000_000)))
                buffer.writeStaticString("\r\n")
            }
            writeRate(to: &buffer)
            if mustClose { buffer.writeStaticString("Connection: close\r\n") }
        }
        let smallBody = 4096
        if request.method == .head || kept.body.readableBytes == 0 {
            write(head, context, flush: !mustClose)
        } else if kept.body.readableBytes <= smallBody {
            head.writeImmutableBuffer(kept.body)
            write(head, context, flush: !mustClose)
        } else {
            write(head, context, flush: false)
            write(kept.body, context, flush: !mustClose)
        }
        state.metrics.count(status: kept.status, seconds: seconds, isKept: isKept)
        clock.answerEnded()
        if mustClose { end(context) }
    }

    /// Fields that every answer of the framework gets besides its own.
    var rateFields: [(HTTPField.Name, String)] {
        guard let limiter = state.limiter, let judgement else { return [] }
        return [
            (.rateLimitPolicy, limiter.policy),
            (.rateLimit, "\"reads\";r=\(judgement.remaining);t=\(judgement.untilFull)"),
        ]
    }

    /// As ``rateFields``, without a string for each: kept answers are many.
    private func writeRate(to buffer: inout ByteBuffer) {
        guard let limiter = state.limiter, let judgement else { return }
        buffer.writeStaticString("RateLimit-Policy: ")
        buffer.writeString(limiter.policy)
        buffer.writeStaticString("\r\nRateLimit: \"reads\";r=")
        buffer.writeString(String(judgement.remaining))
        buffer.writeStaticString(";t=")
        buffer.writeString(String(judgement.untilFull))
        buffer.writeStaticString("\r\n")
    }

    /// Hands bytes to the socket.
    func write(_ buffer: ByteBuffer, _ context: ChannelHandlerContext, flush: Bool) {
        clock.sent(buffer.readableBytes)
        context.write(wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
        if flush { context.flush() }
    }

    func refuse(_ kind: ProblemKind, _ context: ChannelHandlerContext) { refuse(Problem(kind), context) }

    /// Writes a problem as the last answer of the connection; when an answer has begun, only ends it.
    func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        guard !isEnding else { return }
        guard !isAnswering || !hasAnswerBegun else {
            isEnding = true
            context.close(promise: nil)
            return
        }
        send(problem, closes: true, withoutBody: false, context)
        end(context)
    }

    func send(_ problem: Problem, closes: Bool, withoutBody: Bool, _ context: ChannelHandlerContext) {
        let answer = WireAnswer.refusal(
            problem,
            language: .choose(query: nil, acceptLanguage: acceptLanguage),
            links: state.links,
            requestID: WireRequestID.make(),
            date: date.now(),
            closes: closes,
            withoutBody: withoutBody
        )
        state.metrics.count(status: problem.status.code, seconds: 0, isKept: false)
        write(answer, context, flush: true)
    }

    /// Ends the connection when everything is written: first our half, and a second later the rest, so that a client that is still
    /// sending gets to read the answer.
    private func end(_ context: ChannelHandlerContext) {
        isEnding = true
        pending = ByteBuffer()
        clock.ends()
        let isolated = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer()))).whenComplete { _ in
            isolated.value.close(mode: .output, promise: nil)
        }
    }
}
