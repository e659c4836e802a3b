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
/// into a cell, or the seam of two files. Then it ends records if nearly every record that it would end has as many fields as
/// most records of the file have.
enum LineEndJudgement {
    static func loneCREnds(_ text: DecodedText, delimiter: UInt8) -> Bool {
        guard ctabular_lone_cr(text.base, text.count) < text.count else { return false }
        if memchr(text.base, 0x0A, text.count) == nil { return true }
        var cursor = StructureCursor(base: text.base, count: text.count, start: 0, delimiter: delimiter, loneCREnds: true)
        var widths: [Int: Int] = [:]
        var endedByCR: [Int: Int] = [:]
        var width = 1
        while true {
            let position = cursor.next()
            guard position < text.count else { break }
            if text.base[position] == delimiter {
                width += 1
                continue
            }
            widths[width, default: 0] += 1
            if text.base[position] == UInt8(ascii: "\r") { endedByCR[width, default: 0] += 1 }
            width = 1
        }
        guard let usual = widths.max(by: { $0.value < $1.value })?.key, usual > 1 else { return false }
        let all = endedByCR.values.reduce(0, +)
        return all > 0 && endedByCR[usual, default: 0] * 10 >= all * 9
    }
}
