/// The bounds of one run (hazards.md §1D, §2.4).
package struct HarvestLimits: Hashable, Sendable {
    /// A source that lists more is not imported at all.
    package var records = 20_000
    /// Records that are worked on at once.
    package var parallelRecords = 8
    /// Downloads at once for each host.
    package var perHost = 2
    /// Downloads at once in all, whatever the host.
    package var inAll = 8
    /// Least time between two requests to one host; this machine itself is not paced.
    package var pace: Duration = .seconds(1)
    /// Whether hosts' `robots.txt` is asked.
    package var asksRobots = true
    /// Jobs that a worker runs at once, so that one slow source does not delay the others.
    package var jobs = 4
    /// How long a claim on a job holds without renewal, and how often it is renewed.
    package var lease: Duration = .seconds(60)
    package var renewal: Duration = .seconds(15)

    package init() {}
}
