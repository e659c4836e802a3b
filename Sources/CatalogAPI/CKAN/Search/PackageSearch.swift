import Catalog
import OpenData
import Validation
import WebSupport

/// `package_search`: CKAN's query syntax over the catalogue's search.
struct PackageSearch {
    private static let known: Set<String> = [
        "q", "fq", "fq_list", "sort", "rows", "start", "facet", "facet.field", "facet.mincount", "facet.limit",
        "include_private", "include_drafts", "include_deleted", "use_default_schema", "fl", "qf", "bf", "boost", "tie",
        "defType", "mm", "wt",
    ]
    /// How many datasets are looked at when a condition is beyond the catalogue's own search.
    private static let most = 20_000

    private let exchange: CKANExchange
    private let sort: PackageSort
    private let rows: Int
    private let start: Int
    private let facets: PackageFacets

    init(_ exchange: CKANExchange) throws(CKANFailure) {
        let parameters = exchange.parameters
        for member in parameters.members where !Self.known.contains(member.name) && !member.name.hasPrefix("ext_") {
            throw .searchQuery("Invalid search parameters: ['\(Problem.shortened(member.name))']")
        }
        self.exchange = exchange
        sort = try PackageSort(parameters.string("sort"))
        rows = min(try parameters.natural("rows", byDefault: 10), 1000)
        start = try parameters.natural("start", byDefault: 0)
        facets = try PackageFacets(parameters)
    }

    /// The JSON of `result`.
    func result() async throws -> [UInt8] {
        let plan = try await plan()
        let found = plan.rest.isEmpty ? try await search(plan.query) : try await sift(plan)
        let results = try await exchange.json(of: found.datasets)
        return JSONBuilder.object { json in
            json.field("count", found.count)
            facets.writeCounts(found.facets, to: &json)
            json.field("results", raw: results)
            json.field("sort", sort.text)
            facets.writeItems(found.facets, to: &json)
        }
    }

    private struct Found {
        let datasets: [Dataset]
        let count: Int
        let facets: [DatasetQuery.Facet: [FacetCount]]
    }

    private func plan() async throws -> SearchPlan {
        let parameters = exchange.parameters
        var expressions: [SearchExpression] = []
        let q = parameters.string("q") ?? ""
        // Without a colon CKAN takes the words as words, operators and all.
        if q.utf8.contains(UInt8(ascii: ":")) {
            expressions.append(try SearchParser.expression(of: q, now: exchange.now))
        } else if q.utf8.contains(where: { $0 != 0x20 }), q != "*" {
            expressions.append(
                .words(String(String.UnicodeScalarView(q.unicodeScalars.filter { $0 != "\"" && $0 != "+" })))
            )
        }
        let filters = [parameters.string("fq")].compactMap { $0 } + (parameters["fq_list"].map(Self.texts) ?? [])
        for filter in filters { expressions.append(try SearchParser.expression(of: filter, now: exchange.now)) }
        var organizations: [String: String] = [:]
        for (organization, _) in try await exchange.catalog.organizations() {
            organizations[organization.id] = organization.name
        }
        var plan = SearchPlan(expressions, organizations: organizations)
        sort.apply(to: &plan.query)
        plan.query.facets = facets.known
        plan.query.facetLimit = facets.limit
        return plan
    }

    private static func texts(_ value: JSONValue) -> [String] {
        guard case .array(let values) = value else { return value.text.map { [$0] } ?? [] }
        return values.compactMap(\.text)
    }

    private func search(_ query: DatasetQuery) async throws -> Found {
        var query = query
        query.limit = rows
        query.offset = start
        let page = try await exchange.catalog.search(query)
        let counted = page.facets.mapValues { values in
            values.map { FacetCount(value: $0.value, title: $0.title, count: $0.count) }
        }
        return Found(datasets: page.datasets, count: page.count, facets: counted)
    }

    /// Goes through what the catalogue finds and keeps what the rest of the query asks for.
    private func sift(_ plan: SearchPlan) async throws -> Found {
        var query = plan.query
        query.limit = 1000
        query.facets = []
        let organizations = try await exchange.catalog.organizations()
        let ids = Dictionary(organizations.map { ($0.organization.name, $0.organization.id) }) { first, _ in first }
        var kept: [Dataset] = []
        var page = try await exchange.catalog.search(query)
        guard page.count <= Self.most else { throw CKANFailure.search("the query is too broad for this condition") }
        while !page.datasets.isEmpty {
            kept += page.datasets.filter { dataset in
                plan.rest.allSatisfy { $0.matches(dataset, organization: ids[dataset.organization]) }
            }
            query.offset += page.datasets.count
            guard page.datasets.count == query.limit else { break }
            page = try await exchange.catalog.search(query)
        }
        let titles = Dictionary(organizations.map { ($0.organization.name, $0.organization.title) }) { first, _ in first
        }
        return Found(
            datasets: Array(kept.dropFirst(start).prefix(rows)),
            count: kept.count,
            facets: facets.count(kept, organizationTitles: titles),
        )
    }
}

/// The order of `package_search`.
struct PackageSort {
    /// As it is told back.
    let text: String
    private let sort: DatasetQuery.Sort
    private let isDescending: Bool

    private static let fields: [String: DatasetQuery.Sort] = [
        "score": .relevance, "rank": .relevance, "metadata_modified": .modified, "metadata_created": .created,
        "title_string": .title, "title": .title, "name": .name, "id": .id, "views_recent": .relevance,
    ]

    /// - Parameter text: `field direction, …`; the first field decides.
    init(_ text: String?) throws(CKANFailure) {
        let standard = "score desc, metadata_modified desc"
        let asked = text.flatMap { $0.isEmpty || $0 == "rank" ? nil : $0 } ?? standard
        let first = asked.utf8.prefix { $0 != UInt8(ascii: ",") }
        let words = first.split(separator: 0x20).map { String(Substring($0)) }
        guard words.count == 2, let sort = Self.fields[words[0]], ["asc", "desc"].contains(words[1].lowercased()) else {
            throw .search("Can't determine a Sort Order (asc or desc) in sort spec '\(Problem.shortened(asked))'")
        }
        self.text = asked
        self.sort = sort
        isDescending = words[1].lowercased() == "desc"
    }

    func apply(to query: inout DatasetQuery) {
        query.sort = sort
        query.descending = sort == .relevance ? nil : isDescending
    }
}
