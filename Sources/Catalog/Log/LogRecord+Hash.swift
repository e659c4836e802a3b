import Crypto
import OpenData

// The chain. The hash of a record is the lower-case hexadecimal SHA-256 of these fields one after the other:
//
//     previous_hash · seq · at · actor · kind · entity · body
//
// Each field is its length in bytes as an unsigned 64-bit big-endian number, then its bytes. Texts are UTF-8; `seq` and `at`
// (microseconds since 1970-01-01T00:00:00Z) are decimal digits, with a minus sign when negative; `previous_hash` is the 64
// characters that the record before carries, or 64 zeros in the first. Lengths in front make the layout unambiguous: no two
// different records have the same bytes. Whoever has a copy of the log can recompute it with any SHA-256, and whoever noted
// one hash can tell whether anything before it was changed since.

extension LogRecord {
    /// The previous hash of the first record.
    static let origin = String(repeating: "0", count: 64)

    /// What ``hash`` must be.
    var expectedHash: String {
        var digest = SHA256()
        for field in [previousHash, String(seq), String(at.microseconds), actor, kind, entity, body] {
            let bytes = Array(field.utf8)
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { digest.update(bufferPointer: $0) }
            digest.update(data: bytes)
        }
        return Hexadecimal.text(digest.finalize())
    }
}
