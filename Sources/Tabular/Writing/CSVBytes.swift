import CTabular

/// Writers of CSV bytes (RFC 4180), in the manner of ``JSONBytes``.
package enum CSVBytes {
    /// Whom the file is for.
    package enum Safety: String, Hashable, Sendable, CaseIterable {
        /// Programs: every cell is exactly what the table says.
        case none
        /// People who open it in a spreadsheet: a cell that the program could run as a formula gets an apostrophe before it
        /// (hazards.md T24).
        case excel
    }

    /// What Excel needs to see UTF-8 in a CSV file; nothing else does.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Appends one field, quoted only where RFC 4180 §2.6 asks for it.
    ///
    /// With ``Safety/excel`` text that begins like a formula gets `'` before it; numbers (`-5`, `+1.5e3`) stay as they are.
    package static func appendField(
        _ text: some Collection<UInt8>,
        safety: Safety = .none,
        to buffer: inout [UInt8]
    ) {
        let written: Void? = text.withContiguousStorageIfAvailable { append($0, safety: safety, to: &buffer) }
        if written == nil { Array(text).withUnsafeBufferPointer { append($0, safety: safety, to: &buffer) } }
    }

    /// Ends the record with CRLF (RFC 4180 §2.1).
    package static func endRecord(_ buffer: inout [UInt8]) {
        buffer.append(0x0D)
        buffer.append(0x0A)
    }

    private static func append(_ text: UnsafeBufferPointer<UInt8>, safety: Safety, to buffer: inout [UInt8]) {
        guard let base = text.baseAddress else { return }
        let guards = safety == .excel && FormulaStart.matches(text)
        guard ctabular_csv_plain_prefix(base, text.count) < text.count else {
            if guards { buffer.append(UInt8(ascii: "'")) }
            buffer.append(contentsOf: text)
            return
        }
        buffer.append(UInt8(ascii: "\""))
        if guards { buffer.append(UInt8(ascii: "'")) }
        var rest = text
        // Up to and with each quote, which is then written once more.
        while let place = rest.firstIndex(of: UInt8(ascii: "\"")) {
            buffer.append(contentsOf: UnsafeBufferPointer(rebasing: rest[...place]))
            buffer.append(UInt8(ascii: "\""))
            rest = UnsafeBufferPointer(rebasing: rest[(place + 1)...])
        }
        buffer.append(contentsOf: rest)
        buffer.append(UInt8(ascii: "\""))
    }
}

/// Whether a spreadsheet would take a cell for a formula: judged by its first bytes, never by `Character` (hazards.md F3).
enum FormulaStart {
    /// `= + - @`, TAB, CR and LF begin formulas, and so do the full-width `＝ ＋ － ＠` with a Japanese input method.
    ///
    /// A number is none, whatever its sign.
    static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(text)
        case 0xEF: return fullWidth.contains { text.starts(with: $0) }
        default: return false
        }
    }

    /// U+FF1D, U+FF0B, U+FF0D, U+FF20.
    private static let fullWidth: [[UInt8]] = [
        [0xEF, 0xBC, 0x9D], [0xEF, 0xBC, 0x8B], [0xEF, 0xBC, 0x8D], [0xEF, 0xBC, 0xA0],
    ]

    /// A sign, digits, a fraction, an exponent, and nothing else.
    private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 1
        func skipDigits() -> Bool {
            let start = at
            while at < text.count, NumberGrammar.isDigit(text[at]) { at += 1 }
            return at > start
        }
        guard skipDigits() else { return false }
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at += 1
            guard skipDigits() else { return false }
        }
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
            guard skipDigits() else { return false }
        }
        return at == text.count
    }
}
