import Catalog
import OpenData
import WebSupport

/// `/datasets/{name}`: what a dataset is, and its files with previews.
struct DatasetDetailPage: PageContent {
    static let template = "dataset"

    /// A file that is shown on a page of its own.
    struct Other {
        var title: String
        var href: String
        var format: String
        var rows: String?
    }

    var breadcrumbs: [LinkView]
    var title: String
    var organizationTitle: String
    var organizationHref: String
    var notices: [String]
    var paragraphs: [String]
    var facts: [FactView]
    var resourcesTitle: String
    var hasNoResources: Bool
    var resources: [ResourceView]
    var others: [Other]
    var hasOthers: Bool
    var machineLinks: [LinkView]
}

extension DatasetDetailPage {
    /// Files that are shown in full; each costs a row query.
    private static let shownResources = 3

    /// - Throws: ``Problem`` `not-found`, `gone`.
    static func make(_ name: String, _ request: PageRequest, _ services: Services) async throws -> Page {
        let dataset = try await services.dataset(name)
        let names = try await CatalogueNames(services, language: request.language)
        let maker = ResourceViewMaker(dataset: dataset, request: request, services: services)
        var resources: [ResourceView] = []
        for distribution in dataset.distributions.prefix(shownResources) {
            resources.append(try await maker.make(distribution, showsExamples: resources.isEmpty))
        }
        let others = dataset.distributions.dropFirst(shownResources)
        let title = dataset.title(in: request.language)
        let content = DatasetDetailPage(
            breadcrumbs: [
                LinkView(label: request.words(.home), href: request.links.home),
                LinkView(label: request.words(.datasets), href: request.links.datasets()),
            ],
            title: title,
            organizationTitle: names.organization(dataset.organization),
            organizationHref: request.links.organization(dataset.organization),
            notices: notices(dataset, request),
            paragraphs: Excerpt.paragraphs(dataset.description),
            facts: DatasetFacts(dataset: dataset, request: request, names: names).all,
            resourcesTitle: request.words(.resources, String(dataset.distributions.count)),
            hasNoResources: dataset.distributions.isEmpty,
            resources: resources,
            others: others.map { other($0, of: dataset, request) },
            hasOthers: !others.isEmpty,
            machineLinks: machineLinks(dataset, request),
        )
        return Page(
            title: title,
            description: Excerpt.line(dataset.description, limit: 160),
            section: .datasets,
            structuredData: StructuredData(dataset: dataset, names: names, links: request.links).script,
            alternates: [
                AlternateView(mediaType: "application/json", href: request.links.pages.apiDataset(dataset.name))
            ],
            content: content,
        )
    }

    /// What a reader must know before using the data.
    static func notices(_ dataset: Dataset, _ request: PageRequest) -> [String] {
        guard let vanished = dataset.origin?.vanished else { return [] }
        return [request.words(.vanishedNotice, MomentText(vanished).date(request.language))]
    }

    private static func other(
        _ distribution: Distribution,
        of dataset: Dataset,
        _ request: PageRequest,
    ) -> Other {
        Other(
            title: distribution.title,
            href: request.links.resource(distribution.id, of: dataset.name),
            format: distribution.format,
            rows: distribution.current.map { request.words(.rowCount, NumberText.grouped($0.rowCount)) }
        )
    }

    private static func machineLinks(_ dataset: Dataset, _ request: PageRequest) -> [LinkView] {
        let links = request.links
        return [
            LinkView(label: request.words(.machineDataset), href: links.pages.apiDataset(dataset.name)),
            LinkView(label: request.words(.machineVersions), href: links.pages.apiDataset(dataset.name) + "/versions"),
            LinkView(label: request.words(.machineCKAN), href: links.ckan("package_show", [("id", dataset.name)])),
        ]
    }
}
