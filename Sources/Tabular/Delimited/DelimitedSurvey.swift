import CTabular

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The first pass over all records of delimited text: how many there are, how wide they are, and what is wrong with them.
///
/// It looks at structure only; no field is transcoded.
struct DelimitedSurvey {
    /// A record that may turn out to be ragged or blank once the table's width is known.
    struct Suspect {
        let row: Int
        let line: Int
        let width: Int
        /// Place behind its last cell that is not blank.
        let filled: Int
        /// Offset of its first byte.
        let offset: Int
    }

    /// How many suspects of each kind are kept; all are counted.
    private static let kept = 1_000

    /// Records, empty lines not counted.
    private(set) var records = 0
    /// Number of the last record that is not blank.
    private(set) var lastFilledRow = 0
    private(set) var crlf = 0
    private(set) var lf = 0
    private(set) var cr = 0
    /// Number of physical fields → records.
    private(set) var widths: [Int: Int] = [:]
    /// Place behind the last cell that is not blank → records.
    private(set) var filledWidths: [Int: Int] = [:]
    private(set) var suspects: [Suspect] = []
    private(set) var blankRows: [Suspect] = []
    private(set) var blankLines: [Suspect] = []
    private(set) var emptyLineCount = 0
    private(set) var strayQuotes: [Suspect] = []
    private(set) var strayQuoteCount = 0
    /// Records that begin with the same bytes as the header's row, which may stand again above a second table.
    private(set) var headerLike: [Suspect] = []
    /// Records with a space behind each of at least four delimiters.
    private(set) var spacedCount = 0
    /// Records with more cells than the header, all of the further ones blank.
    private(set) var surplus: [Suspect] = []
    private(set) var surplusCount = 0
    /// The numbers of the records that begin on the lines which were asked for.
    private(set) var rowsOfMarks: [Int: Int] = [:]
    /// Whether quotes stand inside unquoted fields, which the rules of CSV do not allow either.
    private(set) var hasInnerQuotes = false
    /// The last records that are not blank, in order, a few more than ``TableEnd`` looks at.
    private(set) var tail: [Suspect] = []
    private static let tailLength = 12
    /// The first record of the second half of the bytes; nil where there is none.
    private(set) var middle: Suspect?

    /// - Parameters:
    ///   - layout: With `dataStart`; `columnCount` is the header's width, at least 1.
    ///   - marks: Lines on which records begin whose numbers are wanted, ascending.
    /// - Throws: `unterminated_quote`, `field_too_long`, `too_many_columns`, `too_many_rows`.
    ///   - header: Where the first bytes of the header's row are, to find it again; empty for none.
    init(_ layout: DelimitedLayout, marks: [Int] = [], header: Range<Int> = 0..<0) throws(TabularError) {
        let headerStart = header.lowerBound
        let headerSize = header.count
        var mark = marks.makeIterator()
        var marked = mark.next() ?? .max
        let base = layout.text.base
        let count = layout.text.count
        let delimiter = layout.delimiter
        let limit = layout.limits.fieldBytes
        let columnLimit = layout.limits.columns
        let rowLimit = layout.limits.rows
        let hasLoneCR = layout.hasLoneCR
        let skipsEmptyLines = layout.skipsEmptyLines
        let half = layout.dataStart + (count - layout.dataStart) / 2
        let blank = RawBlank(encoding: layout.text.fieldEncoding)
        let headerWidth = layout.columnCount
        var cursor = layout.cursor(from: layout.dataStart)
        var recordStart = layout.dataStart
        var start = recordStart
        var line = layout.dataLine
        var width = 0
        var filled = 0
        var breaks = 0
        var hasStrayQuote = false
        var spaced = 0
        var chunk = cursor.chunk
        while recordStart < count {
            let position = cursor.next(of: &chunk)
            let end = FieldEnd.find(base, count, position, start: start)
            if position == count, cursor.endsInsideQuotes { throw .unterminatedQuote(line: line + breaks) }
            if end - start > limit { throw .fieldTooLong(limit: limit, line: line + breaks) }
            width += 1
            if end > start, !hasLoneCR, blank.isOrdinary(base[start]) {
                filled = width
                if width > columnLimit { throw .tooManyColumns(limit: columnLimit, line: line) }
            } else if end > start {
                if !blank.matches(base + start, end - start) {
                    filled = width
                    if width > columnLimit { throw .tooManyColumns(limit: columnLimit, line: line) }
                }
                if base[start] == UInt8(ascii: " "), width > 1 { spaced += 1 }
                if base[start] == UInt8(ascii: "\"") || hasLoneCR {
                    let found = ctabular_line_breaks(base + start, end - start, end < count ? base[end] : 0)
                    if QuoteCheck.isStray(base + start, end - start) {
                        if found > 0, QuoteCheck.swallowsLines(base + start, end - start) {
                            throw .unterminatedQuote(line: line + breaks)
                        }
                        hasStrayQuote = true
                    }
                    breaks += found
                }
            }
            if position < count, base[position] == delimiter {
                start = position + 1
                continue
            }
            if position < count { countLineEnd(base, position, end: end) } else if end < position { cr += 1 }
            let isEmptyLine = width == 1 && end == recordStart
            if isEmptyLine, skipsEmptyLines {
                emptyLineCount += 1
                if blankLines.count < Self.kept {
                    blankLines.append(Suspect(row: records + 1, line: line, width: 0, filled: 0, offset: recordStart))
                }
            } else {
                while line >= marked {
                    if line == marked { rowsOfMarks[line] = records + 1 }
                    marked = mark.next() ?? .max
                }
                if headerSize > 0, headerSize <= count - recordStart, headerLike.count < 100,
                    memcmp(base + recordStart, base + headerStart, headerSize) == 0
                {
                    headerLike.append(
                        Suspect(row: records + 1, line: line, width: width, filled: filled, offset: recordStart)
                    )
                }
                guard records < rowLimit else { throw .tooManyRows(limit: rowLimit) }
                let record = Suspect(row: records + 1, line: line, width: width, filled: filled, offset: recordStart)
                addRecord(record, headerWidth: headerWidth, hasStrayQuote: hasStrayQuote)
                if recordStart >= half, middle == nil { middle = record }
            }
            if spaced > 3, spaced == width - 1 { spacedCount += 1 }
            spaced = 0
            line += breaks + 1
            recordStart = min(position + 1, count)
            start = recordStart
            width = 0
            filled = 0
            breaks = 0
            hasStrayQuote = false
        }
        hasInnerQuotes = cursor.hasInnerQuotes
    }

