/// What a document says as a DCAT catalogue: its datasets, how many there are in all, and where the next page is.
struct DCATCatalogue: Sendable {
    let graph: RDFGraph
    /// Address of the document, for relative addresses in it.
    let base: String

    private static let dataset = RDFName.dcat + "Dataset"

    init(_ graph: RDFGraph, base: String) {
        self.graph = graph
        self.base = base
    }

    /// Whether there is a catalogue, a dataset or a page of a collection in it at all.
    var isCatalogue: Bool {
        let types = Set(graph.subjects.flatMap { graph.nodes($0, RDFName.type) })
        let telling = ["Catalog", "Dataset"].map { RDFName.dcat + $0 }
        return !types.isDisjoint(with: telling) || types.contains { $0.hasPrefix(RDFName.hydra) }
    }

    /// The records, in the order of the document; how many datasets nothing identifies.
    func records() -> (records: [RemoteRecord], unreadable: Int) {
        let listed = graph.subjects.flatMap { graph.nodes($0, RDFName.dcat + "dataset") }
        var seen: Set<String> = []
        let datasets = (graph.subjects.filter { graph.has($0, type: Self.dataset) } + listed.filter(isDescribed))
            .filter { seen.insert($0).inserted }
        let records = datasets.compactMap { DCATDataset(graph: graph, node: $0, base: base).record() }
        return (records, datasets.count - records.count)
    }

    /// A dataset that a catalogue lists but that the document says nothing of is on another page.
    private func isDescribed(_ node: String) -> Bool { !graph.terms(node, RDFName.dct + "title").isEmpty }

    /// How many datasets the source says it has (Hydra); nil when it does not.
    var total: Int? {
        graph.subjects.lazy.compactMap { graph.terms($0, RDFName.hydra + "totalItems").first.flatMap { Int($0.text) } }
            .first
    }

    /// The absolute address of the next page; nil on the last.
    ///
    /// Old CKAN extensions write `hydra:nextPage`, and addresses as text.
    var next: String? {
        for subject in graph.subjects {
            for name in ["next", "nextPage"] {
                let text = graph.terms(subject, RDFName.hydra + name).first?.text
                if let address = WebLink.page(text, base: base) { return address }
            }
        }
        return nil
    }
}
