import Synchronization

/// Counts of what a server did since it started, for `/metrics`.
package final class ServerMetrics: Sendable {
    /// Upper bounds of the histogram of durations, in seconds; one more bucket is without bound.
    package static let bounds = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// Answers by hundred of their status: 1xx … 5xx.
    private let statuses: [Counter]
    private let durations: [Counter]
    private let microseconds = Counter()
    private let keptAnswers = Counter()
    private let bytes = Counter()
    private let timeouts = Counter()

    init() {
        statuses = (0..<5).map { _ in Counter() }
        durations = (0...Self.bounds.count).map { _ in Counter() }
    }

    /// An answer was written.
    /// - Parameters:
    ///   - seconds: from the end of the request's head to the end of the answer.
    ///   - isKept: whether it was given from memory.
    func count(status: Int, seconds: Double, isKept: Bool) {
        if (100..<600).contains(status) { statuses[status / 100 - 1].add(1) }
        durations[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count].add(1)
        microseconds.add(Int(seconds * 1_000_000))
        if isKept { keptAnswers.add(1) }
    }

    /// Bytes were handed to a socket.
    func count(bytes count: Int) { bytes.add(count) }

    /// A connection was closed because one of its deadlines passed.
    func countTimeout() { timeouts.add(1) }

    /// The counts in Prometheus' text format (version 0.0.4).
    package func write(to text: inout MetricText) {
        text.family("ydp_http_answers_total", "counter", "Answers by class of status.")
        for (index, counter) in statuses.enumerated() {
            text.sample("ydp_http_answers_total", [("class", "\(index + 1)xx")], counter.value)
        }
        text.family("ydp_http_kept_answers_total", "counter", "Answers that were given from memory.")
        text.sample("ydp_http_kept_answers_total", [], keptAnswers.value)
        text.family("ydp_http_sent_bytes_total", "counter", "Bytes handed to sockets.")
        text.sample("ydp_http_sent_bytes_total", [], bytes.value)
        text.family("ydp_http_timeouts_total", "counter", "Connections closed at a deadline.")
        text.sample("ydp_http_timeouts_total", [], timeouts.value)
        text.family("ydp_http_duration_seconds", "histogram", "Seconds from a request's head to the end of its answer.")
        var below = 0
        for (bound, counter) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], durations) {
            below += counter.value
            text.sample("ydp_http_duration_seconds_bucket", [("le", bound)], below)
        }
        text.sample("ydp_http_duration_seconds_sum", [], Double(microseconds.value) / 1_000_000)
        text.sample("ydp_http_duration_seconds_count", [], below)
    }
}

/// One number that any thread may add to.
private final class Counter: Sendable {
    private let atomic = Atomic<Int>(0)

    func add(_ count: Int) { atomic.wrappingAdd(count, ordering: .relaxed) }

    var value: Int { atomic.load(ordering: .relaxed) }
}

/// Text of Prometheus' exposition format, line by line.
package struct MetricText: Sendable {
    package private(set) var text = ""

    package init() {}

    /// Begins a family of samples.
    package mutating func family(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    /// One sample; label values are our own words, never data.
    package mutating func sample(_ name: String, _ labels: [(String, String)], _ value: some CustomStringConvertible) {
        let list = labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
        text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(value)\n"
    }
}
