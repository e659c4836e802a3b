import Hummingbird
import Logging
import WebSupport

/// What a page needs to know of the request that asks for it.
struct PageRequest: Sendable {
    let language: Language
    let words: Words
    let links: PageLinks
    /// As it came, still percent-encoded, without the query.
    let path: String
    let parameters: QueryParameters
    let logger: Logger

    /// Reads `lang=` besides; `parameters` is nil for pages that must appear whatever the address says.
    init(_ request: Request, _ context: WebContext, site: Site, parameters: QueryParameters?) {
        let parameters = parameters ?? QueryParameters(items: [])
        let asked = parameters.items.first { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) }
        language = asked ?? context.language
        words = Words(language: language)
        links = PageLinks(site: site, language: asked)
        path = request.uri.path
        self.parameters = parameters
        logger = context.logger
    }
}

extension Language {
    /// The one that the language switch leads to.
    var other: Language { self == .ja ? .en : .ja }
}
