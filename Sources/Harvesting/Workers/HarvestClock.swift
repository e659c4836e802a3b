/// Time as the pacing of downloads sees it; injected, so that thirty days pass in a test as fast as its work is done.
///
/// Moments of the calendar come from the clocks of `CatalogDatabase` and ``Ingest``.
package struct HarvestClock: Sendable {
    /// Time since a fixed moment of the past.
    ///
    /// Never goes back, whatever happens to the wall clock.
    package var elapsed: @Sendable () -> Duration
    /// Waits, and throws when the task is cancelled meanwhile.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        elapsed: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
    ) {
        self.elapsed = elapsed
        self.sleep = sleep
    }

    /// The machine's own, with another way to wait where that is wanted.
    package static func system(
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) -> HarvestClock {
        let start = ContinuousClock.now
        return HarvestClock(elapsed: { ContinuousClock.now - start }, sleep: sleep)
    }
}
