import Catalog
import OpenData
import Tables
import WebSupport

/// `/developers`: how to use the API, with samples on a table that is really here.
struct DevelopersPage: PageContent {
    static let template = "developers"

    struct OperatorView {
        var name: String
        var meaning: String
        var types: String
        var example: String
    }

    struct ParameterView {
        var name: String
        var meaning: String
    }

    struct ProblemLink {
        var slug: String
        var title: String
        var href: String
    }

    var snippets: [SnippetView]
    var specificationHref: String
    var operators: [OperatorView]
    var parameters: [ParameterView]
    var bulkLinks: [LinkView]
    var ckanLinks: [LinkView]
    var problems: [ProblemLink]
}

extension DevelopersPage {
    static func make(_ request: PageRequest, _ services: Services) async throws -> Page {
        let words = request.words
        let content = DevelopersPage(
            snippets: try await snippets(request, services),
            specificationHref: request.links.openAPI,
            operators: APIReference.operators.map {
                OperatorView(
                    name: $0.name.rawValue,
                    meaning: words($0.meaning),
                    types: $0.types(words),
                    example: $0.example
                )
            },
            parameters: APIReference.parameters.map { ParameterView(name: $0.name, meaning: words($0.meaning)) },
            bulkLinks: addresses(bulkPaths, request),
            ckanLinks: addresses(ckanPaths, request),
            problems: ProblemKind.allCases.map {
                ProblemLink(
                    slug: $0.rawValue,
                    title: words[$0.title],
                    href: request.links.problem($0.rawValue)
                )
            },
        )
        return Page(
            title: words(.developersHeading),
            description: words(.developersLead),
            section: .developers,
            content: content
        )
    }

    private static let bulkPaths = [
        "/api/v1", "/api/v1/datasets", "/api/v1/organizations", "/api/v1/tags", "/api/v1/licenses", "/api/v1/formats",
        "/api/v1/sources",
    ]

    private static let ckanPaths = [
        "/api/3/action/package_list", "/api/3/action/package_search", "/api/3/action/organization_list",
        "/api/3/action/tag_list", "/api/3/action/status_show",
    ]

    private static func addresses(_ paths: [String], _ request: PageRequest) -> [LinkView] {
        paths.map { LinkView(label: $0, href: request.links.pages.absolute($0)) }
    }

    /// A search, and rows of the table that changed last; without any table only the search.
    private static func snippets(_ request: PageRequest, _ services: Services) async throws -> [SnippetView] {
        let links = request.links.absolute
        let search = links.absolute("/api/v1/datasets", query: [("q", "避難所"), ("limit", "5")])
        let first = SnippetView(label: request.words(.exampleSearch), code: CodeExamples.curl(search))
        var query = DatasetQuery()
        query.sort = .modified
        let datasets = try await services.catalog.search(query).datasets
        guard let table = datasets.lazy.flatMap(\.distributions).first(where: { $0.current?.table != nil }),
            let version = table.current
        else { return [first] }
        let preview = try? await Preview.read(version, of: table.id, services.queries)
        let examples = CodeExamples(resource: table.id, preview: preview ?? nil, links)
        return [first]
            + examples.snippets.map { snippet in
                SnippetView(label: "\(request.words(.exampleTable)) – \(snippet.label)", code: snippet.code)
            }
    }
}
