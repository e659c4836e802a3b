import Catalog
import OpenData
import WebSupport

/// `/`: what this site is, a search box, what it holds and what changed last.
struct HomePage: PageContent {
    static let template = "home"

    var search: SearchView
    var totals: [FactView.Total]
    var isEmpty: Bool
    var cards: [CardView]
    var allDatasetsHref: String
    var organizations: [LinkView]
    var organizationsHref: String
    var standards: [LinkView]
    var hasStandards: Bool
    var developersHref: String
}

extension FactView {
    /// A number with its name.
    struct Total {
        var label: String
        var value: String
    }
}

extension HomePage {
    private static let latest = 6
    private static let shownOrganizations = 12

    static func make(_ request: PageRequest, _ services: Services) async throws -> Page {
        let words = request.words
        let links = request.links
        let names = try await CatalogueNames(services, language: request.language)
        let totals = try await services.catalog.totals()
        var query = DatasetQuery()
        query.sort = .modified
        query.limit = latest
        query.facets = [.standard]
        let answer = try await services.catalog.search(query)
        let publishers = names.organizationCounts.filter { $0.datasetCount > 0 }
            .sorted { $0.datasetCount > $1.datasetCount }
        let content = HomePage(
            search: SearchView(DatasetFilter(), links),
            totals: [
                .init(label: words(.totalDatasets), value: NumberText.grouped(totals.datasets)),
                .init(label: words(.totalTables), value: NumberText.grouped(totals.resources)),
                .init(label: words(.totalOrganizations), value: NumberText.grouped(totals.organizations)),
                .init(label: words(.totalRows), value: NumberText.grouped(totals.rows)),
            ],
            isEmpty: answer.datasets.isEmpty,
            cards: answer.datasets.map { CardView($0, request, names) },
            allDatasetsHref: links.datasets(),
            organizations: publishers.prefix(shownOrganizations).map {
                LinkView(
                    label: $0.organization.title(in: request.language),
                    href: links.organization($0.organization.name),
                    count: NumberText.grouped($0.datasetCount)
                )
            },
            organizationsHref: links.organizations,
            standards: (answer.facets[.standard] ?? []).map {
                LinkView(
                    label: names.standard($0.value),
                    href: links.datasets([("standard", $0.value)]),
                    count: NumberText.grouped($0.count)
                )
            },
            hasStandards: !(answer.facets[.standard] ?? []).isEmpty,
            developersHref: links.developers,
        )
        return Page(title: nil, description: words(.homeLead), content: content)
    }
}
