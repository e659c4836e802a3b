package import Catalog
package import OpenData
package import Tables
package import Validation

/// Bytes on disk become a published version: blob, document, schema, table file, version.
///
/// Harvests and commands share it.
package struct Ingest: Sendable {
    package let catalog: CatalogDatabase
    package let store: FileStore
    package let schemas: SchemaLibrary
    package let now: @Sendable () -> Timestamp

    package init(
        catalog: CatalogDatabase,
        store: FileStore,
        schemas: SchemaLibrary,
        now: @escaping @Sendable () -> Timestamp,
    ) {
        self.catalog = catalog
        self.store = store
        self.schemas = schemas
        self.now = now
    }
}
