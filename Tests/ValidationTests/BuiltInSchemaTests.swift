import Foundation
import TestSupport
import Testing

@testable import Validation

@Suite struct `Schemas inside the program` {
    @Test func `They are the files of schemas, no more and no fewer`() throws {
        let embedded = try SchemaLibrary.builtIn()
        let files = try SchemaLibrary(directory: PackageFiles.path("schemas"))
        #expect(embedded.schemas.count >= 6)
        #expect(embedded.schemas == files.schemas)
    }
}
