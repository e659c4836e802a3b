import OpenData

/// One `dcat:Dataset` of a graph (DCAT 3, DCAT-AP), translated into a record.
struct DCATDataset {
    let graph: RDFGraph
    let node: String
    /// Address of the document.
    let base: String

    private var isBlank: Bool { node.hasPrefix("_:") }

    /// Nil when nothing identifies it.
    func record() -> RemoteRecord? {
        let identifier = text(node, [RDFName.dct + "identifier", RDFName.adms + "identifier"])
        guard let id = isBlank ? identifier : node else { return nil }
        let titles = graph.terms(node, RDFName.dct + "title")
        let landing = WebLink.page(graph.terms(node, RDFName.dcat + "landingPage").first?.text, base: base)
        let page = landing ?? (WebLink.isWeb(node) ? node : nil)
        let name = DerivedName.make([landing, identifier, isBlank ? nil : node, Self.best(titles)], fallback: id)
        var record = RemoteRecord(id: id, name: name, isNameDerived: true)
        record.title = Self.best(titles) ?? name
        record.titleEnglish = Self.text(titles, in: "en").flatMap { $0 == record.title ? nil : $0 }
        record.description = Self.best(graph.terms(node, RDFName.dct + "description"))
        record.publisher = publisher()
        record.tags = keywords()
        record.groups = graph.terms(node, RDFName.dcat + "theme").map(\.text)
        record.frequency = label(of: graph.terms(node, RDFName.dct + "accrualPeriodicity").first)
        record.landingPage = page
        record.page = page
        record.contact = contact()
        record.modified = text(node, [RDFName.dct + "modified", RDFName.dct + "issued"]).flatMap { Timestamp($0) }
        let files = graph.nodes(node, RDFName.dcat + "distribution")
        record.license = ([node] + files).lazy.compactMap(license).first
        record.files = files.enumerated().compactMap { position, file in
            self.file(file, position: position, dataset: id)
        }
        return record
    }

    // MARK: Parts

    private func publisher() -> RemoteRecord.Publisher? {
        guard let publisher = graph.terms(node, RDFName.dct + "publisher").first else { return nil }
        guard case .node(let agent) = publisher else {
            return publisher.text.isEmpty ? nil : RemoteRecord.Publisher(name: publisher.text, title: publisher.text)
        }
        let address = WebLink.isWeb(agent) ? agent : nil
        guard let title = name(of: agent) ?? address else { return nil }
        // A name in ASCII letters that the address ends in is how the source itself calls it (CKAN: /organization/hagi).
        let own = DerivedName.make([address, title], fallback: title)
        return RemoteRecord.Publisher(name: own, title: title)
    }

    /// How an agent or concept is called; nil when the document does not say.
    private func name(of node: String) -> String? {
        let names = [
            RDFName.foaf + "name", RDFName.skos + "prefLabel", RDFName.rdfs + "label", RDFName.vcard + "fn",
            RDFName.schema + "name", RDFName.dct + "title",
        ]
        return names.lazy.compactMap { Self.best(graph.terms(node, $0)) }.first
    }

    /// A term's text, a concept's name, or the end of its address.
    private func label(of term: RDFTerm?) -> String? {
        switch term {
        case .literal(let text, _): text.isEmpty ? nil : text
        case .node(let node): name(of: node) ?? (node.hasPrefix("_:") ? nil : Self.lastPart(node))
        case nil: nil
        }
    }

    private func license(_ node: String) -> String? {
        for property in ["license", "rights"] {
            guard let term = graph.terms(node, RDFName.dct + property).first else { continue }
            switch term {
            case .literal(let text, _): if let id = LicenseClaim.id(text) { return id }
            case .node(let license):
                let claim = license.hasPrefix("_:") ? nil : license
                if let id = LicenseClaim.id(claim ?? name(of: license)) { return id }
            }
        }
        return nil
    }

