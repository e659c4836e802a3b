/// What a server says of a file's encoding, against what it is.
enum Charset {
    /// Whether `contentType` names another encoding than the one that the file was read in (a WHATWG name); false where either is not
    /// known.
    ///
    /// ASCII in a file that is called CP932 is no contradiction, and neither is CP932 by any of its names.
    static func contradicts(_ contentType: String?, encoding: String?) -> Bool {
        guard let encoding, let named = contentType.flatMap(name) else { return false }
        return families[named].map { $0 != families[encoding] } ?? false
    }

    /// The value of the `charset` parameter in lower case, without quotes.
    private static func name(in contentType: String) -> String? {
        for parameter in contentType.utf8.split(separator: UInt8(ascii: ";")).dropFirst() {
            let parts = parameter.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard parts.count == 2, text(parts[0]) == "charset" else { continue }
            return text(parts[1])
        }
        return nil
    }

    private static func text(_ bytes: Substring.UTF8View) -> String {
        let marks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), 0x09]
        return String(decoding: bytes.filter { !marks.contains($0) }, as: UTF8.self).lowercased()
    }

    private static let families = [
        "utf-8": "utf-8", "utf8": "utf-8", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
        "x-sjis": "cp932",
        "windows-31j": "cp932", "ms932": "cp932", "cp932": "cp932", "euc-jp": "euc-jp", "x-euc-jp": "euc-jp",
        "utf-16": "utf-16",
        "utf-16le": "utf-16", "utf-16be": "utf-16", "iso-2022-jp": "iso-2022-jp",
    ]
}
