import Foundation

/// CPU time (user and system) of this process and of the programs that it started and waited for, in seconds.
///
/// On a machine that does other things too, wall clocks say little; this is what comparisons count.
struct CPUTime {
    // The C enumeration does not fit the C function in Glibc's module.
    private static let own = __rusage_who_t(RUSAGE_SELF.rawValue)
    private static let children = __rusage_who_t(RUSAGE_CHILDREN.rawValue)

    private static func seconds(of who: __rusage_who_t) -> Double {
        var usage = rusage()
        getrusage(who, &usage)
        let micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(micros) / 1e6
    }

    /// What `body` takes of this process.
    static func own(_ body: () throws -> Void) rethrows -> Double {
        let before = seconds(of: own)
        try body()
        return seconds(of: own) - before
    }

    /// What the programs take that `body` starts and waits for; nil where it answers false.
    static func children(_ body: () throws -> Bool) rethrows -> Double? {
        let before = seconds(of: children)
        guard try body() else { return nil }
        return seconds(of: children) - before
    }

    /// The most memory this process held so far, in MiB.
    static var peakMemory: Int {
        var usage = rusage()
        getrusage(Self.own, &usage)
        return usage.ru_maxrss / 1_024
    }
}
