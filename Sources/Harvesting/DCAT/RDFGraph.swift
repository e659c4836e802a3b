/// What a property of an RDF resource says.
enum RDFTerm: Hashable, Sendable {
    /// Another resource: its IRI, or `_:` and a label for one without.
    case node(String)
    case literal(String, language: String?)

    /// The text or address, whichever it is.
    var text: String {
        switch self {
        case .node(let name): name
        case .literal(let text, _): text
        }
    }
}

/// The triples of one document, by subject and property, in the order in which they came.
struct RDFGraph: Sendable {
    /// Triples that are kept at most; a document with more is not read on.
    static let most = 2_000_000

    /// Subjects in the order of their first triple.
    private(set) var subjects: [String] = []
    private(set) var count = 0
    private var properties: [String: [String: [RDFTerm]]] = [:]

    /// False when the graph is full.
    @discardableResult
    mutating func add(_ subject: String, _ predicate: String, _ object: RDFTerm) -> Bool {
        guard count < Self.most else { return false }
        count += 1
        if properties[subject] == nil { subjects.append(subject) }
        properties[subject, default: [:]][predicate, default: []].append(object)
        return true
    }

    /// All that `subject` says of `predicate`.
    func terms(_ subject: String, _ predicate: String) -> [RDFTerm] { properties[subject]?[predicate] ?? [] }

    /// The resources that `subject` names there.
    func nodes(_ subject: String, _ predicate: String) -> [String] {
        terms(subject, predicate).compactMap { if case .node(let name) = $0 { name } else { nil } }
    }

    func has(_ subject: String, type: String) -> Bool { terms(subject, RDFName.type).contains(.node(type)) }
}

/// The properties and classes of DCAT 3, Dublin Core and what they lean on, as far as harvesting reads them.
enum RDFName {
    static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    static let dcat = "http://www.w3.org/ns/dcat#"
    static let dct = "http://purl.org/dc/terms/"
    static let foaf = "http://xmlns.com/foaf/0.1/"
    static let hydra = "http://www.w3.org/ns/hydra/core#"
    static let vcard = "http://www.w3.org/2006/vcard/ns#"
    static let rdfs = "http://www.w3.org/2000/01/rdf-schema#"
    static let skos = "http://www.w3.org/2004/02/skos/core#"
    static let schema = "http://schema.org/"
    static let adms = "http://www.w3.org/ns/adms#"

    static let type = rdf + "type"
}
