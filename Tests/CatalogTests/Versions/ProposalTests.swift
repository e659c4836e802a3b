import Catalog
import OpenData
import Tabular
import Testing

@Suite struct `Proposals` {
    private static func proposal(_ code: String, _ value: String?) -> Proposal {
        Proposal(
            code: code,
            message: Bilingual(ja: "変わりました。", en: "It changed."),
            value: value,
            since: Timestamp(microseconds: 1)
        )
    }

    @Test func `a proposal waits once, whatever is proposed twice, and readers see nothing of it`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        try await fixture.catalog.put(.withTable("aed", title: "AED"), actor: "a")
        let before = try #require(await catalog.dataset("aed"))
        for _ in 0..<2 {
            try await catalog.propose(Self.proposal("license_change", "cc0"), of: "aed", lease: nil, actor: "test")
        }
        let open = try await catalog.openProposals()
        #expect(open.map(\.proposal.code) == ["license_change"])
        #expect(open.first?.dataset.name == "aed")
        #expect(try await catalog.dataset("aed")?.license == before.license)
        try await catalog.takeBack("license_change", of: "aed", lease: nil, actor: "test")
        #expect(try await catalog.openProposals().isEmpty)
    }

    @Test func `approved, a licence becomes the dataset's; declined, it is not proposed again`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        try await fixture.catalog.put(.withTable("aed", title: "AED"), actor: "a")
        try await catalog.propose(Self.proposal("license_change", "cc0"), of: "aed", lease: nil, actor: "test")
        try await catalog.decide("license_change", of: "aed", isApproved: true, actor: "test")
        #expect(try await catalog.dataset("aed")?.license == "cc0")
        #expect(try await catalog.openProposals().isEmpty)
        try await catalog.propose(Self.proposal("license_change", nil), of: "aed", lease: nil, actor: "test")
        try await catalog.decide("license_change", of: "aed", isApproved: false, actor: "test")
        #expect(try await catalog.dataset("aed")?.license == "cc0")
        try await catalog.propose(Self.proposal("license_change", nil), of: "aed", lease: nil, actor: "test")
        #expect(try await catalog.openProposals().isEmpty)
        await #expect(throws: CatalogError(.noProposal(dataset: "aed", code: "gone"))) {
            try await catalog.decide("gone", of: "aed", isApproved: true, actor: "test")
        }
    }

    @Test func `what is gone for good is withdrawn when a person says so`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        let catalog = fixture.catalog
        try await fixture.catalog.put(.withTable("aed", title: "AED"), actor: "a")
        try await catalog.propose(Self.proposal("gone", nil), of: "aed", lease: nil, actor: "test")
        try await catalog.decide("gone", of: "aed", isApproved: true, actor: "test")
        #expect(try await catalog.dataset("aed")?.state == .withdrawn)
        #expect(try await catalog.openProposals().isEmpty)
    }

    @Test func `a tolerance is kept with the dataset`() async throws {
        let fixture = try await CatalogFixture.withOrganization()
        try await fixture.catalog.put(.withTable("aed", title: "AED"), actor: "a")
        var tolerance = Tolerance()
        tolerance.mayBeEmpty = true
        try await fixture.catalog.setTolerance(tolerance, of: "aed", actor: "test")
        #expect(try await fixture.catalog.dataset("aed")?.tolerance == tolerance)
        _ = try await fixture.catalog.rebuild()
        #expect(try await fixture.catalog.dataset("aed")?.tolerance == tolerance)
    }
}
