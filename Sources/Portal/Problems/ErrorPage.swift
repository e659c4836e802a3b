import HTTPTypes
import WebSupport

/// What a browser sees instead of a page that cannot be shown: 404, 410, 500 and their like.
struct ErrorPage: PageContent {
    static let template = "error"

    var status: String
    var heading: String
    var detail: String
    var search: SearchView
    var links: [LinkView]
    /// Shown when the fault is ours, for those who report it.
    var requestID: String?

    static func make(_ problem: Problem, _ request: PageRequest, requestID: String) -> Page {
        let words = request.words
        let content = ErrorPage(
            status: String(problem.status.code),
            heading: words[problem.title],
            detail: words[problem.detail],
            search: SearchView(DatasetFilter(), request.links),
            links: [
                LinkView(label: words(.backToHome), href: request.links.home),
                LinkView(label: words(.backToDatasets), href: request.links.datasets()),
            ],
            requestID: problem.status.kind == .serverError ? requestID : nil,
        )
        return Page(title: words[problem.title], isHiddenFromSearchEngines: true, content: content)
    }
}
