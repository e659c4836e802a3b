import OpenData
import Tabular

/// Decides whether a new version may be published without a person: compared with the version that readers see, a table that
/// collapsed is more often an accident upstream than the truth (hazards.md §2.3 rows 68–69, §2.4 row 91).
enum PublishingGuard {
    /// Why a version is held, with a sentence that says what differs.
    struct Doubt: Hashable, Sendable {
        var code: String
        var message: Bilingual
    }

    /// Rows may fall to 80 % and rise to 300 % of the current version's; a change of fewer than five rows is never a doubt.
    static let leastShare = 0.8
    static let mostShare = 3.0
    static let fewestRows = 5

    /// - Parameters:
    ///   - rows: records of the new version.
    ///   - fields: its published column names.
    ///   - current: the version that readers see; nil for the first.
    /// - Returns: nil when it may be published.
    static func doubt(rows: Int, fields: [String], current: TableVersion?) -> Doubt? {
        guard rows > 0 else {
            return Doubt(code: "zero_rows", message: ImportMessages.zeroRows(was: current?.rowCount))
        }
        guard let current else { return nil }
        let before = current.rowCount
        let share = Double(rows) / Double(max(before, 1))
        if abs(rows - before) >= fewestRows, share < leastShare || share > mostShare {
            return Doubt(code: "row_count_change", message: ImportMessages.rowCountChange(from: before, to: rows))
        }
        let present = Set(fields)
        let gone = current.fields.map(\.name).filter { !present.contains($0) }
        guard gone.isEmpty else { return Doubt(code: "schema_change", message: ImportMessages.columnsGone(gone)) }
        return nil
    }
}
