/// What the cells of a column mean.
///
/// Judged over all rows (never a sample); `string` when in doubt. The raw values are those of Table Schema
/// (Frictionless), which also name them in every answer of the platform.
package enum ColumnType: String, Hashable, Sendable, Codable, CaseIterable {
    case string, integer, number, boolean, date, time, datetime, year, yearmonth
}
