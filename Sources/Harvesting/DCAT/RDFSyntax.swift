import CRaptor

/// The forms in which RDF comes.
enum RDFSyntax: String, Sendable {
    case turtle, rdfxml, jsonld

    /// Why a document could not be read.
    enum Fault: Error { case syntax, tooBig }

    /// The form of a document, from its beginning, which is right more often than what the server calls it; nil for a web page and
    /// for what is no text.
    init?(_ bytes: [UInt8], contentType: String?) {
        let text = Self.body(bytes)
        let head = Array(text.prefix(1_024))
        guard !head.contains(0), let first = head.first(where: { $0 > 0x20 }) else { return nil }
        let lower = String(decoding: head.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        if lower.contains("<!doctype html") || lower.contains("<html") { return nil }
        let isXML = lower.contains("<?xml") || lower.contains("<rdf:rdf") || contentType?.contains("xml") == true
        switch first {
        case UInt8(ascii: "{"): self = .jsonld
        // Turtle may begin with a blank node: `[] a dcat:Catalog .`
        case UInt8(ascii: "["):
            self = contentType?.contains("turtle") == true || lower.contains("] a ") ? .turtle : .jsonld
        case UInt8(ascii: "<"): self = isXML ? .rdfxml : .turtle
        default: self = .turtle
        }
    }

    /// Reads a document.
    ///
    /// Blocks; runs on a thread of its own.
    /// - Parameter base: address of the document, for relative addresses in it.
    /// - Throws: ``Fault``.
    func read(_ bytes: [UInt8], base: String) throws -> RDFGraph {
        switch self {
        case .jsonld: try JSONLDReader.read(bytes, base: base)
        case .turtle, .rdfxml: try readWithRaptor(Array(Self.body(bytes)), base: base)
        }
    }

    private func readWithRaptor(_ bytes: [UInt8], base: String) throws -> RDFGraph {
        // Entities are the one way in which XML grows or reaches out; catalogues have no use for them.
        guard self == .turtle || !Self.declaresEntities(bytes) else { throw Fault.syntax }
        var graph = RDFGraph()
        let result = bytes.withUnsafeBufferPointer { buffer in
            withUnsafeMutablePointer(to: &graph) { graph in
                ydp_rdf_read(rawValue, buffer.baseAddress, buffer.count, base, Self.receive, graph)
            }
        }
        guard result != YDP_RDF_STOPPED.rawValue else { throw Fault.tooBig }
        guard result == YDP_RDF_DONE.rawValue else { throw Fault.syntax }
        return graph
    }

    private static let receive: ydp_rdf_receive = { triple, context in
        guard let triple = triple?.pointee, let graph = context?.assumingMemoryBound(to: RDFGraph.self),
            let subject = triple.subject, let predicate = triple.predicate, let object = triple.object
        else { return 0 }
        let isBlank = triple.subject_kind == Int32(YDP_RDF_BLANK.rawValue)
        let bytes = UnsafeRawBufferPointer(start: object, count: triple.object_length)
        let text = String(decoding: bytes, as: UTF8.self)
        let term: RDFTerm =
            switch UInt32(triple.object_kind) {
            case YDP_RDF_BLANK.rawValue: .node("_:" + text)
            case YDP_RDF_LITERAL.rawValue:
                .literal(text, language: triple.language.map { String(cString: $0).lowercased() })
            default: .node(text)
            }
        let name = String(cString: subject)
        return graph.pointee.add(isBlank ? "_:" + name : name, String(cString: predicate), term) ? 0 : 1
    }

    /// The bytes after a byte-order mark.
    private static func body(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    }

    /// Whether XML declares entities, or is in an encoding in which that cannot be seen.
    private static func declaresEntities(_ bytes: [UInt8]) -> Bool {
        let mark = Array("<!ENTITY".utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0 { return true }
            if bytes[index] == mark[0], bytes[index...].starts(with: mark) { return true }
            index += 1
        }
        return false
    }
}
