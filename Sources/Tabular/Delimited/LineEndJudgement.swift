import CTabular

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Decides whether a CR that no LF follows ends a record.
///
/// It does in a file without any LF (classic Mac OS). In a file that has both it may be either: a line break that someone typed
/// into a cell, or the seam of two files. Then it ends records if nearly every pair of records that it would part have both as
/// many fields as most records of the file have.
enum LineEndJudgement {
    static func loneCREnds(_ text: DecodedText, delimiter: UInt8) -> Bool {
        guard text.mayHoldLoneCR, ctabular_lone_cr(text.base, text.count) < text.count else { return false }
        if memchr(text.base, 0x0A, text.count) == nil { return true }
        var cursor = StructureCursor(
            base: text.base,
            count: text.count,
            start: 0,
            delimiter: delimiter,
            loneCREnds: true
        )
        var widths: [Int: Int] = [:]
        var parted: [Pair: Int] = [:]
        var before: Int?
        var width = 1
        while true {
            let position = cursor.next()
            if position < text.count, text.base[position] == delimiter {
                width += 1
                continue
            }
            widths[width, default: 0] += 1
            if let before { parted[Pair(before: before, after: width), default: 0] += 1 }
            guard position < text.count else { break }
            before = text.base[position] == UInt8(ascii: "\r") ? width : nil
            width = 1
        }
        // Where two are as frequent, the wider: a dictionary has no order to decide it.
        guard let usual = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, usual > 1 else {
            return false
        }
        let all = parted.values.reduce(0, +)
        return all > 0 && parted[Pair(before: usual, after: usual), default: 0] * 10 >= all * 9
    }

    /// The numbers of fields before and behind a lone CR.
    private struct Pair: Hashable {
        let before: Int
        let after: Int
    }
}
