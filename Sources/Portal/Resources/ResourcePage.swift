import Catalog
import OpenData
import WebSupport

/// `/datasets/{name}/resources/{id}`: one file with its table, on its own.
struct ResourcePage: PageContent {
    static let template = "resource-page"

    var breadcrumbs: [LinkView]
    var title: String
    var organizationTitle: String
    var organizationHref: String
    var notices: [String]
    var resource: ResourceView

    /// - Throws: ``Problem`` `not-found`, `gone`.
    static func make(
        _ id: String,
        of name: String,
        _ request: PageRequest,
        _ services: Services,
    ) async throws -> Page {
        let (dataset, distribution) = try await services.distribution(id, ofDataset: name)
        let names = try await CatalogueNames(services, language: request.language)
        let maker = ResourceViewMaker(dataset: dataset, request: request, services: services)
        let content = ResourcePage(
            breadcrumbs: Self.breadcrumbs(dataset, request),
            title: distribution.title,
            organizationTitle: names.organization(dataset.organization),
            organizationHref: request.links.organization(dataset.organization),
            notices: DatasetDetailPage.notices(dataset, request),
            resource: try await maker.make(distribution, showsExamples: true),
        )
        return Page(
            title: "\(distribution.title) – \(dataset.title(in: request.language))",
            description: Excerpt.line(distribution.description ?? dataset.description, limit: 160),
            section: .datasets,
            content: content
        )
    }

    static func breadcrumbs(_ dataset: Dataset, _ request: PageRequest) -> [LinkView] {
        [
            LinkView(label: request.words(.home), href: request.links.home),
            LinkView(label: request.words(.datasets), href: request.links.datasets()),
            LinkView(label: dataset.title(in: request.language), href: request.links.dataset(dataset.name)),
        ]
    }
}

extension Services {
    /// An active dataset.
    /// - Throws: ``Problem`` `not-found`; `gone` for a withdrawn one.
    func dataset(_ name: String) async throws -> Dataset {
        guard let dataset = try await catalog.dataset(name) else { throw Problem.notFound }
        guard dataset.state == .active else { throw Problem.gone }
        return dataset
    }

    /// A distribution of an active dataset.
    /// - Throws: ``Problem`` `not-found`, `gone`.
    func distribution(
        _ id: String,
        ofDataset name: String,
    ) async throws -> (dataset: Dataset, distribution: Distribution) {
        let dataset = try await dataset(name)
        guard let distribution = dataset.distributions.first(where: { $0.id == id }) else { throw Problem.notFound }
        return (dataset, distribution)
    }
}
