/// Every address that pages and answers print, absolute on the site's public URL, names percent-encoded.
package struct Links: Hashable, Sendable {
    /// Without a trailing slash.
    package let base: String

    package init(base: String) { self.base = base }

    /// `base` + `path`, which begins with `/` and is already encoded, + the query.
    package func absolute(_ path: String, query: [(String, String)] = []) -> String {
        base + path + Self.query(query)
    }

    /// `/api/v1/datasets/{name}`.
    package func apiDataset(_ name: String) -> String { absolute("/api/v1/datasets/" + Self.encode(name)) }

    /// `/api/v1/resources/{id}`, and `/rows`, `/schema` … with `part`.
    package func apiResource(_ id: String, _ part: String? = nil, query: [(String, String)] = []) -> String {
        absolute("/api/v1/resources/" + Self.encode(id) + (part.map { "/" + $0 } ?? ""), query: query)
    }

    /// `/datasets/{name}` of the portal.
    package func datasetPage(_ name: String) -> String { absolute("/datasets/" + Self.encode(name)) }

    /// `/organizations/{name}` of the portal.
    package func organizationPage(_ name: String) -> String { absolute("/organizations/" + Self.encode(name)) }

    /// The help page that a problem's `type` names.
    package func problemPage(_ slug: String) -> String { absolute("/developers/problems/" + Self.encode(slug)) }

    /// `?a=1&b=2`, or nothing when there are no items.
    package static func query(_ items: [(String, String)]) -> String {
        guard !items.isEmpty else { return "" }
        return "?" + items.map { encode($0.0) + "=" + encode($0.1) }.joined(separator: "&")
    }

    /// Percent-encodes all but RFC 3986's unreserved characters, byte by byte.
    package static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hexadecimal[Int(byte >> 4)])
                bytes.append(hexadecimal[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}

extension Services {
    /// The addresses of this site.
    package var links: Links { Links(base: site.publicURL) }
}
