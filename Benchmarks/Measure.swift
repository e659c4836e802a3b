import Glibc

/// Times work and prints one line per case.
struct Measure {
    /// How often a case is run; the median counts.
    private static let rounds = 5

    /// The median time of some runs.
    func time(_ body: () throws -> Void) rethrows -> Duration {
        var times: [Duration] = []
        for _ in 0..<Self.rounds { times.append(try ContinuousClock().measure { try body() }) }
        return median(times)
    }

    /// The median time of one call, over `calls` calls in every run.
    func time(calls: Int, _ body: () async throws -> Void) async rethrows -> Duration {
        var times: [Duration] = []
        for _ in 0..<Self.rounds {
            let start = ContinuousClock.now
            for _ in 0..<calls { try await body() }
            times.append((ContinuousClock.now - start) / calls)
        }
        return median(times)
    }

    /// The least processor time of one call, of this process, over `calls` calls in every run: what stays the same on a busy
    /// machine.
    func processorTime(calls: Int, _ body: () async throws -> Void) async rethrows -> Duration {
        var times: [Duration] = []
        for _ in 0..<Self.rounds {
            let start = Self.processorTime()
            for _ in 0..<calls { try await body() }
            times.append((Self.processorTime() - start) / calls)
        }
        return times.min() ?? .zero
    }

    /// What the process has used so far.
    static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Prints a case with what it is compared with: a ratio below 1 is quicker than that.
    func report(
        _ name: String,
        _ time: Duration,
        against other: (name: String, time: Duration)? = nil,
        note: String = ""
    ) {
        var line = "\(padded(name, 34)) \(padded(milliseconds(time), 12))"
        if let other {
            let ratio = (time / other.time * 100).rounded() / 100
            line += " \(ratio) × \(other.name) (\(milliseconds(other.time)))"
        }
        print(note.isEmpty ? line : "\(line) \(note)")
    }

    private func median(_ times: [Duration]) -> Duration { times.sorted()[times.count / 2] }

    func milliseconds(_ time: Duration) -> String {
        "\((time / .microseconds(1)).rounded() / 1_000) ms"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
