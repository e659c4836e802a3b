internal import CSQLite
internal import Foundation

/// Text as search sees it.
///
/// Everything that is indexed or looked for goes through ``fold(_:)``, so that ＡＥＤ, AED and aed, ｶﾞ, ガ and が
/// are the same; FTS5 then cuts it by the tokenizer `bigram` (CSQLite).
package enum SearchText {
    /// Compatibility-normalised (NFKC), lower-cased, hiragana as katakana, characters that show nothing removed, no
    /// blanks (also U+3000) at the ends.
    ///
    /// Folding twice changes nothing.
    package static func fold(_ text: String) -> String {
        var text = text
        return text.withUTF8 { String(decoding: fold($0), as: UTF8.self) }
    }

    /// The same over UTF-8 bytes; damaged bytes become U+FFFD.
    static func fold(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return [] }
        var wasFolded = false
        let folded = [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
            guard let outputStart = output.baseAddress else { return }
            let written = ydp_fold(start, bytes.count, outputStart)
            wasFolded = written >= 0
            count = max(written, 0)
        }
        if wasFolded { return trimmed(folded) }
        return [UInt8](foldByTables(String(decoding: bytes, as: UTF8.self)).utf8)
    }

    /// The general case.
    ///
    /// Normalised again at the end, because lower-casing and the change of kana can bring characters together that
    /// compose (わ with a voicing mark has no composed form, ワ has), and because swift-foundation's NFKC does not
    /// compose the voicing marks of half-width kana that it has just widened (seen with 6.3: ｸﾞ stays two scalars).
    private static func foldByTables(_ text: String) -> String {
        let visible = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isIgnorable($0) }))
        let lowered = visible.precomposedStringWithCompatibilityMapping.lowercased()
        let katakana = String(String.UnicodeScalarView(lowered.unicodeScalars.map(asKatakana)))
        let scalars = katakana.precomposedStringWithCompatibilityMapping.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Joiners, direction marks, soft hyphen and variation selectors: 葛 with and without a glyph choice is the same
    /// word.
    private static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    private static func asKatakana(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x3041...0x3096, 0x309D, 0x309E: Unicode.Scalar(scalar.value + 0x60) ?? scalar
        default: scalar
        }
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return first == 0 && last == bytes.count - 1 ? bytes : [UInt8](bytes[first...last])
    }
}
