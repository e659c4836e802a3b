/// One typed cell.
///
/// Text stays bytes: it is valid as long as the slice it was made from.
package enum Cell {
    case null
    /// integer, year: the value; boolean: 0 or 1.
    case integer(Int64)
    /// number: finite, never NaN.
    case number(Double)
    /// string: the source's bytes, untouched.
    case text(UnsafeBufferPointer<UInt8>)
    /// date `2024-04-01`, time `09:30:00`, datetime `2024-04-01T09:30:00` (offset kept if there was one), yearmonth `2024-04`:
    /// written into the scratch buffer of the parser, so valid until its next call.
    case normalized(UnsafeBufferPointer<UInt8>)
    /// The value does not fit its column's type: kept as the source's text and reported as `type_mismatch`.
    case unfit(UnsafeBufferPointer<UInt8>)
}
