import OpenData

/// Makes a name for what a source identifies by an address, a number or a title.
enum DerivedName {
    /// Words that end many addresses and say nothing.
    private static let generic: Set<String> = [
        "index", "dataset", "datasets", "data", "resource", "resources", "download", "opendata", "catalog", "html",
        "csv", "page", "show",
        "list", "view", "detail", "details",
    ]

    /// The best of `candidates` (identifiers, addresses, titles).
    ///
    /// The first that ends in something fit for an address: ASCII letters are in it, it is no UUID, and no word that many records
    /// share. Else the first that can be a name at all; `fallback` when none can.
    static func make(_ candidates: [String?], fallback: String) -> String {
        let ends = candidates.compactMap { $0.flatMap(end) }
        return ends.first(where: isTelling) ?? ends.first ?? fallback
    }

    private static func isTelling(_ name: String) -> Bool {
        let hasLetters = name.utf8.count { (0x61...0x7A).contains($0) } >= 2
        return hasLetters && !Identifier.isUUID(name) && !generic.contains(name)
    }

    /// The last part of an address without its ending, or the text itself, as a name; nil when nothing is left of it.
    private static func end(_ text: String) -> String? {
        guard text.utf8.starts(with: "http://".utf8) || text.utf8.starts(with: "https://".utf8) else {
            return RecordName.sanitized(text)
        }
        let path = text.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let parts = path.split(separator: UInt8(ascii: "/"))
        guard parts.count > 2, let last = parts.last else { return nil }
        return RecordName.sanitized(String(Substring(last.prefix { $0 != UInt8(ascii: ".") })))
    }
}
