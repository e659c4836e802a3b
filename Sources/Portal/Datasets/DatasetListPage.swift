import Catalog
import WebSupport

/// `/datasets`: search, facets, order and pages.
struct DatasetListPage: PageContent {
    static let template = "datasets"

    struct Filter {
        var facet: String
        var label: String
        /// The list without it.
        var href: String
    }

    struct Facet {
        struct Value {
            var label: String
            var count: String
            var href: String
            var isChosen: Bool
        }

        var title: String
        var values: [Value]
        /// Those that are folded away.
        var more: [Value]
        var hasMore: Bool
    }

    var search: SearchView
    var hasFilters: Bool
    var filters: [Filter]
    var clearHref: String
    var resultCount: String
    var isEmpty: Bool
    var sorts: [LinkView]
    var cards: [CardView]
    var pager: PagerView?
    var facets: [Facet]
}

extension DatasetListPage {
    /// Values of a facet that are not folded away.
    private static let openValues = 8

    static func make(_ request: PageRequest, _ services: Services) async throws -> Page {
        let filter = DatasetFilter(request.parameters)
        let names = try await CatalogueNames(services, language: request.language)
        let answer = try await services.catalog.search(filter.query)
        let maker = Maker(filter: filter, request: request, names: names, answer: answer)
        var title = filter.text.isEmpty ? request.words(.datasets) : request.words(.datasetsMatching, filter.text)
        if filter.page > 1 { title += " – " + request.words(.pageNumber, String(filter.page)) }
        return Page(
            title: title,
            description: request.words(.homeLead),
            section: .datasets,
            isHiddenFromSearchEngines: filter.isNarrowed || filter.sort != nil || filter.page > 1,
            content: maker.content(),
        )
    }

    /// Turns one answer of the catalogue into strings and links.
    private struct Maker {
        let filter: DatasetFilter
        let request: PageRequest
        let names: CatalogueNames
        let answer: DatasetPage

        func content() -> DatasetListPage {
            DatasetListPage(
                search: SearchView(filter, request.links),
                hasFilters: !filter.chosen.isEmpty,
                filters: filter.chosen.map(chip),
                clearHref: request.links.datasets(filter.text.isEmpty ? [] : [("q", filter.text)]),
                resultCount: request.words(.resultCount, NumberText.grouped(answer.count)),
                isEmpty: answer.datasets.isEmpty,
                sorts: sorts(),
                cards: answer.datasets.map { CardView($0, request, names) },
                pager: PagerView(page: filter.page, count: answer.count, pageSize: DatasetFilter.pageSize) {
                    request.links.datasets(filter.on(page: $0).items)
                },
                facets: DatasetFilter.facets.compactMap(facet),
            )
        }

        private func chip(_ chosen: DatasetFilter.Chosen) -> Filter {
            let facet = DatasetFilter.facets.first { $0.facet == chosen.facet }
            return Filter(
                facet: facet.map { request.words($0.title) } ?? "",
                label: label(chosen.facet, chosen.value),
                href: request.links.datasets(filter.removing(chosen).items),
            )
        }

        private func sorts() -> [LinkView] {
            var sorts: [(sort: DatasetQuery.Sort, word: Word)] = [
                (.modified, .sortModified), (.created, .sortCreated), (.title, .sortTitle),
            ]
            if !filter.text.isEmpty { sorts.insert((.relevance, .sortRelevance), at: 0) }
            return sorts.map {
                LinkView(
                    label: request.words($0.word),
                    href: request.links.datasets(filter.sorted(by: $0.sort).items),
                    isCurrent: $0.sort == filter.effectiveSort
                )
            }
        }

        private func facet(_ facet: DatasetFilter.Facet) -> Facet? {
            let values = (answer.facets[facet.facet] ?? []).map { value(facet.facet, $0) }
            guard !values.isEmpty else { return nil }
            return Facet(
                title: request.words(facet.title),
                values: Array(values.prefix(openValues)),
                more: Array(values.dropFirst(openValues)),
                hasMore: values.count > openValues
            )
        }

        private func value(_ facet: DatasetQuery.Facet, _ value: DatasetPage.FacetValue) -> Facet.Value {
            let chosen = DatasetFilter.Chosen(facet: facet, value: value.value)
            let isChosen = filter.chosen.contains(chosen)
            let next = isChosen ? filter.removing(chosen) : filter.choosing(chosen)
            return Facet.Value(
                label: label(facet, value.value, title: value.title),
                count: NumberText.grouped(value.count),
                href: request.links.datasets(next.items),
                isChosen: isChosen
            )
        }

        private func label(_ facet: DatasetQuery.Facet, _ value: String, title: String? = nil) -> String {
            switch facet {
            case .organization: names.organization(value)
            case .standard: names.standard(value)
            case .license: names.license(value)
            case .tag, .format: title ?? value
            }
        }
    }
}
