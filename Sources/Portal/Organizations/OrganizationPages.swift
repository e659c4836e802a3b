import Catalog
import OpenData
import WebSupport

/// `/organizations`: every publisher with the number of its datasets.
struct OrganizationListPage: PageContent {
    static let template = "organizations"

    var organizations: [LinkView]

    static func make(_ request: PageRequest, _ services: Services) async throws -> Page {
        let organizations = try await services.catalog.organizations()
        let content = OrganizationListPage(
            organizations: organizations.map {
                LinkView(
                    label: $0.organization.title(in: request.language),
                    href: request.links.organization($0.organization.name),
                    count: request.words(.datasetCount, NumberText.grouped($0.datasetCount))
                )
            }
        )
        return Page(
            title: request.words(.organizations),
            description: request.words(.organizationsLead),
            section: .organizations,
            content: content
        )
    }
}

/// `/organizations/{name}`: one publisher and its datasets, last changed first.
struct OrganizationPage: PageContent {
    static let template = "organization"

    var breadcrumbs: [LinkView]
    var title: String
    var paragraphs: [String]
    var homepage: LinkView?
    var resultCount: String
    var isEmpty: Bool
    var cards: [CardView]
    var hasMore: Bool
    var allHref: String

    /// - Throws: ``Problem`` `not-found`.
    static func make(_ name: String, _ request: PageRequest, _ services: Services) async throws -> Page {
        guard let organization = try await services.catalog.organization(name) else { throw Problem.notFound }
        let names = try await CatalogueNames(services, language: request.language)
        var query = DatasetQuery()
        query.organizations = [organization.name]
        query.sort = .modified
        let answer = try await services.catalog.search(query)
        let title = organization.title(in: request.language)
        let content = OrganizationPage(
            breadcrumbs: [
                LinkView(label: request.words(.home), href: request.links.home),
                LinkView(label: request.words(.organizations), href: request.links.organizations),
            ],
            title: title,
            paragraphs: Excerpt.paragraphs(organization.description),
            homepage: WebAddress.link(organization.homepage).map {
                LinkView(label: $0, href: $0, isExternal: true)
            },
            resultCount: request.words(.organizationDatasets, NumberText.grouped(answer.count)),
            isEmpty: answer.datasets.isEmpty,
            cards: answer.datasets.map { CardView($0, request, names) },
            hasMore: answer.count > answer.datasets.count,
            allHref: request.links.datasets([("organization", organization.name)]),
        )
        return Page(
            title: title,
            description: Excerpt.line(organization.description, limit: 160),
            section: .organizations,
            content: content
        )
    }
}
