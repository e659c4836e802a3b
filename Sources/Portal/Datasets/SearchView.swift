import WebSupport

/// The search box: a plain form that leads to the list of datasets.
struct SearchView {
    struct Hidden {
        var name: String
        var value: String
    }

    var action: String
    var text: String
    /// What the form carries on besides the words: chosen facets, order, language.
    var hidden: [Hidden]

    init(_ filter: DatasetFilter, _ links: PageLinks) {
        action = links.pages.absolute("/datasets")
        text = filter.text
        var kept = filter.on(page: 1)
        kept.text = ""
        hidden = kept.items.map { Hidden(name: $0.0, value: $0.1) }
        if let language = links.language { hidden.append(Hidden(name: "lang", value: language.rawValue)) }
    }
}
