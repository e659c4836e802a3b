package import OpenData

/// A place that is harvested (DCAT: a `dcat:Catalog` elsewhere, or one address).
package struct Source: Hashable, Sendable, Codable {
    /// How a source is read; the words of `ydp source add KIND`.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case ckan, dcat, datajson, opendatalist, file
    }
    /// How a source has done lately; see ``CatalogDatabase/health(ofSource:)``.
    package enum Health: String, Hashable, Sendable, Codable, CaseIterable { case healthy, stale, failing, suspended }

    /// `[a-z0-9_-]{2,100}`, unique.
    package var name: String
    package var kind: Kind
    /// As given by the operator; CKAN: the portal's or API's address, the prefix is found from it.
    package var url: String
    /// Organization for records that name none; nil: made from the source.
    package var organization: String?
    /// Seconds between runs; nil: only by hand.
    package var interval: Int?
    /// CIDR blocks whose addresses are allowed although they are not public.
    package var allowedAddresses: [String] = []
    /// Only records that match, as `key=value` (`organization`, `group`, `tag`, `format`); nil: all.
    package var filters: [String]?
    /// Whether the publisher gave leave to fetch what its `robots.txt` forbids; nil: no.
    package var ignoresRobots: Bool?
    /// Hosts that redirects may lead to beside the one that was asked; `.example.jp` means all below that domain; nil: none.
    package var allowedHosts: [String]?
    /// Ports that may be asked beside 80, 443, 8080 and 8443; nil: none.
    package var allowedPorts: [Int]?
    /// Certificates in PEM that are trusted for this source instead of the system's; nil: the system's.
    package var authorities: String?
    package var isPaused = false
    package var created: Timestamp
    package var modified: Timestamp

    package init(name: String, kind: Kind, url: String, created: Timestamp, modified: Timestamp) {
        self.name = name
        self.kind = kind
        self.url = url
        self.created = created
        self.modified = modified
    }
}
