internal import Tabular

/// Which columns of a table get an index (`by_cN` over `cN`), told from what was counted while the rows passed.
///
/// An index answers equality and range filters, sorts, and groups (from the index alone). It pays where a table is large and the
/// values are short. Columns with few distinct values come first, because those are what people filter and group by, then the
/// ones whose index is smallest, until the budget is spent.
struct ColumnIndexes {
    /// Below this a walk over all rows takes a few milliseconds.
    static let leastRows = 20_000
    /// Longer values are free text, which is looked for by its words.
    private static let longestAverage = 48
    /// What an entry takes beside its value: row number, types, size and pointer.
    private static let entryBytes = 9
    /// At most so many, whatever the budget.
    private static let limit = 16

    /// A column that may get one.
    struct Candidate {
        /// From 0.
        let column: Int
        let type: ColumnType
        let statistics: ColumnStatistics
        /// Bytes of all its texts.
        let textBytes: Int
    }

    /// - Parameters:
    ///   - candidates: all columns.
    ///   - rows: of the table.
    ///   - budget: bytes that the indexes may take, by estimate; the size of the rows themselves.
    /// - Returns: columns from 0, ascending.
    static func choose(_ candidates: [Candidate], rows: Int, budget: Int) -> [Int] {
        guard rows > 0 else { return [] }
        let sized = candidates.compactMap { candidate -> (column: Int, isFew: Bool, bytes: Int)? in
            let filled = rows - candidate.statistics.nulls
            let distinct = candidate.statistics.distinct
            // One value everywhere, or none, tells nothing apart.
            guard filled * 100 >= rows, distinct ?? 2 > 1 else { return nil }
            guard candidate.textBytes <= filled * longestAverage else { return nil }
            let values = candidate.textBytes > 0 ? candidate.textBytes : filled * numberBytes(candidate.type)
            return (candidate.column, distinct != nil, values + rows * entryBytes)
        }
        let ordered = sized.sorted {
            ($0.isFew ? 0 : 1, $0.bytes, $0.column) < ($1.isFew ? 0 : 1, $1.bytes, $1.column)
        }
        var left = budget
        var chosen: [Int] = []
        for candidate in ordered where chosen.count < limit && candidate.bytes <= left {
            left -= candidate.bytes
            chosen.append(candidate.column)
        }
        return chosen.sorted()
    }

    private static func numberBytes(_ type: ColumnType) -> Int {
        switch type {
        case .boolean: 0
        case .integer, .year: 3
        case .string, .number, .date, .time, .datetime, .yearmonth: 8
        }
    }

    /// The statement that makes the index of a column.
    static func statement(_ column: Int) -> String {
        let name = TableFileLayout.physicalName(column + 1)
        return "CREATE INDEX by_\(name) ON rows(\(name))"
    }
}
