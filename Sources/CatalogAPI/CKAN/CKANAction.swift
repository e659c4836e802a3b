import Catalog
import Hummingbird
import OpenData
import WebSupport

/// One action of CKAN's API: its name, a line of help, and what makes its result.
struct CKANAction: Sendable {
    let name: String
    let help: String
    /// The JSON text of `result`.
    let result: @Sendable (CKANExchange) async throws -> [UInt8]

    init(_ name: String, _ help: String, result: @escaping @Sendable (CKANExchange) async throws -> [UInt8]) {
        self.name = name
        self.help = help
        self.result = result
    }

    /// All that is answered.
    static let all: [CKANAction] = site + packages + organizations + vocabularies + datastore

    /// Actions that change CKAN's data: known by name, so that a `GET` is told to use `POST` and a `POST` that it may not.
    static let writing: Set<String> = [
        "package_create", "package_update", "package_patch", "package_revise", "package_delete", "dataset_purge",
        "resource_create", "resource_update", "resource_patch", "resource_delete", "package_resource_reorder",
        "organization_create", "organization_update", "organization_patch", "organization_delete", "organization_purge",
        "group_create", "group_update", "group_patch", "group_delete", "member_create", "member_delete",
        "tag_create", "tag_delete", "vocabulary_create", "vocabulary_update", "vocabulary_delete",
        "datastore_create", "datastore_upsert", "datastore_delete", "datastore_records_delete",
        "user_create", "user_update", "user_delete", "api_token_create", "api_token_revoke",
    ]
}

/// One call of an action.
struct CKANExchange: Sendable {
    let services: Services
    let request: Request
    let context: WebContext
    let parameters: CKANParameters
    /// What stands before CKAN's paths: empty, or `/ckan`.
    let prefix: String

    /// The moment of the call.
    let now: Timestamp

    var catalog: CatalogDatabase { services.catalog }

    /// The address that plays CKAN's `site_url`.
    var siteURL: String { services.site.publicURL + prefix }

    /// An active dataset by name or id.
    ///
    /// Throws a ``CKANFailure``: unknown ones are not found; withdrawn ones are denied, as CKAN does with deleted ones.
    func dataset(_ nameOrID: String) async throws -> Dataset {
        guard let dataset = try await catalog.dataset(nameOrID) else { throw CKANFailure.notFound() }
        guard dataset.state == .active else {
            throw CKANFailure(
                kind: .authorization,
                message: "Access denied: User  not authorized to read package \(dataset.id)"
            )
        }
        return dataset
    }

    /// A resource of an active dataset.
    func resource(_ id: String) async throws -> (dataset: Dataset, resource: Distribution) {
        guard let found = try await catalog.distribution(id) else {
            throw CKANFailure.notFound("Resource was not found.")
        }
        guard found.dataset.state == .active else {
            throw CKANFailure(
                kind: .authorization,
                message: "Access denied: User  not authorized to read resource \(id)"
            )
        }
        return (found.dataset, found.distribution)
    }
}