    /// Those in Japanese or without a language; all of them where there are none such.
    private func keywords() -> [String] {
        let terms = graph.terms(node, RDFName.dcat + "keyword")
        let ours = terms.filter {
            if case .literal(_, let language) = $0 {
                language == nil || language?.hasPrefix("ja") == true
            } else {
                false
            }
        }
        return (ours.isEmpty ? terms : ours).map { Identifier.normalized($0.text) }
    }

    private func contact() -> String? {
        guard let node = graph.nodes(node, RDFName.dcat + "contactPoint").first else { return nil }
        let mail = graph.terms(node, RDFName.vcard + "hasEmail").first.flatMap { term in
            if case .node(let value) = term, value.hasPrefix("_:") { return text(value, [RDFName.vcard + "hasValue"]) }
            return term.text
        }
        let address = mail.map { $0.hasPrefix("mailto:") ? String($0.dropFirst(7)) : $0 }
        switch (name(of: node), address) {
        case (let name?, let address?): return "\(name) <\(address)>"
        case (let one?, nil), (nil, let one?): return one
        case (nil, nil): return nil
        }
    }

    private func file(_ file: String, position: Int, dataset: String) -> RemoteRecord.File? {
        let download = WebLink.absolute(graph.terms(file, RDFName.dcat + "downloadURL").first?.text, base: base)
        let url = download ?? WebLink.absolute(graph.terms(file, RDFName.dcat + "accessURL").first?.text, base: base)
        let mediaType = graph.terms(file, RDFName.dcat + "mediaType").first.map { Self.mediaType($0.text) }
        let claim = label(of: graph.terms(file, RDFName.dct + "format").first).map(Self.lastPart)
        let format = FileFormat.name(claim: claim, mediaType: mediaType, url: url)
        let title = Self.best(graph.terms(file, RDFName.dct + "title"))
        let own = file.hasPrefix("_:") ? text(file, [RDFName.dct + "identifier"]) ?? url : file
        return RemoteRecord.File(
            id: own.map(Self.uuidAtEnd) ?? "\(dataset)/\(position)",
            title: title ?? (format.isEmpty ? "\(position + 1)" : format),
            description: Self.best(graph.terms(file, RDFName.dct + "description")),
            format: format,
            mediaType: mediaType,
            url: url
        )
    }

    // MARK: Words

    private func text(_ node: String, _ properties: [String]) -> String? {
        properties.lazy.compactMap { graph.terms(node, $0).first?.text }.first { $0.utf8.contains { $0 > 0x20 } }
    }

    /// The text for readers here: Japanese, else without a language, else English, else any.
    private static func best(_ terms: [RDFTerm]) -> String? {
        text(terms, in: "ja") ?? text(terms, in: nil) ?? text(terms, in: "en")
            ?? terms.first { $0.text.utf8.contains { $0 > 0x20 } }.map { Identifier.normalized($0.text) }
    }

    /// The first literal of a language (`ja` also `ja-JP`) with something in it.
    private static func text(_ terms: [RDFTerm], in language: String?) -> String? {
        for case .literal(let text, let tag) in terms where text.utf8.contains(where: { $0 > 0x20 }) {
            let primary = tag.map { String(Substring($0.utf8.prefix { $0 != UInt8(ascii: "-") })) }
            if primary == language { return Identifier.normalized(text) }
        }
        return nil
    }

    /// `text/csv` of `https://www.iana.org/assignments/media-types/text/csv`.
    private static func mediaType(_ text: String) -> String {
        guard WebLink.isWeb(text) else { return text }
        return text.utf8.split(separator: UInt8(ascii: "/")).suffix(2).map { String(Substring($0)) }.joined(
            separator: "/"
        )
    }

    /// `CSV` of `http://publications.europa.eu/resource/authority/file-type/CSV`.
    private static func lastPart(_ text: String) -> String {
        guard WebLink.isWeb(text) else { return text }
        let last = text.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") }.last
        return last.map { String(Substring($0)) } ?? text
    }

    /// CKAN's addresses of resources end in their UUID, which then is ours too.
    private static func uuidAtEnd(_ text: String) -> String {
        let last = lastPart(text)
        return Identifier.isUUID(last) ? last : text
    }
}
