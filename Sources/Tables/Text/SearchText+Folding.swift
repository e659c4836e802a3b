internal import CSQLite
internal import Foundation

/// What filters may leave out of a comparison (CQL2's `CASEI` and `ACCENTI`).
extension SearchText {
    /// Text without what `folding` leaves out.
    static func folded(_ text: String, _ folding: TextFolding) -> String {
        var text = text
        return text.withUTF8 { String(decoding: folded($0, folding), as: UTF8.self) }
    }

    /// The same over UTF-8 bytes.
    static func folded(_ bytes: UnsafeBufferPointer<UInt8>, _ folding: TextFolding) -> [UInt8] {
        let folded = folding.contains(.letterCase) ? fold(bytes) : Array(bytes)
        guard folding.contains(.accents), folded.contains(where: { $0 >= 0xC3 && $0 < 0xE3 }) else { return folded }
        return withoutAccents(String(decoding: folded, as: UTF8.self))
    }

    /// For the SQL function `ydp_folded`.
    static func answer(_ text: UnsafePointer<UInt8>?, _ count: Int, _ how: Int32, _ result: OpaquePointer?) {
        let folded = folded(UnsafeBufferPointer(start: text, count: count), TextFolding(rawValue: how))
        folded.withUnsafeBufferPointer { ydp_result_text_copy(result, $0.baseAddress, Int32(clamping: $0.count)) }
    }

    /// Decomposed, without the combining marks of European scripts (U+0300 … U+036F), and composed again.
    private static func withoutAccents(_ text: String) -> [UInt8] {
        let bare = text.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !(0x300...0x36F ~= $0.value) }
        return Array(String(String.UnicodeScalarView(bare)).precomposedStringWithCanonicalMapping.utf8)
    }
}
