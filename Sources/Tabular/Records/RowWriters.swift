/// Writers of bytes: they append to a buffer that the caller owns and passes `inout` (a stored buffer costs 13 %, architecture.md).
package enum JSONBytes {
    /// Appends `text` (UTF-8) as a JSON string with its quotes. Escapes only what RFC 8259 §7 requires; non-ASCII stays as it is.
    package static func appendString(_ text: some Sequence<UInt8>, to buffer: inout [UInt8]) { fatalError("stub") }
    package static func append(_ value: Int64, to buffer: inout [UInt8]) { fatalError("stub") }
    /// The shortest digits that read back as the same number, `1` rather than `1.0`. The value must be finite.
    package static func append(_ value: Double, to buffer: inout [UInt8]) { fatalError("stub") }
}

package enum CSVBytes {
    /// Appends one field, quoted only where RFC 4180 §2.6 asks for it.
    package static func appendField(_ text: some Collection<UInt8>, to buffer: inout [UInt8]) { fatalError("stub") }
    /// Ends the record with CRLF (RFC 4180 §2.1).
    package static func endRecord(_ buffer: inout [UInt8]) { fatalError("stub") }
}
