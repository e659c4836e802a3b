import Synchronization

@testable import Harvesting

/// A clock that moves when somebody waits, and then at once: no test waits in truth.
final class ManualClock: Sendable {
    private let state = Mutex<(elapsed: Duration, slept: [Duration])>((.zero, []))

    /// Time since the clock was made.
    var elapsed: Duration { state.withLock { $0.elapsed } }
    /// All pauses so far, in the order they began.
    var slept: [Duration] { state.withLock { $0.slept } }

    func advance(by duration: Duration) { state.withLock { $0.elapsed += duration } }

    /// The clock as the pacing of downloads takes it.
    var harvestClock: HarvestClock {
        HarvestClock(
            elapsed: { self.elapsed },
            sleep: { pause in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.slept.append(pause)
                    state.elapsed += pause
                }
            }
        )
    }
}
