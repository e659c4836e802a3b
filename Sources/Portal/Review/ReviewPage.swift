import Catalog
import OpenData
import WebSupport

/// `/review/{key}`: everything that waits for a person, with what it would change and the two ways to decide.
struct ReviewPage: PageContent {
    static let template = "review"

    struct Item {
        var heading: String
        var anchor: String
        var dataset: LinkView
        var reason: String
        var lines: [String]
        /// What the buttons send: see ``ReviewDecision``.
        var name: String
        var version: String
        var resource: String
        var mayBeApproved: Bool
    }

    /// Where the buttons send it.
    var action: String
    /// What was decided just now; nil when nothing was.
    var notice: String?
    var items: [Item]
    var isEmpty: Bool

    /// - Parameters:
    ///   - action: address of the page without its query.
    ///   - done: the last decision, by the name that the page's own address carries.
    static func make(
        _ request: PageRequest,
        _ catalog: CatalogDatabase,
        action: String,
        done: String?
    ) async throws -> Page {
        let words = request.words
        var items: [Item] = []
        for held in try await catalog.heldVersions() where held.dataset.state == .active {
            let view = WaitingView(VersionDifference(held), request)
            items.append(
                Item(
                    heading: "\(held.dataset.title) – \(held.distribution.title)",
                    anchor: "waits-\(items.count)",
                    dataset: view.link,
                    reason: view.reason,
                    lines: view.lines,
                    name: held.dataset.name,
                    version: String(held.version.number),
                    resource: held.distribution.id,
                    mayBeApproved: held.version.mayBePublished
                )
            )
        }
        for open in try await catalog.openProposals() {
            let view = WaitingView(open, request)
            items.append(
                Item(
                    heading: open.dataset.title,
                    anchor: "waits-\(items.count)",
                    dataset: view.link,
                    reason: view.reason,
                    lines: view.lines,
                    name: open.dataset.name,
                    version: open.proposal.code,
                    resource: "",
                    mayBeApproved: true
                )
            )
        }
        let notice: Word? = done == "approved" ? .reviewApproved : done == "rejected" ? .reviewRejected : nil
        return Page(
            title: words(.waitingForReview),
            isHiddenFromSearchEngines: true,
            content: ReviewPage(
                action: action,
                notice: notice.map { words($0) },
                items: items,
                isEmpty: items.isEmpty
            )
        )
    }
}
