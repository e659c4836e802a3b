import Tabular

/// What is counted of one column so that two versions of it can be compared.
struct ColumnProfile: Hashable, Sendable {
    var name: String
    var type: ColumnType
    /// Role, such as `latitude` or `phone`.
    var format: String?
    /// Cells with something in them.
    var filled = 0
    /// Of these: cells that begin with a zero and another digit (`0836…`, `007`), and those that begin with any digit.
    var leadingZeros = 0
    var leadingDigits = 0
    /// Of these: twelve digits whose last checks the others, as a My Number's does.
    var myNumbers = 0
    /// Cells that the type of the older version's column cannot hold; 0 where there is none.
    var misfits = 0
    /// Coordinates outside the area that the data is about, and coordinates in all.
    var outside = 0
    var places = 0
    var values = ValueSketch()

    /// Different values, nil when there are more than the sketch holds.
    var distinct: Int? { values.isExact ? values.count : nil }
}

/// What is counted of one version of a table.
struct TableProfile: Hashable, Sendable {
    var rows: Int
    var columns: [ColumnProfile]
    /// Rows with more or fewer cells than the header.
    var raggedRows = 0
    /// Whether the last line has a line end; true where that means nothing (JSON).
    var endsWell = true

    func column(_ name: String) -> ColumnProfile? { columns.first { $0.name == name } }
}
