import Catalog
import OpenData
import Tabular
import WebSupport

/// What a button of the review page sends: which thing, and yes or no.
struct ReviewDecision {
    /// Name of the dataset.
    let name: String
    /// Number of the version or code of the proposal.
    let version: String
    /// Id of the resource whose version it is; empty for a proposal.
    let resource: String
    let isApproved: Bool

    /// Reads the body of a form (`application/x-www-form-urlencoded`, the form of a query string).
    /// - Throws: ``Problem`` for any other body.
    init(form: [UInt8]) throws(Problem) {
        guard let text = String(validating: form, as: UTF8.self) else { throw Problem(.badBody) }
        let fields = try QueryParameters(text)
        guard let name = try fields.single("name"), let version = try fields.single("version"),
            let decision = try fields.choice("decision", of: ["approve", "reject"])
        else { throw Problem(.badBody) }
        self.name = name
        self.version = version
        resource = try fields.single("resource") ?? ""
        isApproved = decision == "approve"
    }

    /// Carries it out.
    /// - Throws: ``Problem`` `not-found` when that does not wait any more; ``CatalogError``.
    func carryOut(_ catalog: CatalogDatabase, actor: String) async throws {
        guard let number = Int(version) else {
            let open = try await catalog.openProposals().first {
                $0.dataset.name == name && $0.proposal.code == version
            }
            guard open != nil else { throw Self.nothingToDecide }
            return try await catalog.decide(version, of: name, isApproved: isApproved, actor: actor)
        }
        let held = try await catalog.heldVersions().first {
            $0.dataset.name == name && $0.version.number == number && $0.distribution.id == resource
        }
        guard let held, held.version.mayBePublished || !isApproved else { throw Self.nothingToDecide }
        if isApproved {
            try await catalog.approve(number, of: resource, actor: actor)
        } else {
            try await catalog.reject(number, of: resource, actor: actor)
        }
    }

    private static let nothingToDecide = Problem(
        .notFound,
        detail: Bilingual(
            ja: "もう確認待ちではないか、公開できないものです。確認待ちの一覧を開き直してください。",
            en: "It no longer waits, or may not be published. Open the list of what waits again."
        )
    )
}
