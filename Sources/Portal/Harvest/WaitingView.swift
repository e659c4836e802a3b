import Catalog
import OpenData
import Tabular

/// Something that is held and waits for a person: what differs, in words.
struct WaitingView {
    var link: LinkView
    /// Reason code, for those who look it up.
    var reason: String
    /// One sentence or difference each.
    var lines: [String]

    /// Everything that waits of datasets that readers can see, held versions first.
    static func all(_ request: PageRequest, _ catalog: CatalogDatabase) async throws -> [WaitingView] {
        let versions = try await catalog.heldVersions().filter { $0.dataset.state == .active }
        let proposals = try await catalog.openProposals()
        return versions.map { WaitingView(VersionDifference($0), request) } + proposals.map { WaitingView($0, request) }
    }

    init(_ difference: VersionDifference, _ request: PageRequest) {
        let words = request.words
        let held = difference.held
        link = Self.link(held.dataset, request)
        reason = held.version.reason ?? ""
        let rows = words(
            .rowsNowAndHeld,
            difference.rowsNow.map(NumberText.grouped) ?? "–",
            NumberText.grouped(held.version.rowCount)
        )
        lines = difference.doubts.map { words[$0] } + [rows]
        lines += difference.columns.map { change in
            switch change {
            case .removed(let name): words(.columnRemoved, name)
            case .added(let name): words(.columnAdded, name)
            case .retyped(let name, let old, let new): words(.columnRetyped, name, "\(old) → \(new)")
            }
        }
    }

    init(_ open: OpenProposal, _ request: PageRequest) {
        link = Self.link(open.dataset, request)
        reason = open.proposal.code
        lines = [request.words[open.proposal.message]]
    }

    private static func link(_ dataset: Dataset, _ request: PageRequest) -> LinkView {
        LinkView(label: dataset.title, href: request.links.dataset(dataset.name))
    }
}
