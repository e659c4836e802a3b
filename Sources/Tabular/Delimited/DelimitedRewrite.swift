import CTabular

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Text of any dialect, or with quotes that break the rules, written anew as RFC 4180 with commas, so that everything else reads
/// one dialect only.
///
/// Line ends and physical lines stay as they were.
struct DelimitedRewrite {
    /// A record whose quotes had to be excused.
    struct Repair {
        /// Physical line on which the record begins.
        let line: Int
        /// Places of its irregular fields, from 0; none where the record has another delimiter than the others.
        let columns: [Int]
        /// The delimiter of this record alone; nil for that of the table.
        var delimiter: [UInt8]?
        /// Place of a blank cell that was left out.
        var surplus: Int?
    }

    /// Files beyond this are not copied: they keep the plain reading, or its error.
    static let largest = 1 << 28
    /// Repairs listed; all are counted.
    private static let listed = 1_000

    private(set) var text: DecodedText
    private(set) var repairs: [Repair] = []
    private(set) var repairCount = 0
    /// Records that cannot be read with the usual number of fields, though they have quotes.
    private(set) var openCount = 0

    /// Whether spaces around quotes were left out.
    private(set) var hasChanges = false
    /// Records that obey no rule.
    var flaws: Int { repairCount + openCount }

    private let cutter: RecordCutter
    private let width: Int
    /// Whether so many records have the usual width that one with another is damaged, not different.
    let isCertain: Bool
    /// Whether so many records have a space behind each delimiter that it is the way of the file.
    private let isSpacingUsual: Bool
    private var output: [UInt8] = []
    /// Bytes that may still be read twice.
    private var budget: Int

    /// - Parameter start: Offset of the first record.
    /// - Throws: `unterminated_quote` for a quote that is not closed where nothing tells what was meant.
    init(
        _ original: DecodedText,
        dialect: Dialect,
        start: Int,
        loneCREnds: Bool,
        alignment: RowAlignment? = nil
    ) throws(TabularError) {
        text = original
        cutter = RecordCutter(base: original.base, count: original.count, dialect: dialect, loneCREnds: loneCREnds)
        (width, isCertain, isSpacingUsual) = Self.usualWidth(cutter, start: start)
        budget = original.count * 2 + 1 << 20
        output.reserveCapacity(original.count + original.count / 8)
        output.append(contentsOf: UnsafeBufferPointer(start: original.base, count: start))
        var innerQuotes: [Int: Int] = [:]
        var repaired: [(repair: Repair, isInnerOnly: Bool)] = []
        var at = start
        var line = original.line(at: start)
        var records = 0
        while at < original.count {
            var record = try read(at, line: line)
            let other = RowDelimiter.find(
                at,
                record,
                cutter: cutter,
                width: isCertain ? width : 0,
                isSpacingUsual: isSpacingUsual
            )
            let columns = record.fields.indices.filter { record.fields[$0].isIrregular }
            if let other {
                repairCount += 1
                if repaired.count < Self.listed {
                    repaired.append((Repair(line: line, columns: [], delimiter: other.delimiter), false))
                }
            } else if !columns.isEmpty {
                let isInner = columns.allSatisfy { isInnerQuote(record.fields[$0]) }
                if isInner { for column in columns { innerQuotes[column, default: 0] += 1 } }
                repairCount += 1
                if repaired.count < Self.listed { repaired.append((Repair(line: line, columns: columns), isInner)) }
            }
            record = other?.record ?? record
            if isCertain, record.fields.count == width + 1, let place = alignment?.surplus(in: record.fields.map(cell))
            {
                record.fields.remove(at: place)
                repairCount += 1
                if repaired.count < Self.listed {
                    repaired.append((Repair(line: line, columns: [], surplus: place), false))
                }
            }
            write(record)
            line += ctabular_line_breaks(original.base + at, record.next - at, byte(record.next))
            at = record.next
            records += 1
        }
        // A column where a quote is usual has marks of seconds or inches, not slips of the pen.
        let usual = Set(innerQuotes.filter { $0.value >= 3 && $0.value * 5 >= records }.keys)
        for (repair, isInnerOnly) in repaired {
            let isUsual = isInnerOnly && repair.columns.allSatisfy(usual.contains)
            if isUsual { repairCount -= 1 } else { repairs.append(repair) }
        }
        text = DecodedText(
            source: SourceBytes(output),
            start: 0,
            end: output.count,
            encoding: original.encoding,
            hasByteOrderMark: original.hasByteOrderMark,
            fieldEncoding: original.fieldEncoding,
            hasPrivateUse: original.hasPrivateUse
        )
        output = []
    }

    /// A field's text, for judging what it is; doubled quotes do not matter there.
    private func cell(_ field: CutField) -> String {
        String(
            decoding: UnsafeBufferPointer(start: cutter.base + field.start, count: field.end - field.start),
            as: UTF8.self
        )
    }

    /// The layout of the rewritten text, otherwise like that of the original.
    func layout(like original: DelimitedLayout) -> DelimitedLayout {
        var layout = original
        layout.text = text
        layout.delimiter = UInt8(ascii: ",")
        return layout
    }

