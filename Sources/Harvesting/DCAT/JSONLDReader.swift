import Validation

/// Reads the part of JSON-LD 1.1 that catalogues are written in, as by ckanext-dcat and by data.europa.eu.
///
/// That is: contexts in the document, `@graph`, `@id`, `@type`, `@value`, `@language`, `@list`, `@set`, nested nodes. Not read:
/// `@reverse`, `@included`, `@nest`, index containers, scoped contexts.
struct JSONLDReader {
    private var graph = RDFGraph()
    private var blanks = 0
    private let base: String

    private init(base: String) { self.base = base }

    /// - Throws: ``RDFSyntax/Fault``.
    static func read(_ bytes: [UInt8], base: String) throws -> RDFGraph {
        guard let document = JSONValue(bytes, limit: CatalogueReader.longest) else { throw RDFSyntax.Fault.syntax }
        var reader = JSONLDReader(base: base)
        reader.top(document, JSONLDContext())
        guard reader.graph.count < RDFGraph.most else { throw RDFSyntax.Fault.tooBig }
        return reader.graph
    }

    private mutating func top(_ value: JSONValue, _ context: JSONLDContext) {
        switch value {
        case .array(let elements): for element in elements { top(element, context) }
        case .object: _ = node(value, context)
        case .null, .boolean, .number, .string: return
        }
    }

    /// The name of a node, after its triples are in the graph.
    private mutating func node(_ object: JSONValue, _ outer: JSONLDContext) -> String? {
        guard case .object(let members) = object else { return nil }
        var context = outer
        if let inner = object["@context"] { context.merge(inner) }
        let name = identifier(of: members, context) ?? blank()
        for member in members where member.name != "@context" {
            switch context.expanded(member.name) {
            case "@graph": top(member.value, context)
            case "@type": addTypes(member.value, to: name, context)
            case let property? where !property.hasPrefix("@"):
                let term = context.terms[member.name]
                for object in terms(member.value, term, context) { graph.add(name, property, object) }
            default: continue
            }
        }
        return name
    }

    private func identifier(of members: [JSONValue.Member], _ context: JSONLDContext) -> String? {
        guard let text = members.first(where: { context.expanded($0.name) == "@id" })?.value.stringValue else {
            return nil
        }
        return address(text, context)
    }

    private mutating func blank() -> String {
        blanks += 1
        return "_:n\(blanks)"
    }

    private mutating func addTypes(_ value: JSONValue, to name: String, _ context: JSONLDContext) {
        for type in value.elements ?? [value] {
            if let iri = type.stringValue.flatMap(context.expanded) { graph.add(name, RDFName.type, .node(iri)) }
        }
    }

    /// What a property's value says, in order.
    private mutating func terms(_ value: JSONValue, _ term: JSONLDContext.Term?, _ context: JSONLDContext) -> [RDFTerm]
    {
        switch value {
        case .null: return []
        case .boolean(let flag): return [.literal(flag ? "true" : "false", language: nil)]
        case .number(let literal): return [.literal(literal, language: nil)]
        case .string(let text):
            switch term?.type {
            case "@id": return [.node(address(text, context))]
            case "@vocab": return [.node(context.expanded(text) ?? text)]
            case nil: return [.literal(text, language: term?.language ?? context.language)]
            default: return [.literal(text, language: nil)]
            }
        case .array(let elements): return elements.flatMap { terms($0, term, context) }
        case .object(let members):
            if term?.isByLanguage == true { return byLanguage(members) }
            if let literal = member(members, "@value", context) {
                let text = literal.stringValue ?? String(decoding: literal.bytes(), as: UTF8.self)
                let language = member(members, "@language", context)?.stringValue?.lowercased()
                return [.literal(text, language: language)]
            }
            for list in ["@list", "@set"] {
                if let inner = member(members, list, context) { return terms(inner, term, context) }
            }
            return node(value, context).map { [.node($0)] } ?? []
        }
    }

    private func byLanguage(_ members: [JSONValue.Member]) -> [RDFTerm] {
        members.flatMap { member in
            (member.value.elements ?? [member.value]).compactMap(\.stringValue).map {
                .literal($0, language: member.name == "@none" ? nil : member.name.lowercased())
            }
        }
    }

    private func member(_ members: [JSONValue.Member], _ keyword: String, _ context: JSONLDContext) -> JSONValue? {
        members.first { context.expanded($0.name) == keyword }?.value
    }

    /// A node's name as written in an `@id`: compact, relative or absolute.
    private func address(_ text: String, _ context: JSONLDContext) -> String {
        if text.hasPrefix("_:") { return text }
        if text.utf8.contains(UInt8(ascii: ":")), let iri = context.expanded(text) { return iri }
        return WebLink.absolute(text, base: base) ?? text
    }
}
