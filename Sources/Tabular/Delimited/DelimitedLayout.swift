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
    var limits: ReadingLimits

    var fieldText: FieldText { FieldText(encoding: text.fieldEncoding, limits: limits) }

    func cursor(from start: Int) -> StructureCursor {
        StructureCursor(base: text.base, count: text.count, start: start, delimiter: delimiter, loneCREnds: loneCREnds)
    }

    /// Whether a record of one empty field is passed over: an empty line means nothing, unless the table has one column only,
    /// where it is a row without a value.
    var skipsEmptyLines: Bool { columnCount != 1 }

    /// Offset behind the field's last byte, whose record or field is ended by the structural byte at `position` (or by the end
    /// of the text): the CR of a CRLF is no data.
    @inline(__always)
    func fieldEnd(_ position: Int, start: Int) -> Int {
        let base = text.base
        guard position > start, base[position - 1] == UInt8(ascii: "\r") else { return position }
        guard position == text.count || base[position] == UInt8(ascii: "\n") else { return position }
        return position - 1
    }
}
