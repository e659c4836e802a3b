import Fetching

/// Paces all downloads of this process: so many at once for each host and in all, a pause between two requests to one host, and
/// the pause that a host asks for (`Retry-After`) for everything that is wanted of it.
actor HostGate {
    private struct Host {
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// When the next request may begin, on the gate's clock.
        var next: Duration = .zero
        /// What the host answered when it asked for a pause, and when that ends.
        var refusal: (until: Duration, error: FetchError)?
    }

    /// So many hosts are remembered before those with nothing to remember are forgotten.
    private static let remembered = 1_000

    private let perHost: Int
    private let inAll: Int
    private let clock: HarvestClock
    private var hosts: [String: Host] = [:]
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// - Parameters:
    ///   - perHost: downloads at once for each host.
    ///   - inAll: downloads at once.
    init(perHost: Int, inAll: Int = .max, clock: HarvestClock = .system()) {
        self.perHost = max(perHost, 1)
        self.inAll = max(inAll, 1)
        self.clock = clock
    }

    /// Waits until `host` may be asked.
    ///
    /// Every entry needs one ``leave(_:)``, unless it threw.
    /// - Parameter pace: least time between the beginnings of two requests to the host.
    func enter(_ host: String, pace: Duration = .zero) async throws {
        await takePlace(at: host)
        do {
            // Twice, because a pause may have been asked for while we waited.
            for _ in 0..<2 {
                let now = clock.elapsed()
                let start = max(now, hosts[host, default: Host()].next)
                // Who comes next waits for the beginning after ours.
                hosts[host, default: Host()].next = start + pace
                guard start > now else { break }
                try await clock.sleep(start - now)
                guard isPaused(host) else { break }
            }
        } catch {
            givePlace(at: host)
            throw error
        }
        await takePlace()
    }

    /// Gives the places to those who wait.
    func leave(_ host: String) {
        givePlace()
        givePlace(at: host)
    }

    /// Keeps everybody from `host` for a while, because it said so.
    func pause(_ host: String, for duration: Duration, saying error: FetchError) {
        let until = clock.elapsed() + duration
        hosts[host, default: Host()].next = max(hosts[host, default: Host()].next, until)
        hosts[host]?.refusal = (until, error)
    }

    /// What the host said when it asked for a pause that still lasts longer than `patience`; nil when it may be waited for.
    func refusal(of host: String, longerThan patience: Duration) -> FetchError? {
        guard let refusal = hosts[host]?.refusal, refusal.until - clock.elapsed() > patience else { return nil }
        return refusal.error
    }

    private func isPaused(_ host: String) -> Bool {
        hosts[host]?.refusal.map { $0.until > clock.elapsed() } ?? false
    }

    // MARK: Places

    private func takePlace(at host: String) async {
        guard hosts[host, default: Host()].running >= perHost else {
            if hosts[host] == nil, hosts.count >= Self.remembered { forget() }
            hosts[host, default: Host()].running += 1
            return
        }
        // The one who leaves hands its place over, so `running` does not change.
        await withCheckedContinuation { hosts[host, default: Host()].waiting.append($0) }
    }

    private func givePlace(at host: String) {
        guard hosts[host]?.waiting.isEmpty == false, let next = hosts[host]?.waiting.removeFirst() else {
            hosts[host]?.running -= 1
            return
        }
        next.resume()
    }

    private func takePlace() async {
        guard running >= inAll else {
            running += 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func givePlace() {
        guard !waiting.isEmpty else {
            running -= 1
            return
        }
        waiting.removeFirst().resume()
    }

    private func forget() {
        let now = clock.elapsed()
        hosts = hosts.filter { $0.value.running > 0 || $0.value.next > now }
    }
}
