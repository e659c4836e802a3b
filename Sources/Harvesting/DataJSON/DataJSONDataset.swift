import OpenData
import Validation

/// Translates the datasets of a `data.json` (DCAT-US 1.1) into DCAT's words.
///
/// What DCAT-US 3 writes as a list or an object with an address or label, where 1.1 has text, is understood as well.
enum DataJSONDataset {
    /// Whether it says that its data are not for the public.
    static func isPrivate(_ dataset: JSONValue) -> Bool { dataset["accessLevel"]?.stringValue == "non-public" }

    /// Nil when nothing identifies it.
    /// - Parameter base: address of the document, for relative addresses in it.
    static func record(_ dataset: JSONValue, base: String) -> RemoteRecord? {
        let title = text(dataset, "title")
        guard let id = text(dataset, "identifier") ?? text(dataset, "@id") ?? title else { return nil }
        let landing = WebLink.page(text(dataset, "landingPage"), base: base)
        let name = DerivedName.make([id, landing, title], fallback: id)
        var record = RemoteRecord(id: id, name: name, isNameDerived: true)
        record.title = title ?? name
        record.description = text(dataset, "description")
        record.publisher = dataset["publisher"].flatMap(publisher)
        let files = dataset["distribution"]?.elements ?? []
        record.license = ([dataset] + files).lazy.compactMap { LicenseClaim.id(text($0, "license")) }.first
        record.tags = dataset["keyword"].map { ($0.elements ?? [$0]).compactMap(text) } ?? []
        record.groups = dataset["theme"].map { ($0.elements ?? [$0]).compactMap(text) } ?? []
        record.frequency = text(dataset, "accrualPeriodicity")
        record.landingPage = landing
        record.page = landing ?? (WebLink.isWeb(id) ? id : nil)
        record.contact = dataset["contactPoint"].flatMap { contact($0.elements?.first ?? $0) }
        // `modified` may also be an interval such as R/P1D, which is no moment.
        record.modified = text(dataset, "modified").flatMap { Timestamp($0) }
        record.files = files.enumerated().compactMap { position, file in
            self.file(file, position: position, dataset: id, base: base)
        }
        return record
    }

    private static func publisher(_ organization: JSONValue) -> RemoteRecord.Publisher? {
        guard let name = text(organization, "name") ?? text(organization) else { return nil }
        return RemoteRecord.Publisher(name: name, title: name)
    }

    private static func contact(_ contact: JSONValue) -> String? {
        let mail = text(contact, "hasEmail").map { $0.hasPrefix("mailto:") ? String($0.dropFirst(7)) : $0 }
        switch (text(contact, "fn"), mail) {
        case (let name?, let mail?): return "\(name) <\(mail)>"
        case (let one?, nil), (nil, let one?): return one
        case (nil, nil): return nil
        }
    }

    private static func file(_ file: JSONValue, position: Int, dataset: String, base: String) -> RemoteRecord.File? {
        guard case .object = file else { return nil }
        let download = WebLink.absolute(text(file, "downloadURL"), base: base)
        let url = download ?? WebLink.absolute(text(file, "accessURL"), base: base)
        let mediaType = text(file, "mediaType")
        // A page to look at is no file, whatever its address ends in.
        let claim = text(file, "format") ?? (download == nil && mediaType == nil ? "HTML" : nil)
        let format = FileFormat.name(claim: claim, mediaType: mediaType, url: url)
        let title = text(file, "title") ?? text(file, "description")
        return RemoteRecord.File(
            id: text(file, "@id") ?? url ?? "\(dataset)/\(position)",
            title: title ?? (format.isEmpty ? "\(position + 1)" : format),
            description: text(file, "description"),
            format: format,
            mediaType: mediaType,
            url: url
        )
    }

    private static func text(_ object: JSONValue, _ name: String) -> String? { object[name].flatMap(text) }

    /// A value's text: itself, the first of a list, or an object's address or label; nil when there is nothing in it.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): return filled(text)
        case .array(let elements): return elements.first.flatMap(text)
        case .object:
            return ["@id", "@value", "prefLabel", "label", "name", "title"].lazy.compactMap {
                value[$0]?.stringValue.flatMap(filled)
            }.first
        case .null, .boolean, .number: return nil
        }
    }

    /// Text with something in it, in normal form C.
    private static func filled(_ text: String) -> String? {
        text.utf8.contains { $0 > 0x20 } ? Identifier.normalized(text) : nil
    }
}
