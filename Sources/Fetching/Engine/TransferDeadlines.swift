/// The clocks of one hop that curl does not keep for us: its own time-outs cannot tell a head that drips in from a slow body.
struct TransferDeadlines {
    private let timeouts: FetchTimeouts
    private let head: ContinuousClock.Instant
    private let end: ContinuousClock.Instant
    private var windowEnd: ContinuousClock.Instant?
    private var windowStartBytes = 0

    init(plan: TransferPlan, now: ContinuousClock.Instant) {
        timeouts = plan.timeouts
        head = now + plan.timeouts.head
        end = plan.end
    }

    /// The next moment at which something may be due.
    var next: ContinuousClock.Instant { min(windowEnd ?? head, end) }

    /// The reason to end the transfer now; nil when it may go on.
    mutating func expired(
        now: ContinuousClock.Instant,
        isHeadComplete: Bool,
        wireByteCount: Int,
    ) -> FetchError.Code? {
        if now >= end { return isHeadComplete ? .totalTimeout : .ttfbTimeout }
        guard isHeadComplete else { return now >= head ? .ttfbTimeout : nil }
        guard let windowEnd else {
            self.windowEnd = now + timeouts.lowSpeedWindow
            windowStartBytes = wireByteCount
            return nil
        }
        guard now >= windowEnd else { return nil }
        let seconds =
            Double(timeouts.lowSpeedWindow.components.seconds)
            + Double(timeouts.lowSpeedWindow.components.attoseconds) / 1e18
        if Double(wireByteCount - windowStartBytes) < seconds * Double(timeouts.lowSpeedBytes) { return .lowSpeed }
        self.windowEnd = now + timeouts.lowSpeedWindow
        windowStartBytes = wireByteCount
        return nil
    }
}
