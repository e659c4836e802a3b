/// When to try a failed download again within one run (hazards.md §2.0, class A).
package struct RetryPlan: Sendable {
    /// Longest pauses before the second, third … try; each pause is a random share of it, so that many workers that failed
    /// together do not come back together.
    package var pauses: [Duration]
    /// A pause that a server asks for is kept within the run up to this; beyond it the next run tries.
    package var longestWait: Duration
    /// Waits; injected so that tests need not.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        pauses: [Duration] = [.seconds(2), .seconds(10), .seconds(60)],
        longestWait: Duration = .seconds(60),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    ) {
        self.pauses = pauses
        self.longestWait = longestWait
        self.sleep = sleep
    }

    /// The same tries without waiting.
    package static let immediate = RetryPlan(sleep: { _ in })
}
