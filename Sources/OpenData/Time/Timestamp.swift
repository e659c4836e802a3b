/// A moment, in microseconds since 1970-01-01T00:00:00Z. Encoded as RFC 3339 text in UTC (`2026-11-22T10:37:37.126862Z`).
package struct Timestamp: Hashable, Sendable, Comparable {
    package var microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    package func adding(_ duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(microseconds: microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws { fatalError("stub") }
    package func encode(to encoder: any Encoder) throws { fatalError("stub") }
}

extension Timestamp {
    /// The present, from the system's wall clock. Only the executable calls it; below, clocks are injected.
    package static func now() -> Timestamp { fatalError("stub") }
    /// RFC 3339 with an offset, `2026-11-22T19:37:37+09:00` (Japan's, the platform's first readers'); no fraction.
    package var rfc3339: String { fatalError("stub") }
    /// As CKAN writes moments: naive UTC with microseconds, the fraction missing when it is exactly zero.
    package var ckan: String { fatalError("stub") }
    /// HTTP-date (RFC 9110 §5.6.7).
    package var httpDate: String { fatalError("stub") }
    /// Reads RFC 3339, CKAN's naive UTC and plain dates; nil for anything else (year 10000, leap seconds, `0000-00-00`).
    package init?(_ text: some StringProtocol) { fatalError("stub") }
}
