import Mustache

/// The content type of every template: text escaped for element content and for double-quoted attributes, on UTF-8 bytes.
///
/// swift-mustache's own escaping compares `Character`s. A combining mark after `"`, or a prepending one such as U+0600 before
/// `<`, makes one grapheme that equals neither, and markup passes unescaped. Bytes have no such disguise: in UTF-8 an ASCII
/// byte is always that ASCII character.
struct EscapedHTML: MustacheContentType {
    /// The name by which templates ask for it.
    static let name = "YDP-HTML"

    func escapeText(_ text: String) -> String { Self.escape(text) }

    /// `text` with `& < > " '` as references.
    ///
    /// C0 controls other than tab and line ends, which HTML forbids, become U+FFFD.
    static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: needsEscape) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            case _ where isForbiddenControl(byte): bytes.append(contentsOf: "\u{FFFD}".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: isForbiddenControl(byte)
        }
    }

    private static func isForbiddenControl(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F: true
        default: false
        }
    }
}
