import Mustache

/// The templates of the module, parsed once.
///
/// They decide layout only: what they print are the strings of view models.
enum Templates {
    /// Template by name, as `{{>name}}` and ``PageContent/template`` give it.
    static let sources: [(name: String, bytes: [UInt8])] = [
        ("breadcrumbs", PackageResources.breadcrumbs_mustache),
        ("cards", PackageResources.cards_mustache),
        ("dataset", PackageResources.dataset_mustache),
        ("datasets", PackageResources.datasets_mustache),
        ("developers", PackageResources.developers_mustache),
        ("error", PackageResources.error_mustache),
        ("harvest", PackageResources.harvest_mustache),
        ("home", PackageResources.home_mustache),
        ("job", PackageResources.job_mustache),
        ("layout", PackageResources.layout_mustache),
        ("organization", PackageResources.organization_mustache),
        ("organizations", PackageResources.organizations_mustache),
        ("pager", PackageResources.pager_mustache),
        ("preview", PackageResources.preview_mustache),
        ("problem", PackageResources.problem_mustache),
        ("report", PackageResources.report_mustache),
        ("resource", PackageResources.resource_mustache),
        ("resource-page", PackageResources.resource_page_mustache),
        ("review", PackageResources.review_mustache),
        ("search", PackageResources.search_mustache),
    ]

    /// The parsed templates.
    ///
    /// A template that does not parse is a broken build, which must not start: no input decides it.
    static let library: MustacheLibrary = {
        do {
            return try parse(sources)
        } catch {
            preconditionFailure("A template does not parse: \(error)")
        }
    }()

    /// The library falls back to its own escaping at the start of every partial, so each template, not only the
    /// outermost, begins by asking for ours.
    ///
    /// It is put in front here, where none can forget it.
    static func parse(_ sources: [(name: String, bytes: [UInt8])]) throws -> MustacheLibrary {
        MustacheContentTypes.register(EscapedHTML(), named: EscapedHTML.name)
        var library = MustacheLibrary()
        for source in sources {
            let text = "{{% CONTENT_TYPE: \(EscapedHTML.name)}}\n" + String(decoding: source.bytes, as: UTF8.self)
            try library.register(text, named: source.name)
        }
        return library
    }
}
