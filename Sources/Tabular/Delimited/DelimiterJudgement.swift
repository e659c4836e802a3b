#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds the delimiter: the one that cuts most records of the file's beginning into the same number of fields.
enum DelimiterJudgement {
    /// In order of preference where two do equally well.
    static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")]
    /// How much of the file is looked at.
    ///
    /// The delimiter of a file does not change on its way; types are another matter.
    private static let prefix = 1 << 17

    static func judge(_ text: DecodedText) -> UInt8 {
        let scores = candidates.map { (delimiter: $0, score: score(of: $0, in: text)) }
        let best = scores.max { $0.score < $1.score }?.score ?? 0
        return scores.first { $0.score == best && best > 0 }?.delimiter ?? UInt8(ascii: ",")
    }

    /// The share of records that have the most frequent number of fields, if that is at least two.
    private static func score(of delimiter: UInt8, in text: DecodedText) -> Double {
        // 0x7C is a trail byte in CP932; the caller converts the text when nothing else fits.
        if delimiter == UInt8(ascii: "|"), text.fieldEncoding != .none { return 0 }
        let size = min(text.count, prefix)
        var cursor = StructureCursor(
            base: text.base,
            count: size,
            start: 0,
            delimiter: delimiter,
            loneCREnds: memchr(text.base, 0x0A, size) == nil
        )
        var widths: [Int: Int] = [:]
        var records = 0
        var width = 1
        var start = 0
        while start < size {
            let position = cursor.next()
            if position < size, text.base[position] == delimiter {
                width += 1
            } else if position < size || size == text.count {
                // Lines that are empty, or comments of one field, say nothing.
                if position > start + 1 || width > 1 {
                    widths[width, default: 0] += 1
                    records += 1
                }
                width = 1
            }
            start = position + 1
        }
        let best = widths.filter { $0.key >= 2 }.values.max() ?? 0
        return records == 0 ? 0 : Double(best) / Double(records)
    }
}
