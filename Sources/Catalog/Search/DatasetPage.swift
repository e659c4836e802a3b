package import OpenData

/// One answered page of the catalogue.
package struct DatasetPage: Sendable {
    /// One value of a facet and the number of matching datasets that have it.
    package struct FacetValue: Hashable, Sendable {
        /// What a filter takes: organization name, tag, licence id, format, slug of a standard.
        package var value: String
        /// What a reader is shown, in Japanese: the organization's or licence's title, else the value.
        package var title: String
        package var count: Int
    }

    package var datasets: [Dataset]
    /// All that match.
    package var count: Int
    /// Nil on the last page.
    package var next: String?
    /// Only those that were asked for.
    package var facets: [DatasetQuery.Facet: [FacetValue]]
}