    private func byte(_ at: Int) -> UInt8 { at < cutter.count ? cutter.base[at] : 0 }

    private func isInnerQuote(_ field: CutField) -> Bool {
        !field.isQuoted && field.start < cutter.count
            && cutter.base[cutter.skipSpaces(field.start)] != cutter.dialect.quote
    }

    /// The record at `at` as it was most probably meant.
    private mutating func read(_ at: Int, line: Int) throws(TabularError) -> CutRecord {
        let strict = cutter.strict(at)
        switch strict {
        case .record(let record):
            let hasQuotes = record.fields.contains { $0.isQuoted || $0.isIrregular }
            let isSound = record.isClean && !record.fields.contains(where: \.isIrregular)
            if record.isClean, record.fields.count == width || !hasQuotes { return record }
            // A record of one line whose quotes obey the rules is what it says, be it too long or too short.
            if isSound, record.lines == 1 { return record }
            // Spending without end on one text would make reading quadratic.
            guard isCertain, budget > 0 else {
                guard !record.isClean, record.lines > 1 else { return record.isClean ? record : cutter.literal(at) }
                let open = record.fields.first(where: \.isIrregular)?.start ?? at
                throw .unterminatedQuote(line: line + ctabular_line_breaks(cutter.base + at, open - at, byte(open)))
            }
            budget -= record.next - at
            // A sound record of several lines may still be one line with a quote too many, but is never glued together anew.
            let other =
                isSound ? firstLine(at) : repaired(at, lines: record.lines)
            if let other { return other }
            openCount += 1
            return record.isClean ? record : cutter.literal(at)
        case .unclosed(let open), .endless(let open):
            if case .unclosed = strict, isCertain, budget > 0 {
                budget -= cutter.count - at
                return repaired(at, lines: 1) ?? cutter.literal(at)
            }
            let before = ctabular_line_breaks(cutter.base + at, open - at, byte(open))
            throw .unterminatedQuote(line: line + before)
        }
    }

    /// The first line as a record of its own, where the line below is a whole record, too; nil otherwise.
    private func firstLine(_ at: Int) -> CutRecord? {
        let next = cutter.behindLineEnd(cutter.lineEnd(at))
        guard next < cutter.count, case .record(let below) = cutter.strict(next), below.isClean,
            below.fields.count == width
        else { return nil }
        return cutter.tolerant(at, lines: 1, width: width)
    }

    /// The record of the usual width that the first line, or the first few lines, may be; nil for none.
    private func repaired(_ at: Int, lines: Int) -> CutRecord? {
        var next = at
        for count in 1...(min(lines, 12) + 8) {
            if let record = cutter.tolerant(at, lines: count, width: width) { return record }
            // A line that is a whole record of its own does not belong to the one before.
            next = cutter.behindLineEnd(cutter.lineEnd(next))
            guard next < cutter.count else { return nil }
            if case .record(let own) = cutter.strict(next), own.isClean, own.fields.count == width { return nil }
        }
        return nil
    }

    private mutating func write(_ record: CutRecord) {
        for (index, field) in record.fields.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(field)
        }
        output.append(contentsOf: UnsafeBufferPointer(start: cutter.base + record.end, count: record.next - record.end))
    }

    private mutating func write(_ field: CutField) {
        let content = UnsafeBufferPointer(start: cutter.base + field.start, count: field.end - field.start)
        if field.isQuoted, field.start > 1, cutter.base[field.start - 2] == UInt8(ascii: " ") { hasChanges = true }
        if field.isQuoted, byte(field.end + 1) == UInt8(ascii: " ") { hasChanges = true }
        guard
            field.isQuoted
                || content.contains(where: {
                    $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
                })
        else {
            output.append(contentsOf: content)
            return
        }
        output.append(UInt8(ascii: "\""))
        let dialect = cutter.dialect
        var at = 0
        while at < content.count {
            var byte = content[at]
            at += 1
            if field.isQuoted, at < content.count {
                if byte == dialect.escape, content[at] == dialect.quote || content[at] == dialect.escape {
                    byte = content[at]
                    at += 1
                } else if byte == dialect.quote, content[at] == dialect.quote {
                    at += 1
                }
            }
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }

    /// The number of fields that most records have which obey the rules, and whether that says what the others should have.
    private static func usualWidth(_ cutter: RecordCutter, start: Int) -> (Int, Bool, Bool) {
        var spaced = 0
        var widths: [Int: Int] = [:]
        var at = start
        var records = 0
        var clean = 0
        var spent = 0
        while at < cutter.count, records < 2_000, spent < 1 << 24 {
            if case .record(let record) = cutter.strict(at), record.isClean {
                clean += 1
                widths[record.fields.count, default: 0] += 1
                if RowDelimiter.isSpaced(record, cutter) { spaced += 1 }
                spent += record.next - at
                at = record.next
            } else {
                let end = cutter.lineEnd(at)
                spent += 1 << 12
                at = cutter.behindLineEnd(end)
            }
            records += 1
        }
        guard let best = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return (0, false, false) }
        return (
            best.key, best.value >= 4 && best.value * 4 >= clean * 3 && clean * 4 >= records && best.key >= 2,
            spaced * 20 > records
        )
    }
}
