import Catalog
import OpenData
import Validation
import WebSupport

/// How many datasets have one value.
struct FacetCount: Hashable, Sendable {
    let value: String
    let title: String
    let count: Int
}

/// The facets that a `package_search` asks for.
struct PackageFacets {
    /// As asked, each once.
    let fields: [String]
    let limit: Int
    private let least: Int

    private static let facets: [String: DatasetQuery.Facet] = [
        "organization": .organization, "tags": .tag, "res_format": .format, "license_id": .license,
    ]

    init(_ parameters: CKANParameters) throws(CKANFailure) {
        var fields: [String] = []
        switch parameters["facet.field"] {
        case nil: break
        case .array(let values)?: fields = values.compactMap(\.text)
        case let value?:
            guard case .array(let values)? = JSONValue(text: value.text ?? "") else {
                throw .invalid("facet.field", "Could not parse as valid JSON", "Not a list")
            }
            fields = values.compactMap(\.text)
        }
        if !parameters.boolean("facet", byDefault: true) { fields = [] }
        var seen: Set<String> = []
        self.fields = fields.filter { seen.insert($0).inserted }
        let asked = parameters.string("facet.limit").flatMap(QueryParameters.integer) ?? 50
        limit = asked < 0 ? 10_000 : min(asked, 10_000)
        least = try parameters.natural("facet.mincount", byDefault: 1)
    }

    /// What the catalogue can count.
    var known: [DatasetQuery.Facet] { fields.compactMap { Self.facets[$0] } }

    /// `"facets": {field: {value: n}}`.
    func writeCounts(_ counted: [DatasetQuery.Facet: [FacetCount]], to json: inout JSONBuilder) {
        json.object("facets") { json in
            for field in fields {
                json.object(field) { json in
                    for value in values(field, counted) { json.field(value.value, value.count) }
                }
            }
        }
    }

    /// `"search_facets": {field: {"title", "items": [{"name","display_name","count"}]}}`, items by display name, descending.
    func writeItems(_ counted: [DatasetQuery.Facet: [FacetCount]], to json: inout JSONBuilder) {
        json.object("search_facets") { json in
            for field in fields {
                let items = values(field, counted).sorted { $1.title.utf8.lexicographicallyPrecedes($0.title.utf8) }
                json.object(field) { json in
                    json.field("title", field)
                    json.array("items") { json in
                        for item in items {
                            json.object { json in
                                json.field("name", item.value)
                                json.field("display_name", item.title)
                                json.field("count", item.count)
                            }
                        }
                    }
                }
            }
        }
    }

    private func values(
        _ field: String,
        _ counted: [DatasetQuery.Facet: [FacetCount]],
    ) -> [FacetCount] {
        (Self.facets[field].flatMap { counted[$0] } ?? []).filter { $0.count >= least }
    }

    /// Counts over `datasets` what the catalogue would have counted, most frequent first then by value.
    func count(
        _ datasets: [Dataset],
        organizationTitles: [String: String],
    ) -> [DatasetQuery.Facet: [FacetCount]] {
        var counted: [DatasetQuery.Facet: [FacetCount]] = [:]
        for facet in known {
            var counts: [String: Int] = [:]
            for dataset in datasets {
                for value in Set(Self.values(of: dataset, facet)) { counts[value, default: 0] += 1 }
            }
            let values = counts.map { (value, count) -> FacetCount in
                let title = facet == .organization ? organizationTitles[value] : nil
                return FacetCount(value: value, title: title ?? value, count: count)
            }
            let ordered = values.sorted { (left: FacetCount, right: FacetCount) -> Bool in
                left.count == right.count ? left.value < right.value : left.count > right.count
            }
            counted[facet] = Array(ordered.prefix(limit))
        }
        return counted
    }

    private static func values(of dataset: Dataset, _ facet: DatasetQuery.Facet) -> [String] {
        switch facet {
        case .organization: [dataset.organization]
        case .tag: dataset.tags
        case .license: dataset.license.map { [$0] } ?? []
        case .format: dataset.distributions.map(\.format)
        case .standard: dataset.standard.map { [$0] } ?? []
        }
    }
}
