/// What hosts say in `robots.txt` (RFC 9309), asked once for each host of a run.
///
/// A host that has none or fails to answer forbids nothing: what is wanted of it then fails, or not, with a reason of its own. (RFC
/// 9309 §2.3.1.4 would have a failing host taken to forbid everything; that is for crawlers that nobody sent.)
actor Robots {
    private var known: [String: Task<RobotsRules, Never>] = [:]

    /// The rules of one origin.
    /// - Parameter fetch: gets the text of its `robots.txt`; nil when there is none.
    func rules(of origin: String, fetch: @escaping @Sendable () async -> [UInt8]?) async -> RobotsRules {
        let asked =
            known[origin]
            ?? Task { await fetch().map { RobotsRules($0, agent: RobotsRules.ourName) } ?? RobotsRules() }
        known[origin] = asked
        return await withTaskCancellationHandler {
            await asked.value
        } onCancel: {
            asked.cancel()
        }
    }
}

/// An address as `robots.txt` sees it.
struct RobotsPlace: Sendable {
    /// `scheme://host:port`.
    let origin: String
    /// Path and query, beginning with `/`.
    let path: [UInt8]

    /// Nil for what is no address of the web.
    init?(_ url: String) {
        let bytes = Array(url.utf8.prefix { $0 != UInt8(ascii: "#") })
        let slashes = bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }
        guard slashes.count >= 2, slashes[1] == slashes[0] + 1, slashes[0] > 0,
            bytes[slashes[0] - 1] == UInt8(ascii: ":")
        else { return nil }
        let begin = slashes[1] + 1
        let end = bytes[begin...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? bytes.count
        guard end > begin else { return nil }
        origin = String(decoding: bytes[..<end], as: UTF8.self)
        path = bytes[end...].first == UInt8(ascii: "/") ? Array(bytes[end...]) : [UInt8(ascii: "/")] + bytes[end...]
    }
}
