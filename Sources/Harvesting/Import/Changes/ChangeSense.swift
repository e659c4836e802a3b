import OpenData
import Tabular

/// Tells accidents upstream from ordinary change: compares the table that came with the one that readers see (hazards.md §2.3 rows
/// 68–70, 78, 88, §2.4 rows 89–96).
///
/// Every rule is a pure function of the two; the table of them is ``rules``.
struct ChangeSense: Sendable {
    let new: TableProfile
    /// The version that readers see; nil for the first.
    let old: TableProfile?
    let tolerance: Tolerance

    init(new: TableProfile, old: TableProfile?, tolerance: Tolerance = Tolerance()) {
        self.new = new
        self.old = old
        self.tolerance = tolerance
    }

    /// All doubts, the gravest first.
    var doubts: [Doubt] { Self.rules.flatMap { $0(self) } }

    /// In order of gravity: what must never be seen, then what means that most is lost or wrong, then the rest.
    static let rules: [@Sendable (ChangeSense) -> [Doubt]] = [
        { $0.personalData }, { $0.rowCount }, { $0.truncation }, { $0.columnsGone }, { $0.shift }, { $0.identity },
        { $0.emptied }, { $0.types }, { $0.leadingZeros }, { $0.sameValues }, { $0.raggedRows }, { $0.area },
    ]

    /// Without those that a person approved before.
    static func unanswered(_ doubts: [Doubt], history: [TableVersion]) -> [Doubt] {
        let answered = Set(
            history.filter { $0.state == .published }.flatMap { $0.doubts ?? [] }.compactMap(\.key)
        )
        return doubts.filter { $0.key.map { !answered.contains($0) } ?? true }
    }

    /// The columns that both versions have, by name.
    var shared: [(old: ColumnProfile, new: ColumnProfile)] {
        (old?.columns ?? []).compactMap { column in new.column(column.name).map { (column, $0) } }
    }
}
