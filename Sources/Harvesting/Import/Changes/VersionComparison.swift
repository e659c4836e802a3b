import OpenData
import Tables
import Tabular

/// Compares bytes that came with the versions that the catalogue has of them.
struct VersionComparison: Sendable {
    let store: FileStore
    /// Newest first.
    let history: [TableVersion]
    let request: Import.Request

    private var current: TableVersion? { history.first { $0.state == .published } }

    /// What is doubtful about a document and was not approved before, the gravest first.
    /// - Throws: `TabularError` when the document cannot be read on.
    func doubts(about document: TabularDocument, blob: String) throws(TabularError) -> [Doubt] {
        let types = Dictionary(
            (current?.fields ?? []).map { ($0.name, ColumnType(rawValue: $0.type) ?? .string) },
            uniquingKeysWith: { first, _ in first }
        )
        let new = try TableProfiler.profile(document, path: store.path(.blobs, blob), reference: types)
        let sense = ChangeSense(new: new, old: current.map(profile), tolerance: tolerance)
        var doubts = sense.doubts
        if let older = history.first(where: { $0.state == .published && $0.blob == blob }) {
            let isPersonal = doubts.first?.code == ChangeSense.personal
            let doubt = Doubt(code: "rollback_detected", message: ChangeMessages.rollback(to: older.number), key: nil)
            doubts.insert(doubt, at: isPersonal ? 1 : 0)
        }
        return ChangeSense.unanswered(doubts, history: history)
    }

    /// A file that a person hands over may be about anywhere; a harvested one is about here.
    private var tolerance: Tolerance {
        var tolerance = request.dataset.tolerance ?? Tolerance()
        if request.lease == nil { tolerance.anywhere = true }
        return tolerance
    }

    /// What is known of the version that readers see: counted from its bytes, or, where these are gone or were read otherwise by an
    /// older release, its columns and rows alone.
    private func profile(_ version: TableVersion) -> TableProfile {
        let path = store.path(.blobs, version.blob)
        if let document = try? TabularDocument(path: path),
            document.columns.map(\.name) == version.fields.map(\.name),
            let counted = try? TableProfiler.profile(document, path: path)
        {
            return counted
        }
        let columns = version.fields.map { field in
            ColumnProfile(name: field.name, type: ColumnType(rawValue: field.type) ?? .string, format: field.format)
        }
        return TableProfile(rows: version.rowCount, columns: columns)
    }
}
