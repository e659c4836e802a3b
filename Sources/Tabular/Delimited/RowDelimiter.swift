/// Finds single records that are cut by another delimiter than the rest of the table, as rows pasted from another program are.
enum RowDelimiter {
    private static let others: [[UInt8]] = [
        [UInt8(ascii: ";")], [UInt8(ascii: "\t")], [UInt8(ascii: ",")], [UInt8(ascii: "|")], [UInt8(ascii: ":")],
        [UInt8(ascii: "^")], [UInt8(ascii: "~")], [UInt8(ascii: " ")],
    ]

    /// The record at `start` cut anew where exactly one other delimiter gives it the `width` of the table; nil where it has that
    /// already or no other delimiter does.
    ///
    /// Three fields or more must come out; for spaces, which stand in any sentence, five.
    static func find(
        _ start: Int,
        _ record: CutRecord,
        cutter: RecordCutter,
        width: Int,
        isSpacingUsual: Bool = false
    ) -> (record: CutRecord, delimiter: [UInt8])? {
        guard width >= 3, record.end > start else { return nil }
        if record.fields.count == width { return isSpacingUsual ? nil : spaced(start, record, cutter: cutter) }
        guard record.fields.count <= 1 + width / 2 else { return nil }
        for delimiter in others where delimiter != cutter.dialect.delimiter {
            let isSpace = delimiter == [UInt8(ascii: " ")]
            if isSpace, width < 5 { continue }
            var dialect = cutter.dialect
            dialect.delimiter = delimiter
            let other = RecordCutter(
                base: cutter.base,
                count: cutter.count,
                dialect: dialect,
                loneCREnds: cutter.loneCREnds
            )
            guard case .record(let found) = other.strict(start), found.isClean, found.fields.count == width,
                found.lines <= 20
            else { continue }
            return (found, delimiter)
        }
        return nil
    }

    /// Whether a space stands behind each of at least four delimiters.
    static func isSpaced(_ record: CutRecord, _ cutter: RecordCutter) -> Bool {
        record.fields.count >= 5
            && record.fields.dropFirst().allSatisfy { field in
                let place = field.isQuoted ? field.start - 2 : field.start
                return place < cutter.count && cutter.base[place] == UInt8(ascii: " ")
            }
    }

    /// The record without the space that stands behind each of its delimiters.
    private static func spaced(
        _ start: Int,
        _ record: CutRecord,
        cutter: RecordCutter
    ) -> (record: CutRecord, delimiter: [UInt8])? {
        let space = UInt8(ascii: " ")
        guard isSpaced(record, cutter), cutter.dialect.delimiter.last != space else { return nil }
        var dialect = cutter.dialect
        dialect.delimiter.append(space)
        let other = RecordCutter(
            base: cutter.base,
            count: cutter.count,
            dialect: dialect,
            loneCREnds: cutter.loneCREnds
        )
        guard case .record(let found) = other.strict(start), found.isClean, found.fields.count == record.fields.count
        else { return nil }
        return (found, dialect.delimiter)
    }
}
