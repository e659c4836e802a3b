import Catalog
import OpenData
import Tabular
import WebSupport

extension APIRoutes {
    /// Reading datasets.
    static let datasets = [
        Endpoint(
            path: "/api/v1/datasets",
            operation: "listDatasets",
            summary: Bilingual(ja: "データセットを検索する", en: "Search the datasets"),
            parameters: DatasetRequest.parameters,
            answer: .list,
        ) { exchange in
            let asked = try DatasetRequest(exchange.query).query
            let page = try await exchange.catalog.search(asked)
            let titles = try await exchange.organizations(of: page.datasets)
            var data = JSONBuilder()
            data.array { json in
                for dataset in page.datasets { dataset.write(to: &json, organizations: titles, links: exchange.links) }
            }
            let links: [(name: String, address: String?)] = [
                ("self", exchange.address), ("next", exchange.address(cursor: page.next)),
            ]
            return exchange.answer(
                Envelope(
                    data: data.bytes,
                    meta: { json in
                        json.field("count", page.count)
                        json.field("limit", asked.limit)
                    },
                    links: links,
                    more: { page.writeFacets(asked.facets, to: &$0) },
                )
            )
        },
        Endpoint(
            path: "/api/v1/datasets/{name}",
            operation: "getDataset",
            summary: Bilingual(ja: "データセットとその資源", en: "A dataset with its resources"),
            parameters: [.datasetName],
        ) { exchange in
            let dataset = try await exchange.dataset()
            let titles = try await exchange.organizations(of: [dataset])
            var data = JSONBuilder()
            dataset.write(to: &data, organizations: titles, links: exchange.links)
            return exchange.answer(
                one: data.bytes,
                links: [
                    ("canonical", exchange.links.apiDataset(dataset.name)),
                    ("versions", exchange.links.apiDataset(dataset.name) + "/versions"),
                    ("page", exchange.links.datasetPage(dataset.name)),
                ]
            )
        },
        Endpoint(
            path: "/api/v1/datasets/{name}/versions",
            operation: "listVersions",
            summary: Bilingual(ja: "資源ごとの版の履歴、新しい順", en: "The versions of each resource, newest first"),
            parameters: [.datasetName],
            answer: .list,
        ) { exchange in
            let dataset = try await exchange.dataset()
            var data = JSONBuilder()
            var count = 0
            let histories = try await exchange.versions(of: dataset)
            data.array { json in
                for (resource, versions) in histories {
                    versions.write(to: &json, resource: resource, links: exchange.links)
                    count += versions.count
                }
            }
            return exchange.answer(
                Envelope(
                    data: data.bytes,
                    meta: { json in
                        json.field("dataset", dataset.name)
                        json.field("count", count)
                    },
                    links: [("self", exchange.address), ("dataset", exchange.links.apiDataset(dataset.name))],
                )
            )
        },
    ]
}

extension Exchange {
    /// Titles of the organizations that `datasets` name.
    func organizations(of datasets: [Dataset]) async throws -> [String: Organization] {
        var found: [String: Organization] = [:]
        for name in Set(datasets.map(\.organization)) {
            found[name] = try await catalog.organization(name)
        }
        return found
    }

    /// Versions of every resource, in the dataset's order of resources.
    fileprivate func versions(of dataset: Dataset) async throws -> [(resource: String, versions: [TableVersion])] {
        var histories: [(resource: String, versions: [TableVersion])] = []
        for distribution in dataset.distributions {
            histories.append((distribution.id, try await catalog.versions(ofDistribution: distribution.id)))
        }
        return histories
    }
}

extension DatasetPage {
    /// `"facets":{"organization":[{"value","title","count"}]}` in the order asked; nothing when none was.
    fileprivate func writeFacets(_ asked: [DatasetQuery.Facet], to json: inout JSONBuilder) {
        guard !asked.isEmpty else { return }
        json.object("facets") { json in
            for facet in asked {
                json.array(facet.rawValue) { json in
                    for value in facets[facet] ?? [] { value.write(to: &json) }
                }
            }
        }
    }
}

extension DatasetPage.FacetValue {
    /// `{"value","title","count"}`.
    func write(to json: inout JSONBuilder) {
        json.object { json in
            json.field("value", value)
            json.field("title", title)
            json.field("count", count)
        }
    }
}
