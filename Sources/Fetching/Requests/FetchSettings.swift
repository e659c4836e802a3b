#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How an engine fetches, for all its requests.
///
/// The defaults are those of hazards.md §1D.
package struct FetchSettings: Sendable {
    /// Sent with every request, so that publishers know whom to ask.
    package var userAgent: String
    /// Ports that may be asked on public addresses.
    package var ports: Set<UInt16> = [80, 443, 8_080, 8_443]
    package var redirects = 5
    /// Hosts and ports (`host:port`, lower case) that are this very site: never asked (`self_reference`).
    package var ownAuthorities: Set<String> = []
    /// Looks names up; injected so that tests need no DNS server.
    package var resolver = Resolver.system
    package var limits = FetchLimits()
    package var timeouts = FetchTimeouts()
    /// Seconds since 1970, for `Retry-After` dates; injected so that tests can stop it.
    package var now: @Sendable () -> Int64 = { Int64(time(nil)) }

    /// - Parameters:
    ///   - version: the product's version.
    ///   - contact: a page or mail address of the operator; nil for none.
    package init(version: String, contact: String? = nil) {
        userAgent = "YamaguchiDataPlatform/\(version)" + (contact.map { " (+\($0))" } ?? "")
    }
}

/// The most that one answer may bring, in bytes.
package struct FetchLimits: Hashable, Sendable {
    /// Bytes that come over the wire.
    package var wireBytes = 256 << 20
    /// Bytes after unpacking; also the cap of an answer that is kept in memory.
    package var inflatedBytes = 1 << 30
    /// Unpacked bytes for each byte from the wire, judged once there are more than ``ratioFloor`` of them.
    package var ratio = 100
    package var ratioFloor = 1 << 20
    /// Bytes and lines of all header sections of one answer.
    package var headerBytes = 64 << 10
    package var headerLines = 256

    package init() {}
}

/// The longest that parts of one download may take.
package struct FetchTimeouts: Hashable, Sendable {
    /// Looking up the name and connecting, TLS included.
    package var connect: Duration = .seconds(10)
    /// From the beginning of a hop until its header section is complete.
    package var head: Duration = .seconds(30)
    /// The whole download, all redirects included.
    package var total: Duration = .seconds(900)
    /// A body that brings fewer than `lowSpeedBytes` a second over such a window is ended.
    package var lowSpeedWindow: Duration = .seconds(30)
    package var lowSpeedBytes = 1_024

    package init() {}
}
