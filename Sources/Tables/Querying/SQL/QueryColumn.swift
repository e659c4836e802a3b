internal import Tabular

/// A column as queries see it.
struct QueryColumn {
    let physical: String
    let name: String
    let type: ColumnType
    /// Whether there are nulls, and values that do not fit the type.
    ///
    /// Files never change, so what there is not need not be asked for.
    let hasNulls: Bool
    let hasUnfit: Bool

    /// The row's number.
    static let rowNumber = QueryColumn(
        physical: PublishedNames.rowNumber,
        name: PublishedNames.rowNumber,
        type: .integer,
        hasNulls: false,
        hasUnfit: false
    )

    init(_ column: TableColumn) {
        physical = column.physical
        name = column.column.name
        type = column.column.type
        hasNulls = column.statistics.nulls > 0
        hasUnfit = column.statistics.unfit > 0
    }

    private init(physical: String, name: String, type: ColumnType, hasNulls: Bool, hasUnfit: Bool) {
        self.physical = physical
        self.name = name
        self.type = type
        self.hasNulls = hasNulls
        self.hasUnfit = hasUnfit
    }
}

/// The columns of one table file, found by published name.
struct QueryColumns {
    /// In the source's order.
    let all: [QueryColumn]
    /// Nil where the table has no coordinates.
    let place: SpatialIndex?
    private let positions: [[UInt8]: Int]

    init(_ columns: [TableColumn]) {
        all = columns.map(QueryColumn.init)
        place = SpatialIndex(columns.map(\.column))
        let names = columns.map { Array($0.column.name.utf8) }
        positions = Dictionary(zip(names, names.indices)) { first, _ in first }
    }

    /// The column of a name: the same bytes or, where there are none, a canonically equal spelling (か with a separate
    /// voicing mark, as macOS writes it, is が).
    func column(named name: String) throws(QueryError) -> QueryColumn {
        if let position = positions[Array(name.utf8)] { return all[position] }
        if PublishedNames.isRowNumber(name) { return .rowNumber }
        if let column = all.first(where: { $0.name == name }) { return column }
        throw QueryError(.unknownColumn(name, nearest: NearestName.of(name, among: all.map(\.name))))
    }
}