    private mutating func countLineEnd(_ base: UnsafePointer<UInt8>, _ position: Int, end: Int) {
        if base[position] == UInt8(ascii: "\r") {
            cr += 1
        } else if end < position {
            crlf += 1
        } else {
            lf += 1
        }
    }

    private mutating func addRecord(_ record: Suspect, headerWidth: Int, hasStrayQuote: Bool) {
        records += 1
        if record.width != headerWidth { widths[record.width, default: 0] += 1 }
        if record.filled > 0 {
            lastFilledRow = record.row
            if tail.count == Self.tailLength * 2 { tail.removeFirst(Self.tailLength) }
            tail.append(record)
        } else if blankRows.count < Self.kept {
            blankRows.append(record)
        }
        if record.filled != headerWidth { filledWidths[record.filled, default: 0] += 1 }
        if record.width < headerWidth || record.filled > headerWidth, suspects.count < Self.kept {
            suspects.append(record)
        }
        if record.width > headerWidth, record.filled <= headerWidth {
            surplusCount += 1
            if surplus.count < Self.kept { surplus.append(record) }
        }
        if hasStrayQuote {
            strayQuoteCount += 1
            if strayQuotes.count < Self.kept { strayQuotes.append(record) }
        }
    }
}

/// Whether a raw field holds only white space, in the bytes of its encoding.
struct RawBlank {
    /// U+3000 in the encoding.
    private let ideographicSpace: [UInt8]
    /// Its first byte.
    private let lead: UInt8

    init(encoding: DecodedText.FieldEncoding) {
        ideographicSpace =
            switch encoding {
            case .none: [0xE3, 0x80, 0x80]
            case .cp932: [0x81, 0x40]
            case .eucJP: [0xA1, 0xA1]
            }
        lead = ideographicSpace[0]
    }

    /// Whether a field that begins with `first` is neither blank nor quoted, nor has a space before it.
    @inline(__always)
    func isOrdinary(_ first: UInt8) -> Bool { first > UInt8(ascii: "\"") && first != lead }

    @inline(__always)
    func matches(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let first = start[0]
        guard !isOrdinary(first) else { return false }
        return slowly(start, count)
    }

    private func slowly(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var at = 0
        var end = count
        if start[0] == UInt8(ascii: "\"") {
            at = 1
            if end > 1, start[end - 1] == UInt8(ascii: "\"") { end -= 1 }
        }
        while at < end {
            if start[at] == 0x20 || (start[at] >= 0x09 && start[at] <= 0x0D) {
                at += 1
            } else if end - at >= ideographicSpace.count,
                ideographicSpace.indices.allSatisfy({ start[at + $0] == ideographicSpace[$0] })
            {
                at += ideographicSpace.count
            } else {
                return false
            }
        }
        return true
    }
}

/// Judges the quotes of a raw field that begins with one.
enum QuoteCheck {
    /// Whether the field does not end with the quote that closes it.
    static func isStray(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard start[0] == UInt8(ascii: "\"") else { return false }
        guard let close = closing(start, count) else { return false }
        return close != count - 1
    }

    /// Whether a line break lies between the opening quote and the closing one, though text follows that: then the quote that
    /// closes was probably meant to open, and one before it was forgotten.
    static func swallowsLines(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count > 0, isStray(start, count), let close = closing(start, count) else { return false }
        return ctabular_line_breaks(start, close, 0) > 0
    }

    /// Offset of the closing quote; nil for none.
    private static func closing(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        var at = 1
        while at < count {
            if start[at] != UInt8(ascii: "\"") {
                at += 1
            } else if at + 1 < count, start[at + 1] == UInt8(ascii: "\"") {
                at += 2
            } else {
                return at
            }
        }
        return nil
    }
}
