import Validation

/// What short names mean in a JSON-LD document (JSON-LD 1.1 §4.1), as far as DCAT catalogues use it.
///
/// Contexts on other servers are not fetched: DCAT's usual prefixes and names are known, and stand in for them.
struct JSONLDContext: Sendable {
    /// A name's meaning.
    struct Term: Sendable {
        var iri: String
        /// `@id`, `@vocab` or a datatype: what strings under it are.
        var type: String?
        var isByLanguage = false
        var language: String?
    }

    private(set) var terms: [String: Term] = [:]
    private(set) var vocabulary: String?
    private(set) var language: String?

    private static let prefixes = [
        "rdf": RDFName.rdf, "dcat": RDFName.dcat, "dct": RDFName.dct, "dcterms": RDFName.dct, "foaf": RDFName.foaf,
        "hydra": RDFName.hydra, "vcard": RDFName.vcard, "rdfs": RDFName.rdfs, "skos": RDFName.skos,
        "schema": RDFName.schema, "adms": RDFName.adms,
    ]

    /// Names without a prefix in the contexts that DCAT-AP and DCAT-US publish.
    private static let wellKnown: [String: [String]] = [
        RDFName.dcat: [
            "Catalog", "Dataset", "Distribution", "dataset", "distribution", "keyword", "theme", "contactPoint",
            "landingPage",
            "accessURL", "downloadURL", "mediaType",
        ],
        RDFName.dct: [
            "title", "description", "publisher", "license", "rights", "modified", "issued", "identifier", "format",
            "accrualPeriodicity", "language",
        ],
    ]
    /// Those whose texts are addresses.
    private static let links: Set<String> = [
        "dataset", "distribution", "contactPoint", "landingPage", "accessURL", "downloadURL", "license", "publisher",
        "theme",
    ]

    /// What holds before the document says anything.
    init() {
        for (prefix, iri) in Self.prefixes { terms[prefix] = Term(iri: iri) }
    }

    /// Takes in a `@context`: an object, an address, or several of them.
    mutating func merge(_ value: JSONValue) {
        switch value {
        case .array(let parts): for part in parts { merge(part) }
        case .null: self = JSONLDContext()
        case .string: addWellKnown()
        case .object(let members):
            if let text = value["@vocab"]?.stringValue { vocabulary = text }
            if let text = value["@language"]?.stringValue { language = text.lowercased() }
            // Twice: a name may use a prefix that stands after it.
            for member in members + members { define(member.name, member.value) }
        case .boolean, .number: return
        }
    }

    private mutating func addWellKnown() {
        for (namespace, names) in Self.wellKnown {
            for name in names where terms[name] == nil {
                terms[name] = Term(iri: namespace + name, type: Self.links.contains(name) ? "@id" : nil)
            }
        }
    }

    private mutating func define(_ name: String, _ value: JSONValue) {
        guard !name.hasPrefix("@") else { return }
        if case .null = value { terms[name] = nil }
        if let text = value.stringValue { terms[name] = Term(iri: expanded(text) ?? text) }
        guard case .object = value else { return }
        guard let id = value["@id"]?.stringValue ?? (expanded(name) == nil ? nil : name), let iri = expanded(id) else {
            return
        }
        let containers =
            value["@container"]?.elements?.compactMap(\.stringValue)
            ?? [value["@container"]?.stringValue].compactMap(\.self)
        terms[name] = Term(
            iri: iri,
            type: value["@type"]?.stringValue.flatMap { expanded($0) },
            isByLanguage: containers.contains("@language"),
            language: value["@language"]?.stringValue?.lowercased()
        )
    }

    /// The IRI or keyword that a name of a property or type stands for; nil when it stands for nothing.
    func expanded(_ name: String) -> String? {
        if name.hasPrefix("@") { return name }
        if let term = terms[name] { return term.iri }
        let parts = name.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            // `http://…` is no prefix.
            guard !parts[1].starts(with: "//".utf8), let prefix = terms[String(Substring(parts[0]))] else {
                return name
            }
            return prefix.iri + String(Substring(parts[1]))
        }
        return vocabulary.map { $0 + name }
    }
}
