/// What one page shows below the header: a view model of final strings, and the template that lays it out.
///
/// Templates read view models by reflection, which sees stored properties only.
protocol PageContent {
    /// Name in ``Templates/sources``.
    static var template: String { get }
}

/// One page before it is framed: its content, and what the frame must say about it.
struct Page {
    /// The entry of the main navigation that the page belongs to.
    enum Section: CaseIterable { case datasets, organizations, harvest, developers }

    /// The page's own title, without the site's; nil on the home page.
    var title: String?
    /// One sentence for search engines and previews; nil for none.
    var description: String?
    var section: Section?
    /// Pages of filters, runs and errors are of no use in search engines, and crawlers lose themselves in them.
    var isHiddenFromSearchEngines = false
    /// JSON-LD, already safe inside a `script` element (see ``StructuredData``); nil for none.
    var structuredData: String?
    /// Other forms of the same thing, as `link` elements.
    var alternates: [AlternateView] = []
    var content: any PageContent
}

/// A `link` element of the head.
struct AlternateView {
    var relation = "alternate"
    var hreflang: String?
    var mediaType: String?
    var href: String
}

/// A link with its words.
struct LinkView {
    var label: String
    var href: String
    /// Leads away from this site.
    var isExternal = false
    /// Of the page that is shown.
    var isCurrent = false
    /// A number shown beside it; empty for none.
    var count = ""
}

/// A name and what it says: one line of a description list.
struct FactView {
    var label: String
    var text: String? = nil
    /// A link after the text.
    var link: LinkView? = nil
    /// Links instead of the text.
    var links: [LinkView] = []
}
