import OpenData

extension ChangeSense {
    /// Rows may fall to 80 % and rise to 300 % of the current version's; a change of fewer than five rows is never a doubt.
    static let leastShare = 0.8
    static let mostShare = 3.0
    static let fewestRows = 5

    var rowCount: [Doubt] {
        guard new.rows > 0 else {
            guard tolerance.mayBeEmpty != true, old?.rows != 0 else { return [] }
            return [Doubt(code: "zero_rows", message: ImportMessages.zeroRows(was: old?.rows), key: "zero_rows")]
        }
        guard let old else { return [] }
        let share = Double(new.rows) / Double(max(old.rows, 1))
        let least = tolerance.leastRows ?? Self.leastShare
        let most = tolerance.mostRows ?? Self.mostShare
        guard abs(new.rows - old.rows) >= Self.fewestRows, share < least || share > most else { return [] }
        return [
            Doubt(
                code: "row_count_change",
                message: ImportMessages.rowCountChange(from: old.rows, to: new.rows),
                key: "row_count_change:\(old.rows)>\(new.rows)"
            )
        ]
    }

    /// A file that ended with a line end and no longer does was probably cut (rows 31, 35): servers that state a wrong length, or
    /// none, lose the end of a file without anyone noticing.
    var truncation: [Doubt] {
        guard let old, old.endsWell, !new.endsWell, new.rows > 0 else { return [] }
        return [Doubt(code: "suspect_truncation", message: ChangeMessages.truncation, key: nil)]
    }

    /// Single slips are errors of their rows; more than one in a thousand, and more than one at all, mean that the file was
    /// written or read wrongly (row 78).
    var raggedRows: [Doubt] {
        guard new.raggedRows > 1, new.raggedRows * 1_000 > new.rows else { return [] }
        return [
            Doubt(
                code: "ragged_rows",
                message: ChangeMessages.ragged(new.raggedRows, of: new.rows),
                key: "ragged_rows"
            )
        ]
    }
}
