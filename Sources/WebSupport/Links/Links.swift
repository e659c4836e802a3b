/// Every address that pages and answers print, absolute on the site's public URL, names percent-encoded.
package struct Links: Hashable, Sendable {
    /// Without a trailing slash.
    package let base: String

    package init(base: String) { self.base = base }

    /// `/api/v1/datasets/{name}`.
    package func apiDataset(_ name: String) -> String { fatalError("stub") }
    /// `/api/v1/resources/{id}`, and `/rows`, `/schema` … with `part`.
    package func apiResource(_ id: String, _ part: String? = nil, query: [(String, String)] = []) -> String { fatalError("stub") }
    /// `/datasets/{name}` of the portal.
    package func datasetPage(_ name: String) -> String { fatalError("stub") }
    package func organizationPage(_ name: String) -> String { fatalError("stub") }
    /// Percent-encodes all but RFC 3986's unreserved characters, byte by byte.
    package static func encode(_ text: String) -> String { fatalError("stub") }
}
