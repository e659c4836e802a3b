/// What the claims about a file's format come down to.
///
/// Claims are written in many ways: `csv`, `.CSV`, `text/csv`, or nothing.
enum FileFormat {
    /// Formats whose files are fetched and read as tables; any other file is catalogued as a link.
    static let tables: Set<String> = ["CSV", "TSV", "JSON", "GEOJSON"]

    private static let byMediaType = [
        "text/csv": "CSV",
        "text/tab-separated-values": "TSV",
        "application/json": "JSON",
        "application/geo+json": "GEOJSON",
        "application/vnd.geo+json": "GEOJSON",
        "application/vnd.ms-excel": "XLS",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
        "application/pdf": "PDF",
        "application/zip": "ZIP",
        "text/html": "HTML",
    ]

    /// The format in upper case: what the source claims, else what the media type says, else the ending of the address's path;
    /// empty when nothing tells.
    static func name(claim: String?, mediaType: String? = nil, url: String? = nil) -> String {
        if let claim = claim.flatMap(fromClaim) { return claim }
        if let known = mediaType.flatMap({ byMediaType[$0.lowercased()] }) { return known }
        return url.flatMap(fromPath) ?? ""
    }

    private static func fromClaim(_ claim: String) -> String? {
        var bytes = claim.utf8.filter { $0 > 0x20 }[...]
        if bytes.first == UInt8(ascii: ".") { bytes.removeFirst() }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        guard !text.isEmpty else { return nil }
        return byMediaType[text] ?? text.uppercased()
    }

    private static func fromPath(_ url: String) -> String? {
        let path = url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard let file = path.split(separator: UInt8(ascii: "/")).last else { return nil }
        let parts = file.split(separator: UInt8(ascii: "."))
        guard parts.count > 1, let ending = parts.last, ending.count <= 8 else { return nil }
        return String(Substring(ending)).uppercased()
    }
}
