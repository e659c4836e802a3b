import Catalog
import OpenData
import WebSupport

extension CKANAction {
    /// Publishers, and groups, which the platform does not have.
    static let organizations = [
        CKANAction("organization_list", "Organizations. Parameters: sort, limit, offset, organizations, q, all_fields.")
        {
            exchange in
            let all = try await listed(exchange)
            guard exchange.parameters.boolean("all_fields", byDefault: false) else {
                return array(of: all.map(\.organization.name))
            }
            let counts = exchange.parameters.boolean("include_dataset_count", byDefault: true)
            var json = JSONBuilder()
            json.array { json in
                for (organization, count) in all {
                    json.object { organization.writeCKAN(to: &$0, datasetCount: counts ? count : nil) }
                }
            }
            return json.bytes
        },
        CKANAction("organization_show", "One organization. Parameters: id (id or name), include_datasets.") {
            exchange in
            let id = try exchange.parameters.required("id")
            let all = try await exchange.catalog.organizations()
            guard let found = all.first(where: { $0.organization.name == id || $0.organization.id == id }) else {
                throw CKANFailure.notFound()
            }
            let packages =
                exchange.parameters.boolean("include_datasets", byDefault: false)
                ? try await exchange.packages(of: found.organization) : nil
            return JSONBuilder.object { json in
                found.organization.writeCKAN(to: &json, datasetCount: found.datasetCount)
                for name in ["extras", "tags", "groups", "users"] { json.field(name, []) }
                if let packages { json.field("packages", raw: packages) }
            }
        },
        CKANAction("group_list", "Groups: there are none.") { _ in Array("[]".utf8) },
        CKANAction("group_show", "One group: there are none.") { exchange in
            _ = try exchange.parameters.required("id")
            throw CKANFailure.notFound()
        },
    ]

    private typealias Counted = (organization: Organization, datasetCount: Int)

    private static func listed(_ exchange: CKANExchange) async throws -> ArraySlice<Counted> {
        let parameters = exchange.parameters
        var all: [Counted] = try await exchange.catalog.organizations()
        if let names = parameters.list("organizations"), !names.isEmpty {
            all = all.filter { names.contains($0.organization.name) }
        }
        if let text = parameters.string("q")?.lowercased(), !text.isEmpty {
            all = all.filter { item in
                item.organization.name.contains(text) || item.organization.title.lowercased().contains(text)
            }
        }
        all = try sorted(all, by: parameters.string("sort") ?? "title asc")
        let limit = try parameters.natural("limit", byDefault: Int.max)
        return all.dropFirst(try parameters.natural("offset", byDefault: 0)).prefix(limit)
    }

    /// `name`, `title` or `package_count`, with an optional direction; the count is descending unless told otherwise.
    private static func sorted(_ all: [Counted], by sort: String) throws(CKANFailure) -> [Counted] {
        let words = sort.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        let field = words.first ?? "title"
        let isDescending = words.count > 1 ? words[1].lowercased() == "desc" : field.hasPrefix("package")
        let isBefore: (Counted, Counted) -> Bool
        switch field {
        case "name": isBefore = { $0.organization.name < $1.organization.name }
        case "title": isBefore = { $0.organization.title.utf8.lexicographicallyPrecedes($1.organization.title.utf8) }
        case "package_count", "packages": isBefore = { $0.datasetCount < $1.datasetCount }
        default:
            throw CKANFailure(
                kind: .validation,
                message:
                    "Cannot sort by field `\(Problem.shortened(field))`: name, title and package_count are possible"
            )
        }
        return all.sorted { isDescending ? isBefore($1, $0) : isBefore($0, $1) }
    }
}

extension CKANExchange {
    /// The first datasets of an organization, as CKAN adds them to it.
    fileprivate func packages(of organization: Organization) async throws -> [UInt8] {
        var query = DatasetQuery()
        query.organizations = [organization.name]
        query.sort = .modified
        query.limit = 1000
        return try await json(of: catalog.search(query).datasets)
    }
}

extension Organization {
    /// The members of CKAN's organization dict.
    fileprivate func writeCKAN(to json: inout JSONBuilder, datasetCount: Int?) {
        json.field("approval_status", "approved")
        json.field("created", created.ckan)
        json.field("description", description ?? "")
        json.field("display_name", title)
        json.field("id", id)
        json.field("image_display_url", "")
        json.field("image_url", "")
        json.field("is_organization", true)
        json.field("name", name)
        json.field("num_followers", 0)
        if let datasetCount { json.field("package_count", datasetCount) }
        json.field("state", "active")
        json.field("title", title)
        json.field("type", "organization")
    }
}
