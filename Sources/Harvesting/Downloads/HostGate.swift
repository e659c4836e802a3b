/// Paces the downloads of one run: so many at once for each host, and no more patience with a host that keeps failing.
actor HostGate {
    private struct Host {
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// Downloads in a row that failed after all their tries.
        var failures = 0
    }

    private let perHost: Int
    /// After so many failures in a row every further download has one try only.
    private let patience = 3
    private var hosts: [String: Host] = [:]

    init(perHost: Int) { self.perHost = perHost }

    /// Waits until `host` may be asked.
    ///
    /// Every entry needs one ``leave(_:succeeded:)``.
    func enter(_ host: String) async {
        guard hosts[host, default: Host()].running >= perHost else {
            hosts[host, default: Host()].running += 1
            return
        }
        // The one who leaves hands its place over, so `running` does not change.
        await withCheckedContinuation { hosts[host, default: Host()].waiting.append($0) }
    }

    /// Gives the place to the next who waits.
    ///
    /// `succeeded` is nil when nothing was learnt about the host.
    func leave(_ host: String, succeeded: Bool?) {
        if let succeeded {
            hosts[host, default: Host()].failures = succeeded ? 0 : hosts[host, default: Host()].failures + 1
        }
        guard hosts[host]?.waiting.isEmpty == false, let next = hosts[host]?.waiting.removeFirst() else {
            hosts[host]?.running -= 1
            return
        }
        next.resume()
    }

    /// Whether tries beyond the first are worth their time.
    func deservesRetries(_ host: String) -> Bool {
        hosts[host, default: Host()].failures < patience
    }
}
