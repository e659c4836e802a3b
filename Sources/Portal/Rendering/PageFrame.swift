import Mustache
import WebSupport

/// Puts header, navigation and footer around pages.
struct PageFrame: Sendable {
    let site: Site

    /// The whole HTML document.
    func render(_ page: Page, for request: PageRequest) -> String {
        let words = request.words
        let links = request.links
        let siteTitle = request.language == .en ? site.titleEnglish : site.title
        let view = FrameView(
            language: request.language.rawValue,
            words: words,
            documentTitle: page.title.map { "\($0) | \(siteTitle)" } ?? siteTitle,
            metaDescription: page.description,
            isHiddenFromSearchEngines: page.isHiddenFromSearchEngines,
            canonicalHref: page.isHiddenFromSearchEngines ? nil : links.canonical(request.path),
            alternates: page.alternates + languageAlternates(page, request),
            logoHref: links.asset(.logo),
            stylesheetHref: links.asset(.stylesheet),
            scriptHref: links.asset(.script),
            structuredData: page.structuredData,
            homeHref: links.home,
            siteTitle: siteTitle,
            navigation: navigation(page, request),
            switchHref: links.inOtherLanguage(request),
            switchLanguage: request.language.other.rawValue,
            switchLabel: words(.otherLanguage),
            content: page.content,
            bodyTemplate: type(of: page.content).template,
            footerLinks: [
                LinkView(label: words(.developers), href: links.developers),
                LinkView(label: "OpenAPI", href: links.openAPI),
                LinkView(label: "CKAN API", href: links.ckan("package_list")),
                LinkView(label: words(.harvest), href: links.harvest),
            ],
            version: site.version,
        )
        return Templates.library.render(view, withTemplate: "layout") ?? ""
    }

    private func navigation(_ page: Page, _ request: PageRequest) -> [LinkView] {
        let links = request.links
        let entries: [(section: Page.Section, word: Word, href: String)] = [
            (.datasets, .datasets, links.datasets()),
            (.organizations, .organizations, links.organizations),
            (.harvest, .harvest, links.harvest),
            (.developers, .developers, links.developers),
        ]
        return entries.map {
            LinkView(label: request.words($0.word), href: $0.href, isCurrent: $0.section == page.section)
        }
    }

    /// RFC 8288 `alternate` with `hreflang`, as search engines read them.
    private func languageAlternates(_ page: Page, _ request: PageRequest) -> [AlternateView] {
        guard !page.isHiddenFromSearchEngines else { return [] }
        return Language.allCases.map {
            AlternateView(hreflang: $0.rawValue, href: request.links.canonical(request.path, in: $0))
        }
    }
}

/// What the layout template prints.
struct FrameView {
    var language: String
    var words: Words
    var documentTitle: String
    var metaDescription: String?
    var isHiddenFromSearchEngines: Bool
    var canonicalHref: String?
    var alternates: [AlternateView]
    var logoHref: String
    var stylesheetHref: String
    var scriptHref: String
    var structuredData: String?
    var homeHref: String
    var siteTitle: String
    var navigation: [LinkView]
    var switchHref: String
    var switchLanguage: String
    var switchLabel: String
    var content: any PageContent
    var bodyTemplate: String
    var footerLinks: [LinkView]
    var version: String
}
