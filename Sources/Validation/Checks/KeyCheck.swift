import Tabular

/// The check that no two rows have the same primary key.
///
/// Empty parts are found by ``FieldCheck`` as `required`.
struct KeyCheck {
    let names: [String]
    private let columns: [Int]
    private var seen: SeenValues

    /// - Parameters:
    ///   - names: the key's fields, as the schema names them.
    ///   - columns: their columns in every batch.
    ///   - rows: how many rows are to be expected.
    init(names: [String], columns: [Int], rows: Int) {
        self.names = names
        self.columns = columns
        seen = SeenValues(rows: rows)
    }

    var hasUncomparedValues: Bool { seen.isFull }

    /// Whether a key of other rows is among those of these.
    func hasAnyKey(of other: KeyCheck) -> Bool { seen.haveAny(of: other.seen) }

    mutating func check(_ batch: RecordBatch, row: Int, missingValues: MissingValues, into findings: inout FindingList)
    {
        var hasher = Hasher()
        for column in columns {
            let field = batch[row, column]
            if missingValues.contain(field, type: .string) { return }
            // The length keeps ("1", "23") apart from ("12", "3").
            hasher.combine(field.count)
            hasher.combine(bytes: UnsafeRawBufferPointer(field.bytes))
        }
        let number = batch.firstRow + row
        guard let firstRow = seen.firstRow(of: UInt64(bitPattern: Int64(hasher.finalize())), row: number) else {
            return
        }
        guard findings.hasRoom(for: .primaryKey) else { return findings.noteUnlisted(.primaryKey) }
        findings.note(
            .primaryKey(columns: names, firstRow: firstRow),
            row: number,
            line: batch.lines.isEmpty ? nil : batch.lines[row],
            column: names.count == 1 ? names[0] : nil,
            value: Excerpt.text(of: batch[row, columns[0]].bytes)
        )
    }
}
