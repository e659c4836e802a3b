import Foundation

/// Addresses as catalogues write them: relative ones too, with spaces and Japanese in them.
enum WebLink {
    /// The absolute address, resolved against `base` (RFC 3986 §5); an address with a scheme of its own is left as it is.
    ///
    /// Nil for blank text.
    static func absolute(_ text: String?, base: String) -> String? {
        guard let text, text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !hasScheme(trimmed) else { return trimmed }
        return URL(string: trimmed, relativeTo: URL(string: base))?.absoluteString
    }

    /// The address when it is one of the web: it will be a link on our pages.
    static func page(_ text: String?, base: String) -> String? {
        absolute(text, base: base).flatMap { isWeb($0) ? $0 : nil }
    }

    static func isWeb(_ text: String) -> Bool {
        let lower = text.utf8.prefix(8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return lower.starts(with: "http://".utf8) || lower.starts(with: "https://".utf8)
    }

    /// `name:` at the beginning, as in `https:` and `mailto:`.
    private static func hasScheme(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
        }
        guard let first = scheme.first, (0x61...0x7A).contains(first | 0x20) else { return false }
        return text.utf8.dropFirst(scheme.count).first == UInt8(ascii: ":")
    }
}
