import Catalog
import OpenData
import Tabular
import WebSupport

extension APIRoutes {
    /// What datasets can be filtered by.
    static let vocabularies = [
        Endpoint(
            path: "/api/v1/organizations",
            operation: "listOrganizations",
            summary: Bilingual(ja: "公開している組織", en: "The organizations that publish"),
            answer: .list,
        ) { exchange in
            let all = try await exchange.catalog.organizations()
            var data = JSONBuilder()
            data.array { json in
                for (organization, count) in all {
                    organization.write(to: &json, datasetCount: count, links: exchange.links)
                }
            }
            return exchange.answer(
                Envelope(data: data.bytes, meta: { $0.field("count", all.count) }, links: [("self", exchange.address)])
            )
        },
        Endpoint(
            path: "/api/v1/organizations/{name}",
            operation: "getOrganization",
            summary: Bilingual(ja: "一つの組織", en: "One organization"),
            parameters: [.path("name", Bilingual(ja: "組織の名前か id", en: "Name or id of the organization"))],
        ) { exchange in
            let name = try exchange.context.name("name")
            let all = try await exchange.catalog.organizations()
            guard let found = all.first(where: { $0.organization.name == name || $0.organization.id == name }) else {
                throw Problem.notFound
            }
            var data = JSONBuilder()
            found.organization.write(to: &data, datasetCount: found.datasetCount, links: exchange.links)
            return exchange.answer(one: data.bytes)
        },
        counted("/api/v1/tags", .tag, operation: "listTags", Bilingual(ja: "使われているタグ", en: "The tags in use")),
        counted(
            "/api/v1/formats",
            .format,
            operation: "listFormats",
            Bilingual(ja: "使われている形式", en: "The formats in use")
        ),
        Endpoint(
            path: "/api/v1/licenses",
            operation: "listLicenses",
            summary: Bilingual(ja: "知られているライセンスと使われている数", en: "The known licences and how often they are used"),
            answer: .list,
        ) { exchange in
            let used = try await exchange.values(of: .license)
            let known = License.all
            let unknown = used.filter { value in !known.contains { $0.id == value.value } }
            var data = JSONBuilder()
            data.array { json in
                for license in known {
                    license.write(to: &json, count: used.first { $0.value == license.id }?.count ?? 0)
                }
                for value in unknown {
                    json.object { json in
                        json.field("id", value.value)
                        json.field("title", value.title)
                        for name in ["title_en", "url", "is_open"] { json.field(name, String?.none) }
                        json.field("count", value.count)
                    }
                }
            }
            let count = known.count + unknown.count
            return exchange.answer(
                Envelope(data: data.bytes, meta: { $0.field("count", count) }, links: [("self", exchange.address)])
            )
        },
    ]

    /// A list of the values of one facet over the whole catalogue.
    private static func counted(
        _ path: String,
        _ facet: DatasetQuery.Facet,
        operation: String,
        _ summary: Bilingual,
    ) -> Endpoint {
        Endpoint(path: path, operation: operation, summary: summary, answer: .list) { exchange in
            let values = try await exchange.values(of: facet)
            var data = JSONBuilder()
            data.array { json in
                for value in values { value.write(to: &json) }
            }
            return exchange.answer(
                Envelope(
                    data: data.bytes,
                    meta: { $0.field("count", values.count) },
                    links: [("self", exchange.address)]
                )
            )
        }
    }
}

extension Exchange {
    /// All values of a facet with the number of datasets, most frequent first.
    func values(of facet: DatasetQuery.Facet) async throws -> [DatasetPage.FacetValue] {
        var query = DatasetQuery()
        query.limit = 0
        query.facets = [facet]
        query.facetLimit = 10_000
        return try await catalog.search(query).facets[facet] ?? []
    }
}

extension Organization {
    /// The organization as the native API shows it.
    fileprivate func write(to json: inout JSONBuilder, datasetCount: Int, links: Links) {
        json.object { json in
            json.field("id", id)
            json.field("name", name)
            json.field("title", title)
            json.field("title_en", titleEnglish)
            json.field("description", description)
            json.field("homepage", homepage)
            json.field("dataset_count", datasetCount)
            json.field("created", created.rfc3339)
            json.field("modified", modified.rfc3339)
            json.object("links") { json in
                json.field("self", links.absolute("/api/v1/organizations/" + Links.encode(name)))
                json.field("datasets", links.absolute("/api/v1/datasets", query: [("organization", name)]))
                json.field("page", links.organizationPage(name))
            }
        }
    }
}

extension License {
    fileprivate func write(to json: inout JSONBuilder, count: Int) {
        json.object { json in
            json.field("id", id)
            json.field("title", title)
            json.field("title_en", titleEnglish)
            json.field("url", url)
            json.field("is_open", isOpen)
            json.field("count", count)
        }
    }
}
