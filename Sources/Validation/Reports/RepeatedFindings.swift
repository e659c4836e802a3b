import Tabular

/// Findings that say the same of one column, told once with all their rows: a column that is empty in a hundred rows is one thing to
/// mend, not a hundred.
///
/// For people only; the report as JSON lists each.
package enum RepeatedFindings {
    /// One finding or several that say the same.
    package struct Group<Item> {
        /// The first of them, in whose place they stand.
        package let first: Item
        /// Their rows, ascending; empty for a finding that stands alone.
        package let rows: [Int]
    }

    /// Fewer are shown one by one.
    private static let fewest = 4

    /// Joins what says the same.
    /// - Parameters:
    ///   - items: in row order.
    ///   - key: what they must have in common.
    ///   - row: of an item; nil for one that concerns no row and so stands alone.
    /// - Returns: the groups in the order of their first items.
    package static func joined<Item, Key: Hashable>(
        _ items: [Item],
        key: (Item) -> Key,
        row: (Item) -> Int?,
    ) -> [Group<Item>] {
        var rows: [Key: [Int]] = [:]
        for item in items { if let row = row(item) { rows[key(item), default: []].append(row) } }
        var shown: Set<Key> = []
        return items.compactMap { item in
            let key = key(item)
            guard row(item) != nil, let all = rows[key], all.count >= fewest else {
                return Group(first: item, rows: [])
            }
            return shown.insert(key).inserted ? Group(first: item, rows: all) : nil
        }
    }

    /// `1–100`, `3, 7–9, 12 …`: at most three runs of rows.
    package static func text(_ rows: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for row in rows {
            if let last = runs.last, row == last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...row
            } else if runs.last?.contains(row) != true {
                runs.append(row...row)
            }
        }
        let shown = runs.prefix(3).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        return shown.joined(separator: ", ") + (runs.count > 3 ? " …" : "")
    }
}

extension Report {
    /// What says the same of a finding.
    struct Sameness: Hashable {
        let code: String
        let severity: Severity
        let column: String?
        let message: String
        /// Values that differ are each worth seeing.
        let value: String?
    }

    /// The findings as people read them.
    var findingGroups: [RepeatedFindings.Group<Finding>] {
        RepeatedFindings.joined(
            findings,
            key: {
                Sameness(
                    code: $0.code,
                    severity: $0.severity,
                    column: $0.column,
                    message: $0.message.ja,
                    value: $0.value
                )
            },
            row: { $0.row }
        )
    }
}
