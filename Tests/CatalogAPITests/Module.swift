import Testing

@testable import CatalogAPI
