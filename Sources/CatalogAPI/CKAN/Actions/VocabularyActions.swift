import Catalog
import OpenData
import WebSupport

extension CKANAction {
    /// Tags, licences, formats.
    static let vocabularies = [
        CKANAction("tag_list", "Tags in use. Parameters: query, all_fields.") { exchange in
            let parameters = exchange.parameters
            let text = (parameters.string("query") ?? parameters.string("q") ?? "").lowercased()
            let names = try await exchange.values(of: .tag).map(\.value)
                .filter { text.isEmpty || $0.lowercased().contains(text) }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            guard parameters.boolean("all_fields", byDefault: false) else { return array(of: names) }
            var json = JSONBuilder()
            json.array { json in
                for name in names { CKANTag(name: name).write(to: &json, withState: false) }
            }
            return json.bytes
        },
        CKANAction("license_list", "Licences that datasets may have.") { _ in
            var json = JSONBuilder()
            json.array { json in
                for license in License.all { license.writeCKAN(to: &json) }
            }
            return json.bytes
        },
        CKANAction("format_autocomplete", "Formats that contain a text. Parameters: q, limit.") { exchange in
            let text = try exchange.parameters.required("q").lowercased()
            let limit = try exchange.parameters.natural("limit", byDefault: 5)
            let formats = try await exchange.values(of: .format).map { $0.value.lowercased() }
            return array(of: formats.filter { $0.contains(text) }.prefix(limit))
        },
        CKANAction("package_autocomplete", "Datasets that contain a text. Parameters: q, limit.") { exchange in
            var query = DatasetQuery()
            query.text = try exchange.parameters.required("q")
            query.limit = min(try exchange.parameters.natural("limit", byDefault: 10), 100)
            let found = try await exchange.catalog.search(query)
            var json = JSONBuilder()
            json.array { json in
                for dataset in found.datasets {
                    json.object { json in
                        json.field("name", dataset.name)
                        json.field("title", dataset.title)
                        json.field("match_field", "title")
                        json.field("match_displayed", "\(dataset.title) (\(dataset.name))")
                    }
                }
            }
            return json.bytes
        },
        CKANAction("vocabulary_list", "Tag vocabularies: there are none.") { _ in Array("[]".utf8) },
        CKANAction("user_list", "Users: none are shown.") { _ in Array("[]".utf8) },
    ]
}

extension CKANExchange {
    /// All values of a facet with the number of datasets.
    fileprivate func values(of facet: DatasetQuery.Facet) async throws -> [DatasetPage.FacetValue] {
        var query = DatasetQuery()
        query.limit = 0
        query.facets = [facet]
        query.facetLimit = 10_000
        return try await catalog.search(query).facets[facet] ?? []
    }
}

extension License {
    /// CKAN's licence dict: twelve strings, also for what is true or false.
    fileprivate func writeCKAN(to json: inout JSONBuilder) {
        json.object { json in
            json.field("domain_content", "False")
            json.field("id", id)
            json.field("domain_data", "True")
            json.field("domain_software", "False")
            json.field("family", "")
            json.field("is_generic", id.hasPrefix("other") || id == "notspecified" ? "True" : "False")
            json.field("od_conformance", isOpen ? "approved" : "not reviewed")
            json.field("osd_conformance", "not reviewed")
            json.field("maintainer", "")
            json.field("status", "active")
            json.field("url", url ?? "")
            json.field("title", title)
        }
    }
}
