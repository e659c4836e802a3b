import HTTPTypes
import WebSupport

/// `/developers/problems/{slug}`: the page that the `type` of a problem names.
struct ProblemTypePage: PageContent {
    static let template = "problem"

    var breadcrumbs: [LinkView]
    var heading: String
    var meaning: String
    var facts: [FactView]
    var advice: String

    /// - Throws: ``Problem`` `not-found` for a slug that no problem has.
    static func make(_ slug: String, _ request: PageRequest) throws -> Page {
        guard let kind = ProblemKind(rawValue: slug) else { throw Problem.notFound }
        let words = request.words
        let content = ProblemTypePage(
            breadcrumbs: [
                LinkView(label: words(.home), href: request.links.home),
                LinkView(label: words(.developers), href: request.links.developers),
            ],
            heading: words[kind.title],
            meaning: words(.developersErrorsText),
            facts: [
                FactView(label: words(.problemStatus), text: String(kind.status.code)),
                FactView(label: words(.problemType), text: request.links.absolute.problemPage(slug)),
            ],
            advice: words[kind.advice],
        )
        return Page(
            title: words[kind.title],
            description: words[kind.advice],
            section: .developers,
            content: content
        )
    }
}
