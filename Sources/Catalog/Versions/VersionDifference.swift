import OpenData
package import Tabular

/// What a held version would change for readers, in words and in columns, for `ydp review show` and the portal.
package struct VersionDifference: Sendable {
    /// What became of one column.
    package enum ColumnChange: Hashable, Sendable {
        case removed(String)
        case added(String)
        /// Raw values of `ColumnType`.
        case retyped(String, from: String, to: String)
    }

    package let held: HeldVersion

    package init(_ held: HeldVersion) { self.held = held }

    /// Every doubt in words; the reason code alone for versions of older releases.
    package var doubts: [Bilingual] {
        let known = held.version.doubts?.map(\.message) ?? []
        guard known.isEmpty, let reason = held.version.reason else { return known }
        return [Bilingual(ja: reason, en: reason)]
    }

    /// Rows that readers see now; nil when they see no table yet.
    package var rowsNow: Int? { held.distribution.current?.rowCount }

    /// Columns that differ: removed ones, new ones, then those of another type.
    package var columns: [ColumnChange] {
        let old = held.distribution.current?.fields ?? []
        let new = held.version.fields
        let before = Dictionary(old.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        let names = Set(new.map(\.name))
        return old.filter { !names.contains($0.name) }.map { .removed($0.name) }
            + new.filter { before[$0.name] == nil }.map { .added($0.name) }
            + new.compactMap { field in
                before[field.name].flatMap { $0 == field.type ? nil : .retyped(field.name, from: $0, to: field.type) }
            }
    }

    /// The difference as lines of text; `language` is `ja` or `en`.
    package func lines(language: String) -> [String] {
        let version = held.version
        var lines = [
            "\(held.dataset.name)  \(held.dataset.title)",
            "resource \(held.distribution.id)  \(held.distribution.title)",
            "version \(version.number)  \(version.reason ?? "-")  \(version.created.rfc3339)",
            "rows: \(rowsNow.map(String.init) ?? "-") -> \(version.rowCount)",
        ]
        lines += doubts.map { "! \(language == "en" ? $0.en : $0.ja)" }
        lines += columns.map { change in
            switch change {
            case .removed(let name): "- \(name)"
            case .added(let name): "+ \(name)"
            case .retyped(let name, let old, let new): "~ \(name)  \(old) -> \(new)"
            }
        }
        return lines
    }
}
