import OpenData
import WebSupport

/// The list of facts on a dataset's page.
///
/// What is unknown is left out, except the licence, whose absence matters.
struct DatasetFacts {
    let dataset: Dataset
    let request: PageRequest
    let names: CatalogueNames

    private var words: Words { request.words }

    var all: [FactView] {
        let dates: [(word: Word, moment: Timestamp?)] = [
            (.sourceModified, dataset.sourceModified), (.modified, dataset.modified), (.registered, dataset.created),
        ]
        let dated = dates.compactMap { entry in
            entry.moment.map { FactView(label: words(entry.word), text: MomentText($0).date(request.language)) }
        }
        return [license] + dated + [tags, standard, origin, landingPage, contact].compactMap(\.self)
    }

    private var license: FactView {
        guard let id = dataset.license else { return FactView(label: words(.license), text: words(.licenseUnknown)) }
        guard let address = WebAddress.link(License.named(id)?.url) else {
            return FactView(label: words(.license), text: names.license(id))
        }
        return FactView(
            label: words(.license),
            links: [LinkView(label: names.license(id), href: address, isExternal: true)]
        )
    }

    private var tags: FactView? {
        guard !dataset.tags.isEmpty else { return nil }
        return FactView(
            label: words(.tags),
            links: dataset.tags.map { LinkView(label: $0, href: request.links.datasets([("tag", $0)])) }
        )
    }

    private var standard: FactView? {
        dataset.standard.map {
            FactView(
                label: words(.standard),
                links: [LinkView(label: names.standard($0), href: request.links.datasets([("standard", $0)]))]
            )
        }
    }

    private var origin: FactView? {
        guard let origin = dataset.origin else { return nil }
        let text = words(.originText, origin.source)
        guard let address = WebAddress.link(origin.url) else { return FactView(label: words(.origin), text: text) }
        return FactView(
            label: words(.origin),
            links: [LinkView(label: text, href: address, isExternal: true)]
        )
    }

    /// An address that is no web address stays text.
    private var landingPage: FactView? {
        guard let page = dataset.landingPage, !page.isEmpty else { return nil }
        guard let address = WebAddress.link(page) else { return FactView(label: words(.landingPage), text: page) }
        return FactView(
            label: words(.landingPage),
            links: [LinkView(label: address, href: address, isExternal: true)]
        )
    }

    private var contact: FactView? {
        guard let contact = Excerpt.line(dataset.contact, limit: 200) else { return nil }
        return FactView(label: words(.contact), text: contact)
    }
}
