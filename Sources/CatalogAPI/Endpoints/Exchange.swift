import Catalog
import Hummingbird
import OpenData
import WebSupport

/// One request with everything its handler needs.
struct Exchange: Sendable {
    let services: Services
    let request: Request
    let context: WebContext
    let query: QueryParameters

    var catalog: CatalogDatabase { services.catalog }
    var links: Links { services.links }

    /// The dataset that the path names.
    ///
    /// Throws ``Problem`` `not-found`, and `gone` when it was withdrawn.
    func dataset(_ parameter: String = "name") async throws -> Dataset {
        guard let dataset = try await services.memo.dataset(context.name(parameter)) else { throw Problem.notFound }
        guard dataset.state == .active else { throw Problem.gone }
        return dataset
    }

    /// The resource that the path names and the dataset it belongs to.
    ///
    /// Throws ``Problem`` `not-found`, and `gone` when the dataset was withdrawn.
    func resource(_ parameter: String = "id") async throws -> (dataset: Dataset, resource: Distribution) {
        guard let found = try await services.memo.resource(context.name(parameter)) else { throw Problem.notFound }
        guard found.dataset.state == .active else { throw Problem.gone }
        return (found.dataset, found.distribution)
    }

    /// This address with other query parameters, absolute on the public URL.
    func address(_ items: [QueryParameters.Item]) -> String {
        links.absolute(request.uri.path, query: items.map { ($0.name, $0.value) })
    }

    /// This address as it was asked.
    var address: String { address(query.items) }

    /// This address with `cursor` in place of the present one; nil when there is no further page.
    func address(cursor: String?) -> String? {
        guard let cursor else { return nil }
        return address(query.items.filter { $0.name != "cursor" } + [.init("cursor", cursor)])
    }
}
