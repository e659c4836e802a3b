/// A dataset of the catalogue (DCAT `dcat:Dataset`) with its distributions, as publishers describe it.
package struct Dataset: Hashable, Sendable, Codable {
    /// Where a harvested dataset comes from.
    package struct Origin: Hashable, Sendable, Codable {
        /// Name of the harvest source.
        package var source: String
        /// The record's identifier at the source (CKAN: package id).
        package var remoteID: String
        /// Page or API address of the record at the source; nil when unknown.
        package var url: String?
        /// Since when the source no longer lists it; nil while it does.
        ///
        /// A vanished dataset keeps serving its last good version.
        package var vanished: Timestamp?

        package init(source: String, remoteID: String, url: String? = nil, vanished: Timestamp? = nil) {
            self.source = source
            self.remoteID = remoteID
            self.url = url
            self.vanished = vanished
        }
    }

    /// `withdrawn` answers 410 everywhere; nothing is deleted from the log.
    package enum State: String, Hashable, Sendable, Codable { case active, withdrawn }

    /// `[a-z0-9_-]{2,100}`, unique; part of URLs.
    package var name: String
    /// UUID text, stable for one name (seeded, registered) or for one source and remote id (harvested).
    package var id: String
    package var title: String
    package var titleEnglish: String?
    package var description: String?
    /// Name of the ``Organization`` that publishes it.
    package var organization: String
    /// Id in ``License``'s table, or the source's own id where unknown; nil when the source states none.
    package var license: String?
    package var tags: [String] = []
    /// How often it is updated, in the publisher's words or as an address of a vocabulary; nil when not stated.
    package var frequency: String?
    package var landingPage: String?
    package var contact: String?
    /// Slug of the municipal standard dataset that the (first) table was recognised as: `aed` or `public_facility`.
    package var standard: String?
    package var origin: Origin?
    package var state: State = .active
    package var distributions: [Distribution] = []
    /// Changes that the source made and that wait for a person; nil for none.
    package var proposals: [Proposal]?
    /// Keys of proposals that a person declined: they are not made again.
    package var declined: [String]?
    /// What its tables may do without being held; nil: the rules for all.
    package var tolerance: Tolerance?
    /// Last change at the publisher; nil when unknown.
    package var sourceModified: Timestamp?
    package var created: Timestamp
    package var modified: Timestamp

    package init(
        name: String,
        id: String,
        title: String,
        organization: String,
        created: Timestamp,
        modified: Timestamp,
    ) {
        self.name = name
        self.id = id
        self.title = title
        self.organization = organization
        self.created = created
        self.modified = modified
    }
}
