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
