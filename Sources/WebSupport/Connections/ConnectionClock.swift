import NIOCore

/// When things happened on one connection: what its deadlines are judged by.
struct ConnectionClock {
    /// What the connection waits for, and so which deadline holds.
    private enum Waiting { case request, head, answer, end }

    private var waiting = Waiting.request
    private var since = NIODeadline.uptimeNanoseconds(0)
    private var requestAt = NIODeadline.uptimeNanoseconds(0)
    private var isBodyOpen = false
    private var bodyBytes = 0
    private var sentBytes = 0
    private var stall: (since: NIODeadline, taken: Int)?
    private(set) var isStopped = false
    var isQuiescing = false
    var scheduled: Scheduled<Void>?

    /// Why a connection is closed.
    enum Verdict { case none, close, requestTimeout }

    mutating func begin() { since = .now() }

    mutating func stop() {
        isStopped = true
        scheduled?.cancel()
        scheduled = nil
    }

    /// Bytes came.
    mutating func received(_ count: Int) { if isBodyOpen { bodyBytes += count } }

    /// A part of a head is there.
    mutating func headBegan() {
        guard waiting == .request else { return }
        waiting = .head
        since = .now()
    }

    /// A whole head is there.
    mutating func requestCame() {
        waiting = .answer
        requestAt = .now()
        isBodyOpen = true
        bodyBytes = 0
    }

    mutating func bodyEnded() { isBodyOpen = false }

    mutating func answerEnded() {
        waiting = .request
        isBodyOpen = false
        since = .now()
    }

    /// Only the client's goodbye is awaited.
    mutating func ends() {
        waiting = .end
        since = .now()
    }

    /// Bytes were handed to the socket.
    mutating func sent(_ count: Int) { sentBytes += count }

    var nanoseconds: Int64 { Int64(requestAt.uptimeNanoseconds) }

    var secondsSinceRequest: Double { Double((NIODeadline.now() - requestAt).nanoseconds) / 1_000_000_000 }

    /// Takes the bytes that were sent since the last call, for the counts of the server.
    private(set) var reportedBytes = 0
    mutating func takeSentBytes() -> Int {
        defer { reportedBytes = sentBytes }
        return sentBytes - reportedBytes
    }

    /// - Parameter buffered: bytes that the socket has not taken yet.
    mutating func verdict(limits: ServerLimits, buffered: Int) -> Verdict {
        let now = NIODeadline.now()
        if isStalled(now, buffered: buffered, limits: limits) { return .close }
        switch waiting {
        case .request:
            return buffered == 0 && now - since > patience(limits.idleSeconds) ? .close : .none
        case .head:
            return now - since > patience(limits.headerSeconds) ? .requestTimeout : .none
        case .answer:
            let spent = now - requestAt
            let needed = Double(spent.nanoseconds) / 1_000_000_000 * Double(limits.bodyBytesPerSecond)
            let isSlow = isBodyOpen && spent > patience(limits.bodySeconds) && Double(bodyBytes) < needed
            return isSlow ? .requestTimeout : .none
        case .end:
            return now - since > (buffered == 0 ? .seconds(1) : .seconds(5)) ? .close : .none
        }
    }

    private mutating func isStalled(_ now: NIODeadline, buffered: Int, limits: ServerLimits) -> Bool {
        guard buffered > 0 else {
            stall = nil
            return false
        }
        let taken = sentBytes - buffered
        guard let begun = stall else {
            stall = (now, taken)
            return false
        }
        let window = patience(limits.writeSeconds)
        guard now - begun.since >= window else { return false }
        if taken - begun.taken < limits.writeBytesPerSecond * Int(window.nanoseconds / 1_000_000_000) { return true }
        stall = (now, taken)
        return false
    }

    /// A server that is about to end waits for nobody longer than 5 s.
    private func patience(_ seconds: Int) -> TimeAmount {
        .seconds(Int64(isQuiescing ? min(seconds, 5) : seconds))
    }
}

extension ConnectionFront {
    /// Looks at the deadlines again in an eighth of the shortest, at most a second.
    func scheduleTick(_ context: ChannelHandlerContext) {
        guard !clock.isStopped else { return }
        let limits = state.limits
        let shortest = min(limits.idleSeconds, limits.headerSeconds, limits.bodySeconds, limits.writeSeconds)
        let interval = TimeAmount.milliseconds(min(1000, Int64(shortest) * 125))
        clock.scheduled = context.eventLoop.assumeIsolated().scheduleTask(in: interval) { self.tick(context) }
    }

    /// Closes the connection when one of its deadlines has passed.
    private func tick(_ context: ChannelHandlerContext) {
        state.metrics.count(bytes: clock.takeSentBytes())
        let buffered = (try? context.channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes)) ?? 0
        switch clock.verdict(limits: state.limits, buffered: buffered) {
        case .none: break
        case .close:
            state.metrics.countTimeout()
            isEnding = true
            context.close(promise: nil)
        case .requestTimeout:
            state.metrics.countTimeout()
            refuse(.requestTimeout, context)
        }
        scheduleTick(context)
    }
}
