import Crypto
import Foundation

/// Rules of names and ids.
///
/// Names are part of URLs and of SQL-free lookups; ids never change for one thing.
package enum Identifier {
    /// Whether `name` matches `[a-z0-9][a-z0-9_-]{1,99}` and is not reserved (`new`, `edit`, `search`, which are CKAN's
    /// page addresses).
    ///
    /// Compared on bytes: no other script, width or case is taken for these letters.
    package static func isValidName(_ name: String) -> Bool {
        let bytes = Array(name.utf8.prefix(101))
        guard (2...100).contains(bytes.count), isLowerAlphanumeric(bytes[0]) else { return false }
        guard bytes.allSatisfy({ isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) else {
            return false
        }
        return !["new", "edit", "search"].contains { bytes.elementsEqual($0.utf8) }
    }

    /// A UUID (RFC 9562, version 8) made from the SHA-256 of `kind`, NUL, `key` in normal form C: the same thing gets the same
    /// id on every machine, however its key was typed.
    package static func uuid(_ kind: String, _ key: String) -> String {
        var hash = SHA256()
        hash.update(data: Array(normalized(kind).utf8))
        hash.update(data: [0])
        hash.update(data: Array(normalized(key).utf8))
        var bytes = Array(hash.finalize().prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x80
        bytes[8] = bytes[8] & 0x3f | 0x80
        return uuidText(bytes)
    }

    /// Whether `text` is a UUID in lower-case canonical form (8-4-4-4-12), of whatever version.
    package static func isUUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(37))
        guard bytes.count == 36 else { return false }
        return bytes.indices.allSatisfy { position in
            hyphenPositions.contains(position) ? bytes[position] == UInt8(ascii: "-") : isLowerHex(bytes[position])
        }
    }

    /// `text` in Unicode normal form C.
    ///
    /// Swift compares canonically, SQLite bytewise: keys and titles that are compared in both pass through here once,
    /// where they enter.
    package static func normalized(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Sixteen bytes in the canonical form of a UUID.
    package static func uuidText(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for byte in bytes {
            if hyphenPositions.contains(text.count) { text.append(UInt8(ascii: "-")) }
            text.append(hexDigits[Int(byte >> 4)])
            text.append(hexDigits[Int(byte & 0x0f)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let hyphenPositions: Set = [8, 13, 18, 23]
    private static let hexDigits = Array("0123456789abcdef".utf8)

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLowerHex(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
