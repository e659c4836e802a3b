package import OpenData

/// What a reader asks of the catalogue; every surface (native, CKAN, portal) compiles into it.
package struct DatasetQuery: Hashable, Sendable {
    /// What pages are ordered by; datasets with the same key in the order they were registered.
    package enum Sort: String, Hashable, Sendable, CaseIterable {
        /// Best match first when there is text, else last changed first.
        case relevance
        case modified, created, title, name, id
    }

    /// A facet that is counted over all that matches.
    package enum Facet: String, Hashable, Sendable, CaseIterable { case organization, tag, license, format, standard }

    /// Words: all must be found (title weighs most, then tags, organization, description).
    ///
    /// Nil or blank: everything. Text without a single letter or digit finds nothing.
    package var text: String?
    /// Each list: any of its values; between lists: all.
    ///
    /// Values compare exactly, formats without case.
    package var organizations: [String] = []
    package var tags: [String] = []
    package var licenses: [String] = []
    package var formats: [String] = []
    package var standards: [String] = []
    package var names: [String] = []
    package var ids: [String] = []
    /// Both ends are included.
    package var modifiedSince: Timestamp?
    package var modifiedUntil: Timestamp?
    package var sort: Sort = .relevance
    /// Nil: the sort's natural direction (relevance, modified, created descending; title, name, id ascending).
    package var descending: Bool?
    package var limit = 20
    /// Rows to skip (CKAN, portal pages).
    package var offset = 0
    /// Opaque, from an earlier page's `next`; wins over `offset`.
    package var cursor: String?
    package var facets: [Facet] = []
    /// At most so many values per facet, most frequent first then by value; negative: all.
    package var facetLimit = 50

    package init() {}
}
