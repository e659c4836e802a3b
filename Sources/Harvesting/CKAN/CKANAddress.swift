/// Where a CKAN portal's action API may be, guessed from the address that an operator has at hand: the portal's front page, a
/// dataset's page, or the API itself; CKAN is often mounted under `/ckan`.
enum CKANAddress {
    private static let apiMarks = ["/api/3/action", "/api/action", "/api/3", "/api"]
    private static let pages = ["/dataset", "/organization", "/group"]

    /// Base addresses to try, best first, without a trailing slash; the API is then at `BASE/api/3/action/…`.
    static func candidates(for url: String) -> [String] {
        let plain = url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let whole = withoutTrailingSlashes(String(Substring(plain)))
        guard let origin = origin(of: whole) else { return [whole] }
        if let base = apiMarks.lazy.compactMap({ prefix(of: whole, before: $0, after: origin) }).first { return [base] }
        let shortened = pages.compactMap { prefix(of: whole, before: $0, after: origin) }
        var seen: Set<String> = []
        return ([whole] + shortened + [whole + "/ckan", origin, origin + "/ckan"]).filter { seen.insert($0).inserted }
    }

    /// `scheme://host:port`; nil for anything else.
    private static func origin(of url: String) -> String? {
        let parts = url.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].last == UInt8(ascii: ":"), parts[1].isEmpty, !parts[2].isEmpty else {
            return nil
        }
        return String(Substring(url.utf8.prefix(parts[0].count + parts[2].count + 2)))
    }

    /// What stands before the first path segment that begins with `mark`; nil when there is none.
    private static func prefix(of url: String, before mark: String, after origin: String) -> String? {
        let bytes = Array(url.utf8)
        let mark = Array(mark.utf8)
        var start = origin.utf8.count
        while start + mark.count <= bytes.count {
            let end = start + mark.count
            let isSegment = end == bytes.count || bytes[end] == UInt8(ascii: "/")
            if isSegment, bytes[start..<end].elementsEqual(mark) {
                return String(decoding: bytes[..<start], as: UTF8.self)
            }
            start += 1
        }
        return nil
    }

    private static func withoutTrailingSlashes(_ url: String) -> String {
        var bytes = Array(url.utf8)
        while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
