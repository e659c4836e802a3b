import OpenData
import TestSupport
import Testing

@testable import Catalog

@Suite struct `Revision watch` {
    private static func organization(_ name: String, _ now: Timestamp) -> Organization {
        Organization(name: name, id: Identifier.uuid("organization", name), title: name, created: now, modified: now)
    }

    /// The revision as soon as it is known.
    private static func known(_ watch: RevisionWatch) async throws -> Int64 {
        for _ in 0..<500 {
            if let revision = watch.current { return revision }
            try await Task.sleep(for: .milliseconds(10))
        }
        return try #require(watch.current)
    }

    @Test func `A commit of this connection or of another is seen by the very next question`() async throws {
        let directory = try TemporaryDirectory()
        let now = Timestamp(microseconds: 1_795_305_600_000_000)
        let catalog = try await CatalogDatabase(directory: directory.path) { now }
        let other = try await CatalogDatabase(directory: directory.path) { now }
        let watch = RevisionWatch(catalog)
        #expect(try await Self.known(watch) == 0)
        for (number, database) in [catalog, other, other, catalog].enumerated() {
            try await database.put(Self.organization("city-\(number)", now), actor: "test")
            // Not the old one: nothing, or what is true now.
            let seen = watch.current
            #expect(seen == nil || seen == Int64(number + 1))
            #expect(try await watch.revision() == Int64(number + 1))
            #expect(try await Self.known(watch) == Int64(number + 1))
        }
        try other.close()
    }
}
