/// How delimited text lies in its file: everything a pass over its records needs to know.
struct DelimitedLayout: Sendable {
    var text: DecodedText
    var delimiter: UInt8
    /// A CR that no LF follows ends a record; otherwise it is data.
    var loneCREnds: Bool
    /// Whether there is any such CR, so that fields without quotes may also span lines.
    var hasLoneCR: Bool
    /// Offset and physical line of the first record after the header (and after comments behind it).
    var dataStart = 0
    var dataLine = 1
    /// Columns that are published; further cells of a row are left out.
    var columnCount = 0
    /// Records to read; what follows is blank.
    var rowCount = 0
    /// The number of the first record, where these are not all of the table's.
    var firstRow = 1
    /// Where the second half of the records begins; nil for short tables.
    var middle: (row: Int, offset: Int, line: Int)?
    var limits: ReadingLimits

    /// The records before ``middle`` and those from there on; nil where there is none.
    var halves: (DelimitedLayout, DelimitedLayout)? {
        guard let middle else { return nil }
        var first = self
        var second = self
        first.rowCount = middle.row - 1
        second.rowCount = rowCount - first.rowCount
        second.firstRow = middle.row
        second.dataStart = middle.offset
        second.dataLine = middle.line
        return (first, second)
    }

    var fieldText: FieldText { FieldText(encoding: text.fieldEncoding) }

    func cursor(from start: Int) -> StructureCursor {
        StructureCursor(base: text.base, count: text.count, start: start, delimiter: delimiter, loneCREnds: loneCREnds)
    }

    /// Whether a record of one empty field is passed over: an empty line means nothing, unless the table has one column only,
    /// where it is a row without a value.
    ///
    /// The header's width decides, before it is known how many columns are published: every pass must skip the same lines.
    var skipsEmptyLines = true

    /// Offset behind the last byte of the field that the structural byte at `position` ends.
    func fieldEnd(_ position: Int, start: Int) -> Int {
        FieldEnd.find(text.base, text.count, position, start: start)
    }
}
