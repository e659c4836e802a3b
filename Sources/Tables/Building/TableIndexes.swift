/// Which indexes a table file gets where they pay.
package struct TableIndexes: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The R*Tree over points.
    package static let place = TableIndexes(rawValue: 1)
    /// Indexes of single columns.
    package static let columns = TableIndexes(rawValue: 2)
    /// The full-text index.
    package static let words = TableIndexes(rawValue: 4)

    package static let all: TableIndexes = [.place, .columns, .words]
}
