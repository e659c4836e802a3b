import WebSupport

extension Setting {
    /// The bounds of `ydp serve`: one row for each of ``WebSupport/ServerLimits``.
    static let serving: [Setting] = [
        Setting(
            key: "answer-cache-mib",
            fallback: "64",
            summary: "MiB of answers that are kept in memory; 0 keeps none",
            kind: .number(0...16_384)
        ),
        Setting(
            key: "body-rate",
            fallback: "1024",
            summary: "bytes per second that a request body must come at, on average",
            kind: .number(1...1_000_000_000)
        ),
        Setting(
            key: "body-timeout",
            fallback: "10",
            summary: "seconds after which body-rate holds",
            kind: .number(1...3_600)
        ),
        Setting(
            key: "header-timeout",
            fallback: "10",
            summary: "seconds that the head of a request may take",
            kind: .number(1...3_600)
        ),
        Setting(
            key: "idle-timeout",
            fallback: "15",
            summary: "seconds without a request after which a connection is closed",
            kind: .number(1...3_600)
        ),
        Setting(
            key: "limit-exempt",
            fallback: "127.0.0.0/8,::1",
            summary: "addresses (CIDR, separated by commas) without limits per client",
            kind: .addresses
        ),
        Setting(
            key: "max-address-bytes",
            fallback: "8192",
            summary: "longest path and query of a request",
            kind: .number(256...1_000_000)
        ),
        Setting(
            key: "max-body-bytes",
            fallback: "1048576",
            summary: "largest request body",
            kind: .number(0...1_000_000_000)
        ),
        Setting(
            key: "max-connections",
            fallback: "8000",
            summary: "open connections",
            kind: .number(1...1_000_000)
        ),
        Setting(
            key: "max-connections-per-client",
            fallback: "100",
            summary: "open connections of one client",
            kind: .number(1...1_000_000)
        ),
        Setting(
            key: "max-header-bytes",
            fallback: "16384",
            summary: "largest head of a request",
            kind: .number(1_024...1_000_000)
        ),
        Setting(
            key: "max-header-fields",
            fallback: "100",
            summary: "most header fields of a request",
            kind: .number(10...10_000)
        ),
        Setting(
            key: "metrics-port",
            fallback: "",
            summary: "own port for /metrics; empty: it is on the port of the site",
            kind: .optionalNumber(1...65_535)
        ),
        Setting(
            key: "rate-burst",
            fallback: "600",
            summary: "units that a client may use at once",
            kind: .number(1...1_000_000)
        ),
        Setting(
            key: "rate-limit",
            fallback: "3000",
            summary: "units that a client may use in a minute; 0: no limit",
            kind: .number(0...1_000_000)
        ),
        Setting(
            key: "trusted-proxies",
            fallback: "",
            summary: "servers (CIDR, separated by commas) whose X-Forwarded-For is believed",
            kind: .addresses
        ),
        Setting(
            key: "write-rate",
            fallback: "1024",
            summary: "bytes per second that a reader must take, on average",
            kind: .number(1...1_000_000_000)
        ),
        Setting(
            key: "write-timeout",
            fallback: "30",
            summary: "seconds over which write-rate is measured",
            kind: .number(1...3_600)
        ),
    ]
}

extension Settings {
    /// The bounds of `ydp serve`, as they were set.
    var serverLimits: ServerLimits {
        var limits = ServerLimits()
        limits.headerBytes = number("max-header-bytes")
        limits.headerFields = number("max-header-fields")
        limits.addressBytes = number("max-address-bytes")
        limits.bodyBytes = number("max-body-bytes")
        limits.headerSeconds = number("header-timeout")
        limits.bodySeconds = number("body-timeout")
        limits.bodyBytesPerSecond = number("body-rate")
        limits.writeSeconds = number("write-timeout")
        limits.writeBytesPerSecond = number("write-rate")
        limits.idleSeconds = number("idle-timeout")
        limits.connections = number("max-connections")
        limits.connectionsPerClient = number("max-connections-per-client")
        limits.unitsPerMinute = number("rate-limit")
        limits.unitsAtOnce = number("rate-burst")
        // Both were checked when they were read.
        limits.trustedProxies = AddressRanges(text("trusted-proxies")) ?? .none
        limits.exempt = AddressRanges(text("limit-exempt")) ?? .none
        limits.keptBytes = number("answer-cache-mib") * 1024 * 1024
        return limits
    }
}
