import Catalog
import OpenData
import Tables
import WebSupport

extension CKANAction {
    /// Rows of tables, as CKAN's DataStore gives them.
    static let datastore = [
        CKANAction(
            "datastore_search",
            "Rows of a table. Parameters: resource_id, filters, q, limit, offset, fields, sort, include_total, records_format."
        ) { exchange in try await DatastoreSearch(exchange).result() },
        CKANAction("datastore_info", "Columns and number of rows of a table. Parameters: id.") { exchange in
            let parameters = exchange.parameters
            let table = try await exchange.table(
                try parameters.string("id") ?? parameters.required("resource_id", reportedAs: "id")
            )
            return JSONBuilder.object { json in
                json.object("meta") { json in
                    json.field("id", table.resource.id)
                    json.field("count", table.version.rowCount)
                    json.field("table_type", "BASE TABLE")
                    json.field("aliases", [])
                }
                json.array("fields") { json in
                    for field in table.version.fields {
                        json.object { json in
                            json.field("id", field.name)
                            json.field("type", DatastoreType.name(of: field))
                        }
                    }
                }
            }
        },
    ]
}

/// The names that CKAN's answers give to column types: PostgreSQL's.
enum DatastoreType {
    static func name(of field: TableVersion.Field) -> String {
        switch field.type {
        case "integer": "int8"
        case "year": "int4"
        case "number": "float8"
        case "boolean": "bool"
        case "date": "date"
        case "time": "time"
        case "datetime": "timestamp"
        default: "text"
        }
    }
}

extension CKANExchange {
    /// The table that readers of a resource see; CKAN calls one without a table not found.
    func table(
        _ id: String,
    ) async throws -> (resource: Distribution, version: TableVersion, reference: TableReference) {
        let missing = CKANFailure.notFound("Resource \"\(Problem.shortened(id))\" was not found.")
        guard let found = try await catalog.distribution(id) else { throw missing }
        guard found.dataset.state == .active else {
            throw CKANFailure(
                kind: .authorization,
                message: "Access denied: User  not authorized to read resource \(id)"
            )
        }
        guard let version = found.distribution.current, let table = version.table else { throw missing }
        let reference = TableReference(resource: found.distribution.id, version: version.number, table: table)
        return (found.distribution, version, reference)
    }
}
