/// What the cells of one column of a batch are, where every cell that is not empty is of plain form (``PlainValue``) and of the
/// column's type: enough for ``ColumnSurvey`` to count them without looking at them again.
package struct PlainCells {
    /// Cells that are not empty.
    var filled = 0
    /// Those that are integers as they are written; numbers count them too.
    var integers = 0
    var numbers = 0
    /// Integers that may be years.
    var bareYears = 0
    /// Integers that are 0 or 1.
    var binaries = 0
    /// Numbers that may be latitudes, and longitudes.
    var latitudes = 0
    var longitudes = 0
    var flags = 0
    var dates = 0
    var datetimes = 0

    /// Counts a number that is written as an integer.
    @inline(__always)
    mutating func count(_ value: Int64) {
        integers += 1
        if BareYear.range.contains(value) { bareYears += 1 }
        if value == 0 || value == 1 { binaries += 1 }
        count(Double(value))
    }

    /// Counts the value of any number.
    @inline(__always)
    mutating func count(_ value: Double) {
        filled += 1
        numbers += 1
        if abs(value) <= 90 { latitudes += 1 }
        if abs(value) <= 180 { longitudes += 1 }
    }
}
