import Synchronization

/// How much one client may ask in a time (GCRA, the generic cell rate algorithm): a bucket of `burst` units that fills at
/// `perMinute`, remembered as one moment per client.
final class RateLimiter: Sendable {
    /// What a request of a client came to.
    struct Judgement: Hashable, Sendable {
        var isAllowed: Bool
        /// Units that are left.
        var remaining: Int
        /// Seconds until the bucket is full again, rounded up.
        var untilFull: Int
        /// Seconds until a refused request would be allowed, at least 1; 0 for an allowed one.
        var retryAfter: Int
    }

    /// Units at once.
    let burst: Int
    /// Seconds in which an empty bucket fills.
    let window: Int
    /// The value of `RateLimit-Policy`.
    let policy: String
    private let nanosecondsPerUnit: Int64
    private let most: Int
    /// For each client, when its bucket will be full, in nanoseconds of a clock that never goes back.
    private let fullAt = Mutex<[ClientAddress: Int64]>([:])

    /// - Parameters:
    ///   - perMinute: units that come back in a minute; at least 1.
    ///   - burst: at least 1.
    ///   - most: how many clients are remembered; beyond, those whose buckets are full are forgotten, and then all.
    init(perMinute: Int, burst: Int, most: Int = 100_000) {
        self.burst = burst
        self.most = most
        nanosecondsPerUnit = 60_000_000_000 / Int64(max(perMinute, 1))
        window = max(1, Int((nanosecondsPerUnit * Int64(burst) + 999_999_999) / 1_000_000_000))
        policy = "\"reads\";q=\(burst);w=\(window)"
    }

    /// Takes `cost` units from the client's bucket, if they are there.
    /// - Parameter now: nanoseconds.
    func take(_ cost: Int, from client: ClientAddress, at now: Int64) -> Judgement {
        let capacity = nanosecondsPerUnit * Int64(burst)
        return fullAt.withLock { fullAt in
            let start = max(fullAt[client] ?? now, now)
            let end = start + nanosecondsPerUnit * Int64(cost)
            let isAllowed = end - now <= capacity
            if isAllowed, cost > 0 {
                if fullAt.count >= most { Self.forget(&fullAt, at: now, most: most) }
                fullAt[client] = end
            }
            let used = (isAllowed ? end : start) - now
            return Judgement(
                isAllowed: isAllowed,
                remaining: Int((capacity - used) / nanosecondsPerUnit),
                untilFull: Self.seconds(used),
                retryAfter: isAllowed ? 0 : max(1, Self.seconds(end - now - capacity)),
            )
        }
    }

    private static func seconds(_ nanoseconds: Int64) -> Int { Int((nanoseconds + 999_999_999) / 1_000_000_000) }

    private static func forget(_ fullAt: inout [ClientAddress: Int64], at now: Int64, most: Int) {
        fullAt = fullAt.filter { $0.value > now }
        if fullAt.count >= most { fullAt.removeAll() }
    }
}
