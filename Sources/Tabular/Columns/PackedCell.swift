/// One typed cell in sixteen bytes, as a column of them is made at once.
///
/// Means what ``Cell`` means; text is valid as long as the batch that it was made from, and until the parser's next batch.
///
/// Public, because what is `package` is not inlined into the modules that take it apart cell by cell (Swift 6.3).
public struct PackedCell {
    /// What the cell is; `text` is a string, or a date or time in its one form.
    public enum Kind: UInt8 {
        case null, integer, number, text, unfit
    }

    /// What the cell is.
    public let kind: Kind
    /// Bytes of a text.
    public let count: Int32
    /// The integer, the bits of the number, or the address of the text's first byte.
    public let bits: UInt64

    /// A cell as its parts say.
    @inlinable public init(kind: Kind, count: Int32, bits: UInt64) {
        self.kind = kind
        self.count = count
        self.bits = bits
    }

    /// No value.
    @inlinable public static var null: PackedCell { PackedCell(kind: .null, count: 0, bits: 0) }

    /// An integer, a year, or a flag as 0 or 1.
    @inlinable public static func integer(_ value: Int64) -> PackedCell {
        PackedCell(kind: .integer, count: 0, bits: UInt64(bitPattern: value))
    }

    /// A finite number.
    @inlinable public static func number(_ value: Double) -> PackedCell {
        PackedCell(kind: .number, count: 0, bits: value.bitPattern)
    }

    /// A text or a misfit, which stays where it is.
    @inlinable public static func text(
        _ kind: Kind,
        _ start: UnsafePointer<UInt8>?,
        count: Int32
    ) -> PackedCell {
        PackedCell(kind: kind, count: count, bits: UInt64(UInt(bitPattern: start)))
    }

    /// The value of an integer, a year, or a flag.
    @inline(__always) @inlinable public var integer: Int64 { Int64(bitPattern: bits) }
    /// The value of a number.
    @inline(__always) @inlinable public var number: Double { Double(bitPattern: bits) }
    /// The first byte of a text.
    @inline(__always) @inlinable public var start: UnsafePointer<UInt8>? { UnsafePointer(bitPattern: UInt(bits)) }
    /// The bytes of a text.
    @inline(__always) @inlinable public var text: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start, count: Int(count))
    }
}
