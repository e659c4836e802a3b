package import OpenData

/// What a reader asks of the catalogue; every surface (native, CKAN, portal) compiles into it.
package struct DatasetQuery: Hashable, Sendable {
    package enum Sort: String, Hashable, Sendable, CaseIterable {
        /// Best match first when there is text, else last changed first.
        case relevance
        case modified, created, title, name, id
    }

    /// A facet that is counted over all that matches.
    package enum Facet: String, Hashable, Sendable, CaseIterable { case organization, tag, license, format, standard }

    /// Words: all must be found (title weighs most, then tags, organization, description). Nil or blank: everything.
    package var text: String?
    /// Each list: any of its values; between lists: all. Values compare exactly, formats without case.
    package var organizations: [String] = []
    package var tags: [String] = []
    package var licenses: [String] = []
    package var formats: [String] = []
    package var standards: [String] = []
    package var names: [String] = []
    package var ids: [String] = []
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
    /// At most so many values per facet, most frequent first then by value.
    package var facetLimit = 50

    package init() {}
}

/// One answered page of the catalogue.
package struct DatasetPage: Sendable {
    package struct FacetValue: Hashable, Sendable {
        package var value: String
        package var title: String
        package var count: Int
    }

    package var datasets: [Dataset]
    /// All that match.
    package var count: Int
    /// Nil on the last page.
    package var next: String?
    package var facets: [DatasetQuery.Facet: [FacetValue]]
}

extension CatalogDatabase {
    /// Active datasets that match. Japanese words of one and two characters are found; width, case and kana are folded.
    /// - Throws: ``CatalogError`` only for the database; a malformed cursor answers the first page's error `badCursor` as nil page.
    package func search(_ query: DatasetQuery) async throws -> DatasetPage { fatalError("stub") }

    /// A number that changes with every change of what readers can see (the last log sequence); ETags are made of it.
    package func revision() async throws -> Int64 { fatalError("stub") }

    /// Counts for the landing page: active datasets, distributions with a table, organizations, rows of all current versions.
    package func totals() async throws -> (datasets: Int, resources: Int, organizations: Int, rows: Int) { fatalError("stub") }
}
