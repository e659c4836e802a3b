import OpenData

/// A dataset in a list.
struct CardView {
    var title: String
    var href: String
    var organizationTitle: String
    var organizationHref: String
    var excerpt: String?
    /// What its files claim to be, each once, in their order.
    var formats: [String]
    var standardTitle: String?
    /// Rows of all its tables; nil when it has none.
    var rows: String?
    var modified: String
    var modifiedMachine: String
    var isVanished: Bool

    init(_ dataset: Dataset, _ request: PageRequest, _ names: CatalogueNames) {
        title = dataset.title(in: request.language)
        href = request.links.dataset(dataset.name)
        organizationTitle = names.organization(dataset.organization)
        organizationHref = request.links.organization(dataset.organization)
        excerpt = Excerpt.line(dataset.description, limit: 110)
        formats = dataset.distributions.reduce(into: []) { formats, distribution in
            if !formats.contains(distribution.format) { formats.append(distribution.format) }
        }
        standardTitle = dataset.standard.map(names.standard)
        let counts = dataset.distributions.compactMap { $0.current?.rowCount }
        rows = counts.isEmpty ? nil : request.words(.rowCount, NumberText.grouped(counts.reduce(0, +)))
        let moment = MomentText(dataset.modified)
        modified = moment.date(request.language)
        modifiedMachine = moment.machine
        isVanished = dataset.origin?.vanished != nil
    }
}
