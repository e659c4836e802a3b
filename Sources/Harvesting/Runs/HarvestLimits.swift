/// The bounds of one run (hazards.md §1D, §2.4).
package struct HarvestLimits: Hashable, Sendable {
    /// A source that lists more is not imported at all.
    package var records = 5_000
    /// Records that are worked on at once.
    package var parallelRecords = 4
    /// Downloads at once for each host.
    package var perHost = 2
    /// How long a claim on a job holds without renewal, and how often it is renewed.
    package var lease: Duration = .seconds(60)
    package var renewal: Duration = .seconds(15)

    package init() {}
}
