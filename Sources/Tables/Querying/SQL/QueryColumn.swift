internal import Tabular

/// A column as queries see it.
struct QueryColumn {
    let physical: String
    let name: String
    /// The source's header cell.
    let title: String
    let type: ColumnType
    /// A detected role (``Tabular/Column/format``).
    let format: String?
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
        title = column.column.title
        type = column.column.type
        format = column.column.format
        hasNulls = column.statistics.nulls > 0
        hasUnfit = column.statistics.unfit > 0
    }

    /// The same column under an expression of it that is text.
    init(_ column: QueryColumn, expression: String) {
        physical = expression
        name = column.name
        title = column.title
        type = .string
        format = nil
        hasNulls = column.hasNulls
        hasUnfit = false
    }

    /// A column of an aggregation's answer.
    init(physical: String, name: String, _ made: AggregateExpressions.Made) {
        self.init(
            physical: physical,
            name: name,
            type: made.type,
            hasNulls: made.hasNulls,
            hasUnfit: made.hasUnfit
        )
    }

    private init(physical: String, name: String, type: ColumnType, hasNulls: Bool, hasUnfit: Bool) {
        self.physical = physical
        self.name = name
        title = name
        self.type = type
        format = nil
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
    /// Where GeoJSON finds a row's geometry; nil where the table has neither coordinates nor geometries.
    var geometry: RowPlace? {
        all.first { $0.format == Self.geometryFormat }.map(RowPlace.geometry) ?? place.map(RowPlace.point)
    }
    /// The format of a column of GeoJSON geometries.
    private static let geometryFormat = "geojson"

    /// What the file has been given to find rows by.
    let indexes: QueryIndexes
    private let positions: [[UInt8]: Int]
    /// Whether rows have numbers: those of a table, not those of an answer.
    private let areNumbered: Bool

    init(_ columns: [TableColumn], indexes: QueryIndexes = QueryIndexes()) {
        self.indexes = indexes
        areNumbered = true
        all = columns.map(QueryColumn.init)
        place = SpatialIndex(columns.map(\.column))
        let names = columns.map { Array($0.column.name.utf8) }
        positions = Dictionary(zip(names, names.indices)) { first, _ in first }
    }

    /// The columns of an aggregation's answer.
    init(output: [QueryColumn]) {
        all = output
        place = nil
        indexes = QueryIndexes()
        areNumbered = false
        let names = output.map { Array($0.name.utf8) }
        positions = Dictionary(zip(names, names.indices)) { first, _ in first }
    }

    /// The column of a name: the same bytes or, where there are none, a canonically equal spelling (か with a separate
    /// voicing mark, as macOS writes it, is が).
    func column(named name: String) throws(QueryError) -> QueryColumn {
        if let position = positions[Array(name.utf8)] { return all[position] }
        if areNumbered, PublishedNames.isRowNumber(name) { return .rowNumber }
        if let column = all.first(where: { $0.name == name }) { return column }
        throw QueryError(.unknownColumn(name, nearest: NearestName.of(name, among: all.map(\.name))))
    }
}
