/// What one hop needs to know; made by the task that fetches, read by the engine's thread.
struct TransferPlan: Sendable {
    let request: FetchRequest
    /// Where this hop goes; after a redirect not the request's URL.
    let address: WebAddress
    let userAgent: String
    let limits: FetchLimits
    let timeouts: FetchTimeouts
    /// When the download as a whole, redirects included, must have ended.
    let end: ContinuousClock.Instant
    /// Seconds since 1970.
    let now: @Sendable () -> Int64
    /// The addresses that the host's name stands for, judged; the transfer connects to one of these and to no other.
    ///
    /// Empty when the host is an address itself.
    var pinned: [IPAddress] = []
    /// Where the request's URL has moved for good, as far as the hops before this one said.
    var permanentURL: String?
    /// Whether only the server's certificate is looked at: a handshake, and then nothing is asked or read.
    var isProbe = false

    /// `host:port:address,address` as `CURLOPT_RESOLVE` takes it; nil when nothing is pinned.
    var pin: String? {
        guard !pinned.isEmpty else { return nil }
        let addresses = pinned.map { $0.family == .v6 ? "[\($0.text)]" : $0.text }
        return "\(address.host):\(address.port):\(addresses.joined(separator: ","))"
    }

    /// Header lines of the request that curl would not send by itself.
    ///
    /// Line breaks inside a value are dropped: validators are text that a server once sent.
    var headers: [String] {
        var lines = ["Accept: \(request.accept)", "Accept-Encoding: gzip"]
        if let etag = request.etag { lines.append("If-None-Match: \(etag)") }
        if let date = request.lastModified { lines.append("If-Modified-Since: \(date)") }
        return lines.map { line in
            String(decoding: line.utf8.filter { $0 >= 0x20 && $0 != 0x7f }, as: UTF8.self)
        }
    }
}
