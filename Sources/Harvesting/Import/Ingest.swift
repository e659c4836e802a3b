package import Catalog
package import OpenData
package import Tables
package import Validation

/// Bytes on disk become a published version: blob, document, schema, table file, version. Harvests and commands share it.
package struct Ingest: Sendable {
    package let catalog: CatalogDatabase
    package let store: FileStore
    package let schemas: SchemaLibrary
    package let now: @Sendable () -> Timestamp

    package init(
        catalog: CatalogDatabase, store: FileStore, schemas: SchemaLibrary, now: @escaping @Sendable () -> Timestamp,
    ) {
        self.catalog = catalog
        self.store = store
        self.schemas = schemas
        self.now = now
    }

    /// Registers a dataset with one distribution and ingests `file` for it (`ydp dataset register`). Its organization must exist.
    /// Nothing is stored when the file is no table (the record then says `rejected` and why).
    /// - Parameter schema: nil: the standard dataset is recognised by the header.
    /// - Returns: the outcome as one record (`job` is empty).
    package func register(_ dataset: Dataset, file: String, schema: TableSchema?, actor: String) async throws -> HarvestRecord {
        fatalError("stub")
    }

    /// Registers every data package (`datapackage.json`) below `directory`, in name order. The same bytes again are `unchanged`.
    package func seed(directory: String) async throws -> [HarvestRecord] { fatalError("stub") }
}
