import OpenData
import Testing

@testable import Catalog

@Suite struct `Organizations` {
    @Test func `putting the same again writes nothing, a difference keeps the date of creation`() async throws {
        let fixture = try await CatalogFixture()
        let catalog = fixture.catalog
        var organization = Organization.sample("hofu", title: "防府市")
        try await catalog.put(organization, actor: "a")
        fixture.clock.advance(.seconds(60))
        organization.created = fixture.clock.read()
        try await catalog.put(organization, actor: "a")
        #expect(try await catalog.revision() == 1)
        organization.homepage = "https://www.city.hofu.yamaguchi.jp/"
        try await catalog.put(organization, actor: "a")
        let stored = try await catalog.organization("hofu")
        #expect(stored?.homepage == organization.homepage)
        #expect(stored?.created == Timestamp(microseconds: 0))
        #expect(stored?.modified == fixture.clock.read())
    }

    @Test func `they are listed by title with their active datasets counted`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        try await catalog.put(.sample("abu", title: "阿武町"), actor: "a")
        try await catalog.put(.withoutTable("aed", title: "AED"), actor: "a")
        try await catalog.put(.withoutTable("tourism", title: "観光"), actor: "a")
        let listed = try await catalog.organizations()
        #expect(listed.map(\.organization.name) == ["hofu", "abu"])
        #expect(listed.map(\.datasetCount) == [2, 0])
    }

    @Test func `one is found by name and by id`() async throws {
        let catalog = try await CatalogFixture.withOrganization().catalog
        #expect(try await catalog.organization("hofu")?.title == "防府市")
        #expect(try await catalog.organization(Identifier.uuid("organization", "hofu"))?.title == "防府市")
        #expect(try await catalog.organization("防府市") == nil)
    }

    @Test func `names and ids belong to one organization`() async throws {
        let catalog = try await CatalogFixture.withOrganization().catalog
        var other = Organization.sample("hofu", title: "別")
        other.id = Identifier.uuid("organization", "other")
        #expect(await refusal { try await catalog.put(other, actor: "a") } == .nameTaken("hofu"))
        other = Organization.sample("other", title: "別")
        other.id = Identifier.uuid("organization", "hofu")
        #expect(await refusal { try await catalog.put(other, actor: "a") } == .idTaken(other.id))
    }
}
