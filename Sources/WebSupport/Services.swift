package import Catalog
package import Tables
package import Validation

/// Everything that routes need, made once by the executable and handed in.
package struct Services: Sendable {
    package let catalog: CatalogDatabase
    package let queries: TableQueries
    package let store: FileStore
    package let schemas: SchemaLibrary
    package let site: Site
    /// Knows whether the catalogue changed.
    package let watch: RevisionWatch
    /// Looks up datasets and resources.
    package let memo: DatasetMemo

    package init(catalog: CatalogDatabase, queries: TableQueries, store: FileStore, schemas: SchemaLibrary, site: Site)
    {
        self.catalog = catalog
        self.queries = queries
        self.store = store
        self.schemas = schemas
        self.site = site
        watch = RevisionWatch(catalog)
        memo = DatasetMemo(catalog: catalog, watch: watch)
    }
}

/// What the operator calls this site and where readers reach it.
package struct Site: Hashable, Sendable {
    /// Without a trailing slash, `https://data.example.lg.jp`.
    ///
    /// Never taken from a request's Host header.
    package var publicURL: String
    package var title: String
    package var titleEnglish: String
    /// The product's version, `0.1.0`.
    package var version: String
    /// Where CKAN's routes are mounted besides `/`, for example `/ckan`; nil for none.
    package var ckanPrefix: String?

    package init(
        publicURL: String,
        title: String = "山口県データプラットフォーム",
        titleEnglish: String = "Yamaguchi Data Platform",
        version: String,
        ckanPrefix: String? = nil,
    ) {
        self.publicURL = publicURL
        self.title = title
        self.titleEnglish = titleEnglish
        self.version = version
        self.ckanPrefix = ckanPrefix
    }
}
