import Catalog
import OpenData
import WebSupport

extension CKANAction {
    /// Datasets and their resources.
    static let packages = [
        CKANAction("package_list", "Names of all datasets, sorted. Parameters: limit, offset.") { exchange in
            let limit = try exchange.parameters.natural("limit", byDefault: 0)
            let offset = try exchange.parameters.natural("offset", byDefault: 0)
            let names = try await exchange.catalog.datasetNames().dropFirst(offset)
            return array(of: limit == 0 ? names : names.prefix(limit))
        },
        CKANAction("package_show", "One dataset with its resources. Parameters: id (id or name).") { exchange in
            let parameters = exchange.parameters
            let id = try parameters.string("id") ?? parameters.required("name_or_id")
            guard !id.isEmpty else { throw CKANFailure.invalid("name_or_id", "Missing value") }
            let dataset = try await exchange.dataset(id)
            return try await exchange.json(of: dataset)
        },
        CKANAction("package_search", "Datasets that match. Parameters: q, fq, rows, start, sort, facet.field.") {
            exchange in
            try await PackageSearch(exchange).result()
        },
        CKANAction(
            "current_package_list_with_resources",
            "Datasets, last changed first. Parameters: limit, offset, page."
        ) { exchange in
            var query = DatasetQuery()
            query.sort = .modified
            query.limit = min(try exchange.parameters.natural("limit", byDefault: 10), 1000)
            let page = try exchange.parameters.natural("page", byDefault: 0)
            query.offset =
                page > 0
                ? (min(page, 1_000_000) - 1) * query.limit : try exchange.parameters.natural("offset", byDefault: 0)
            let found = try await exchange.catalog.search(query)
            return try await exchange.json(of: found.datasets)
        },
        CKANAction("resource_show", "One resource. Parameters: id.") { exchange in
            let found = try await exchange.resource(try exchange.parameters.required("id"))
            let position = found.dataset.distributions.firstIndex { $0.id == found.resource.id } ?? 0
            var json = JSONBuilder()
            found.resource.writeResource(
                to: &json,
                dataset: found.dataset,
                position: position,
                siteURL: exchange.siteURL
            )
            return json.bytes
        },
        CKANAction("resource_view_list", "Views of a resource: there are none.") { exchange in
            _ = try await exchange.resource(try exchange.parameters.required("id"))
            return Array("[]".utf8)
        },
    ]

    /// A JSON array of strings.
    static func array(of texts: some Sequence<String>) -> [UInt8] {
        var json = JSONBuilder()
        json.array { json in
            for text in texts { json.element(text) }
        }
        return json.bytes
    }
}

extension CKANExchange {
    /// One package dict.
    func json(of dataset: Dataset) async throws -> [UInt8] {
        var json = JSONBuilder()
        let organization = try await catalog.organization(dataset.organization)
        dataset.writePackage(to: &json, organization: organization, siteURL: siteURL)
        return json.bytes
    }

    /// An array of package dicts.
    func json(of datasets: [Dataset]) async throws -> [UInt8] {
        var organizations: [String: Organization] = [:]
        for name in Set(datasets.map(\.organization)) { organizations[name] = try await catalog.organization(name) }
        var json = JSONBuilder()
        json.array { json in
            for dataset in datasets {
                dataset.writePackage(to: &json, organization: organizations[dataset.organization], siteURL: siteURL)
            }
        }
        return json.bytes
    }
}
