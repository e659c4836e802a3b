package import Tabular

/// A column of a table file with what was counted while the rows passed by.
package struct TableColumn: Hashable, Sendable, Codable {
    /// `c1` … `cN`; never shown to users.
    package var physical: String
    package var column: Column
    package var statistics: ColumnStatistics

    package init(physical: String, column: Column, statistics: ColumnStatistics) {
        self.physical = physical
        self.column = column
        self.statistics = statistics
    }
}
