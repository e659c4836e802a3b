/// Where one field's UTF-8 bytes are.
///
/// Valid until the batch that holds it is filled again, and only while its reader lives.
///
/// Public, because what is `package` is not inlined into the modules that take it apart cell by cell (Swift 6.3).
public struct FieldSlice: Sendable {
    /// What the source said about the field besides its bytes.
    public enum Kind: UInt8, Sendable {
        /// Text (any CSV field, a JSON string).
        case text
        /// The row has no such field (a short CSV row, a JSON key that is absent) or says `null`.
        case missing
        /// A JSON number; the bytes are its literal.
        case number
        /// A JSON `true` or `false`; the bytes are the literal.
        case boolean
        /// A JSON object or array; the bytes are its JSON text.
        case structure
    }

    /// The first byte of the field; nil only where there is none.
    ///
    /// Sound though unsafe: a batch is filled and read by one thread at a time, and the pointer is never kept beyond it.
    nonisolated(unsafe) public let start: UnsafePointer<UInt8>?
    /// Bytes of the field.
    public let count: Int32
    /// What the source said about it.
    public let kind: Kind

    /// The `count` bytes at `start`, at most 2³¹ − 1.
    @inlinable public init(start: UnsafePointer<UInt8>?, count: Int, kind: Kind) {
        self.start = start
        self.count = Int32(truncatingIfNeeded: count)
        self.kind = kind
    }

    /// The field's bytes.
    @inlinable public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: Int(count)) }
    /// The field as a string; for findings and tests, never on row paths.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    static let missing = FieldSlice(start: nil, count: 0, kind: .missing)
}
