import CTabular

/// The loop over records of delimited text, with all that it needs in plain values: no reference is counted and no class
/// property checked for exclusive access per record or field.
///
/// The source must outlive the pass.
struct DelimitedPass: ~Copyable {
    private let base: UnsafePointer<UInt8>
    private let count: Int
    private let delimiter: UInt8
    private let columns: Int
    private let hasLoneCR: Bool
    private let skipsEmptyLines: Bool
    private let fieldLimit: Int
    private let fieldText: FieldText
    private var cursor: StructureCursor
    private var offset: Int
    private var line: Int
    /// For each column whether its text is wanted.
    private let isWanted: UnsafeMutablePointer<Bool>

    init(_ layout: DelimitedLayout) {
        base = layout.text.base
        count = layout.text.count
        delimiter = layout.delimiter
        columns = layout.columnCount
        hasLoneCR = layout.hasLoneCR
        skipsEmptyLines = layout.skipsEmptyLines
        fieldLimit = layout.limits.fieldBytes
        fieldText = layout.fieldText
        cursor = layout.cursor(from: layout.dataStart)
        offset = layout.dataStart
        line = layout.dataLine
        isWanted = .allocate(capacity: max(columns, 1))
        isWanted.initialize(repeating: true, count: max(columns, 1))
    }

    deinit { isWanted.deallocate() }

    /// Leaves the fields of a column as they are in the source from now on.
    func skip(column: Int) {
        if column >= 0, column < columns { isWanted[column] = false }
    }

    /// Reads up to `rows` records into `fields`, column by column, `stride` places apart, and appends their lines.
    ///
    /// Returns how many were read.
    mutating func read(
        rows: Int,
        into fields: UnsafeMutablePointer<FieldSlice>,
        stride: Int,
        lines: inout [Int],
        arena: ScratchArena
    ) throws(TabularError) -> Int {
        var filled = 0
        var chunk = cursor.chunk
        defer { cursor.resume(at: chunk) }
        while filled < rows, offset < count {
            let start = line
            guard try record(of: &chunk, into: fields + filled, stride: stride, arena: arena) else { continue }
            lines.append(start)
            filled += 1
        }
        return filled
    }

    /// Reads one record, its fields `stride` places apart; false where it is an empty line that is passed over.
    @inline(__always)
    private mutating func record(
        of chunk: inout StructureCursor.Chunk,
        into fields: UnsafeMutablePointer<FieldSlice>,
        stride: Int,
        arena: ScratchArena
    ) throws(TabularError) -> Bool {
        var column = 0
        var field = fields
        var start = offset
        var breaks = 0
        var end = 0
        while true {
            let position = cursor.next(of: &chunk)
            let goesOn = position < count && base[position] == delimiter
            end = goesOn ? position : FieldEnd.find(base, count, position, start: start)
            let size = end - start
            if size > fieldLimit { throw .fieldTooLong(limit: fieldLimit, line: line + breaks) }
            if column < columns {
                field.pointee =
                    isWanted[column]
                    ? fieldText.slice(base + start, size, arena: arena)
                    : FieldSlice(start: base + start, count: size, kind: .text)
                field += stride
            }
            if size > 0, base[start] == UInt8(ascii: "\"") || hasLoneCR {
                breaks += ctabular_line_breaks(base + start, size, end < count ? base[end] : 0)
            }
            column += 1
            if goesOn {
                start = position + 1
                continue
            }
            let isEmptyLine = column == 1 && end == offset
            offset = min(position + 1, count)
            line += breaks + 1
            if isEmptyLine, skipsEmptyLines { return false }
            break
        }
        while column < columns {
            field.pointee = .missing
            field += stride
            column += 1
        }
        return true
    }
}

/// Where a field's bytes end.
enum FieldEnd {
    /// Offset behind the last byte of the field that the structural byte at `position`, or the end of the text, ends: the CR
    /// of a CRLF is no data.
    @inline(__always)
    static func find(_ base: UnsafePointer<UInt8>, _ count: Int, _ position: Int, start: Int) -> Int {
        guard position > start, base[position - 1] == UInt8(ascii: "\r") else { return position }
        guard position == count || base[position] == UInt8(ascii: "\n") else { return position }
        return position - 1
    }
}
