#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension Timestamp {
    /// The present, from the system's wall clock.
    ///
    /// Only the executable calls it; below, clocks are injected.
    package static func now() -> Timestamp {
        var moment = timespec()
        // The call fails only for clocks that do not exist and for bad addresses; this clock and address are neither.
        clock_gettime(CLOCK_REALTIME, &moment)
        return Timestamp(microseconds: Int64(moment.tv_sec) * 1_000_000 + Int64(moment.tv_nsec) / 1_000)
    }
}
