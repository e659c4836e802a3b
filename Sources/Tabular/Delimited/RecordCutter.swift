import CTabular

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One field of a record that was cut out of text: where its content is, without the quotes around it.
struct CutField {
    let start: Int
    let end: Int
    /// Whether quotes stood around it, so that doubled and escaped quotes inside mean one.
    let isQuoted: Bool
    /// Whether its quotes break the rules of CSV.
    var isIrregular = false
}

/// One record that was cut out of text.
struct CutRecord {
    var fields: [CutField] = []
    /// Offset behind the last byte of data.
    var end = 0
    /// Offset behind the line end.
    var next = 0
    /// No quote breaks the rules.
    var isClean = true
    /// Physical lines that it spans, at least 1.
    var lines = 1
}

/// Cuts records out of text of any ``Dialect``, first by the rules, then by the reading of a line that breaks them least.
struct RecordCutter {
    /// A quoted cell of more lines is taken for a quote that was never closed.
    static let mostLines = 1_000

    let base: UnsafePointer<UInt8>
    let count: Int
    let dialect: Dialect
    let loneCREnds: Bool

    /// What cutting by the rules came to.
    enum Outcome {
        case record(CutRecord)
        /// The quote at the offset is not closed before the end of the text.
        case unclosed(Int)
        /// The quote at the offset is not closed for ``RecordCutter/mostLines`` lines.
        case endless(Int)
    }

    /// The record at `start`, by the rules; where text follows a closing quote, `isClean` is false.
    func strict(_ start: Int) -> Outcome {
        var record = CutRecord()
        var at = start
        while true {
            let open = skipSpaces(at)
            if open < count, base[open] == dialect.quote, open == at || opensBehindSpaces(open) {
                guard let close = closing(open, lines: &record.lines) else {
                    return record.lines > Self.mostLines ? .endless(open) : .unclosed(open)
                }
                let behind = skipSpaces(close + 1)
                let isStray = !isEnd(behind) && !hasDelimiter(behind)
                record.fields.append(CutField(start: open + 1, end: close, isQuoted: true, isIrregular: isStray))
                if isStray { record.isClean = false }
                at = isStray ? fieldEnd(close + 1) : behind
            } else {
                let end = fieldEnd(at)
                let hasQuote = memchr(base + at, Int32(dialect.quote), end - at) != nil
                record.fields.append(CutField(start: at, end: end, isQuoted: false, isIrregular: hasQuote))
                at = end
            }
            if hasDelimiter(at) {
                at += dialect.delimiter.count
                continue
            }
            record.end = at
            record.next = behindLineEnd(at)
            return .record(record)
        }
    }

    /// The reading of the `lines` lines at `start` as one record of `width` fields that breaks the rules least; nil where there
    /// is none, or the lines are too long to try.
    ///
    /// Every quote that opens a field may do so or be text, and may be closed by any quote that a delimiter or the line's end
    /// follows. The cost of a reading is what it has to excuse; the cheapest one wins.
    func tolerant(_ start: Int, lines: Int, width: Int) -> CutRecord? {
        var end = start
        for line in 0..<lines {
            end = lineEnd(line == 0 ? start : behindLineEnd(end))
        }
        guard end - start <= 1 << 14, width > 0, width <= 512 else { return nil }
        let starts = fieldStarts(from: start, to: end)
        guard starts.count <= 512, starts.count * width <= 1 << 16 else { return nil }
        var search = LineSearch(cutter: self, end: end, starts: starts, width: width)
        guard let fields = search.best() else { return nil }
        return CutRecord(
            fields: fields,
            end: end,
            next: behindLineEnd(end),
            isClean: !fields.contains(where: \.isIrregular),
            lines: lines
        )
    }

    /// The line at `start` cut at every delimiter, quotes being text.
    func literal(_ start: Int) -> CutRecord {
        let end = lineEnd(start)
        var record = CutRecord(end: end, next: behindLineEnd(end), isClean: false)
        var at = start
        while true {
            let stop = min(fieldEnd(at), end)
            let hasQuote = memchr(base + at, Int32(dialect.quote), stop - at) != nil
            record.fields.append(CutField(start: at, end: stop, isQuoted: false, isIrregular: hasQuote))
            guard stop < end, hasDelimiter(stop) else { return record }
            at = stop + dialect.delimiter.count
        }
    }

    // MARK: Places

    /// Offset of the first byte at or behind `at` that is no space, unless the delimiter is made of spaces.
    func skipSpaces(_ at: Int) -> Int {
        guard dialect.delimiter[0] != UInt8(ascii: " ") else { return at }
        var at = at
        while at < count, base[at] == UInt8(ascii: " "), !hasDelimiter(at) { at += 1 }
        return at
    }

    /// Whether the quote at `open`, which spaces precede, is closed as one that opens a field would be.
    private func opensBehindSpaces(_ open: Int) -> Bool {
        var lines = 1
        guard let close = closing(open, lines: &lines), lines <= 20 else { return false }
        let behind = skipSpaces(close + 1)
        return isEnd(behind) || hasDelimiter(behind)
    }

    func hasDelimiter(_ at: Int) -> Bool {
        let delimiter = dialect.delimiter
        guard at + delimiter.count <= count, base[at] == delimiter[0] else { return false }
        return delimiter.count == 1 || delimiter.indices.allSatisfy { base[at + $0] == delimiter[$0] }
    }

    /// Whether a record or the text ends at `at`.
    func isEnd(_ at: Int) -> Bool {
        guard at < count else { return true }
        if base[at] == UInt8(ascii: "\n") { return true }
        guard base[at] == UInt8(ascii: "\r") else { return false }
        return loneCREnds || at + 1 == count || base[at + 1] == UInt8(ascii: "\n")
    }

    func behindLineEnd(_ at: Int) -> Int {
        guard at < count else { return count }
        return base[at] == UInt8(ascii: "\r") && at + 1 < count && base[at + 1] == UInt8(ascii: "\n") ? at + 2 : at + 1
    }

    func lineEnd(_ at: Int) -> Int {
        var at = at
        while !isEnd(at) { at += 1 }
        return at
    }

    func fieldEnd(_ at: Int) -> Int {
        var at = at
        while !isEnd(at), !hasDelimiter(at) { at += 1 }
        return at
    }

    /// Offset of the quote that closes the one at `open` by the rules; nil for none within the limits.
    ///
    /// Counts line ends.
    private func closing(_ open: Int, lines: inout Int) -> Int? {
        var at = open + 1
        while at < count {
            let byte = base[at]
            if byte == dialect.escape, at + 1 < count {
                at += 2
            } else if byte == dialect.quote {
                guard at + 1 < count, base[at + 1] == dialect.quote else { return at }
                at += 2
            } else {
                if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && loneCREnds && isEnd(at)) {
                    lines += 1
                    if lines > Self.mostLines { return nil }
                }
                at += 1
            }
        }
        return nil
    }

    private func fieldStarts(from start: Int, to end: Int) -> [Int] {
        var starts = [start]
        var at = start
        while at < end, starts.count <= 512 {
            if hasDelimiter(at) {
                at += dialect.delimiter.count
                starts.append(at)
            } else {
                at += 1
            }
        }
        return starts
    }
}
