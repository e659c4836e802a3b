import OpenData
import Validation

/// Translates CKAN's package and resource dictionaries (CKAN 2.11, `package_search`) into DCAT's words.
///
/// Members that are missing, null or of another kind than CKAN's are treated as absent: portals run old versions and
/// odd extensions.
enum CKANPackage {
    /// The package's identifier; nil when this is no package.
    static func id(of package: JSONValue) -> String? {
        text(package, "id") ?? text(package, "name")
    }

    /// The record of a package.
    ///
    /// Nil for what is no public dataset: harvest sources, drafts, deleted and private ones.
    ///
    /// - Parameter base: address of the portal, for the record's page.
    static func record(_ package: JSONValue, id: String, base: String) -> RemoteRecord? {
        let isDataset = text(package, "type") != "harvest" && (text(package, "state") ?? "active") == "active"
        guard isDataset, package["private"] != .boolean(true) else { return nil }
        let name = text(package, "name") ?? id
        let page = "\(base)/dataset/\(name)"
        var record = RemoteRecord(id: id, name: name)
        record.title = text(package, "title") ?? name
        record.titleEnglish = package["title_translated"].flatMap { text($0, "en") }
        record.description = text(package, "notes")
        record.publisher = package["organization"].flatMap(publisher)
        record.license =
            ["license_id", "license_url", "license_title"].lazy
            .compactMap { LicenseClaim.id(text(package, $0)) }.first
        record.tags = (package["tags"]?.elements ?? []).compactMap { text($0, "display_name") ?? text($0, "name") }
        record.groups = (package["groups"]?.elements ?? []).compactMap { text($0, "name") }
        record.landingPage = text(package, "url").flatMap(webAddress) ?? page
        record.contact = contact(package)
        record.page = page
        record.modified = text(package, "metadata_modified").flatMap { Timestamp($0) }
        record.files = (package["resources"]?.elements ?? []).enumerated().compactMap { position, resource in
            file(resource, position: position, package: id, base: base)
        }
        return record
    }

    private static func publisher(_ organization: JSONValue) -> RemoteRecord.Publisher? {
        guard let name = text(organization, "name") else { return nil }
        return RemoteRecord.Publisher(
            id: text(organization, "id"),
            name: name,
            title: text(organization, "title") ?? name,
            description: text(organization, "description")
        )
    }

    /// The maintainer, else the author, with the address in angle brackets where there is one.
    private static func contact(_ package: JSONValue) -> String? {
        for role in ["maintainer", "author"] {
            switch (text(package, role), text(package, role + "_email")) {
            case (let name?, let mail?): return "\(name) <\(mail)>"
            case (let one?, nil), (nil, let one?): return one
            case (nil, nil): continue
            }
        }
        return nil
    }

    private static func file(
        _ resource: JSONValue,
        position: Int,
        package: String,
        base: String,
    ) -> RemoteRecord.File? {
        guard case .object = resource, (text(resource, "state") ?? "active") == "active" else { return nil }
        let url = text(resource, "url").flatMap { address($0, base: base) }
        let mediaType = text(resource, "mimetype")
        let format = FileFormat.name(claim: text(resource, "format"), mediaType: mediaType, url: url)
        let named = text(resource, "name") ?? text(resource, "description")
        return RemoteRecord.File(
            id: text(resource, "id") ?? "\(package)/\(position)",
            title: named ?? (format.isEmpty ? "\(position + 1)" : format),
            description: text(resource, "description"),
            format: format,
            mediaType: mediaType,
            url: url
        )
    }

    /// CKAN leaves out `http://` of hand-written addresses; one that begins with a slash is on the portal.
    private static func address(_ text: String, base: String) -> String? {
        if text.utf8.first == UInt8(ascii: "/") { return WebLink.absolute(text, base: base) }
        return text.utf8.contains(UInt8(ascii: ":")) ? text : "http://" + text
    }

    /// The address when it is one of the web: it will be a link on our pages.
    private static func webAddress(_ text: String) -> String? {
        text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
    }

    /// A member that is text with something in it, in normal form C; else nil.
    private static func text(_ object: JSONValue, _ name: String) -> String? {
        guard let text = object[name]?.stringValue, text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
        return Identifier.normalized(text)
    }
}
