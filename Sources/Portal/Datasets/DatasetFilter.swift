import Catalog
import WebSupport

/// What the address of the list of datasets asks for: words, facet values, order and page.
///
/// Parameters that it does not know (what other sites append to links) are ignored and never copied into a link.
struct DatasetFilter: Hashable, Sendable {
    /// A facet, its parameter and where its values go in a query.
    struct Facet: Sendable {
        let facet: DatasetQuery.Facet
        let parameter: String
        let title: Word
        let values: any WritableKeyPath<DatasetQuery, [String]> & Sendable
    }

    static let facets = [
        Facet(facet: .organization, parameter: "organization", title: .facetOrganization, values: \.organizations),
        Facet(facet: .standard, parameter: "standard", title: .facetStandard, values: \.standards),
        Facet(facet: .tag, parameter: "tag", title: .facetTag, values: \.tags),
        Facet(facet: .format, parameter: "format", title: .facetFormat, values: \.formats),
        Facet(facet: .license, parameter: "license", title: .facetLicense, values: \.licenses),
    ]

    static let pageSize = 20

    var text = ""
    /// Chosen values, in the order of the address.
    var chosen: [Chosen] = []
    /// Nil: best match when there are words, else last changed first.
    var sort: DatasetQuery.Sort?
    /// From 1.
    var page = 1

    struct Chosen: Hashable, Sendable {
        var facet: DatasetQuery.Facet
        var value: String
    }

    init() {}

    init(_ parameters: QueryParameters) {
        for item in parameters.items {
            switch item.name {
            case "q": text = item.value
            case "sort": sort = DatasetQuery.Sort(rawValue: item.value)
            case "page": page = min(max(1, QueryParameters.integer(item.value) ?? 1), 1_000_000)
            default:
                guard let facet = Self.facets.first(where: { $0.parameter == item.name })?.facet else { continue }
                let value = Chosen(facet: facet, value: item.value)
                if !item.value.isEmpty, !chosen.contains(value) { chosen.append(value) }
            }
        }
    }

    /// Whether words or facets narrow the list.
    var isNarrowed: Bool { !text.isEmpty || !chosen.isEmpty }

    /// The order that is in force.
    var effectiveSort: DatasetQuery.Sort { sort ?? (text.isEmpty ? .modified : .relevance) }

    /// The parameters of this filter's address, in a fixed order; the first page has no `page`.
    var items: [(String, String)] {
        var items: [(String, String)] = text.isEmpty ? [] : [("q", text)]
        for facet in Self.facets {
            items += chosen.filter { $0.facet == facet.facet }.map { (facet.parameter, $0.value) }
        }
        if let sort { items.append(("sort", sort.rawValue)) }
        if page > 1 { items.append(("page", String(page))) }
        return items
    }

    /// This filter with `value` as the one chosen of its facet, from the first page.
    func choosing(_ value: Chosen) -> DatasetFilter {
        var filter = self
        filter.chosen.removeAll { $0.facet == value.facet }
        filter.chosen.append(value)
        filter.page = 1
        return filter
    }

    /// This filter without `value`, from the first page.
    func removing(_ value: Chosen) -> DatasetFilter {
        var filter = self
        filter.chosen.removeAll { $0 == value }
        filter.page = 1
        return filter
    }

    func sorted(by sort: DatasetQuery.Sort) -> DatasetFilter {
        var filter = self
        filter.sort = sort
        filter.page = 1
        return filter
    }

    func on(page: Int) -> DatasetFilter {
        var filter = self
        filter.page = page
        return filter
    }

    /// The one question to the catalogue.
    var query: DatasetQuery {
        var query = DatasetQuery()
        query.text = text.isEmpty ? nil : text
        for facet in Self.facets {
            query[keyPath: facet.values] = chosen.filter { $0.facet == facet.facet }.map(\.value)
        }
        query.sort = effectiveSort
        query.limit = Self.pageSize
        query.offset = (page - 1) * Self.pageSize
        query.facets = Self.facets.map(\.facet)
        query.facetLimit = 40
        return query
    }
}
