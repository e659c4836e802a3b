import Tabular

/// Rewrites a JSON array of arrays, as tables write `jsonLists`, into delimited text, piece by piece: pieces may end anywhere.
///
/// It reads only what our own writer wrote (well-formed, scalars in rows), so it checks nothing. Sound: it is used by one task,
/// one call after the other.
final class ListsToDelimited: PieceTransform, @unchecked Sendable {
    private enum State { case between, literal, string, escape, unicode }

    private let delimiter: UInt8
    private let lineEnd: [UInt8]
    private var state = State.between
    private var depth = 0
    private var isFirst = true
    /// The value under way, unescaped.
    private var value: [UInt8] = []
    private var code: UInt32 = 0
    private var codeDigits = 0
    private var highSurrogate: UInt32?

    init(delimiter: Unicode.Scalar, lineEnd: StaticString) {
        self.delimiter = UInt8(ascii: delimiter)
        self.lineEnd = lineEnd.withUTF8Buffer { Array($0) }
    }

    /// The text of the rows, or parts of rows, that `piece` completes.
    func transform(_ piece: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(piece.count)
        for byte in piece { read(byte, into: &output) }
        return output
    }

    private func read(_ byte: UInt8, into output: inout [UInt8]) {
        switch state {
        case .string:
            switch byte {
            case UInt8(ascii: "\""):
                state = .between
                end(value, into: &output)
            case UInt8(ascii: "\\"): state = .escape
            default: value.append(byte)
            }
        case .escape: escape(byte)
        case .unicode: hexadecimal(byte)
        case .between, .literal: structure(byte, into: &output)
        }
    }

    private func structure(_ byte: UInt8, into output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "["):
            depth += 1
            isFirst = true
        case UInt8(ascii: "]"):
            endLiteral(into: &output)
            if depth == 2 { output += lineEnd }
            depth -= 1
        case UInt8(ascii: ","): endLiteral(into: &output)
        case UInt8(ascii: "\""):
            value.removeAll(keepingCapacity: true)
            state = .string
        case 0x20, 0x09, 0x0A, 0x0D: break
        default:
            if state == .between { value.removeAll(keepingCapacity: true) }
            state = .literal
            value.append(byte)
        }
    }

    /// `null` is an empty field, booleans are `t` and `f` as PostgreSQL writes them.
    private func endLiteral(into output: inout [UInt8]) {
        guard state == .literal else { return }
        state = .between
        switch value.first {
        case UInt8(ascii: "n"): end([], into: &output)
        case UInt8(ascii: "t"), UInt8(ascii: "f"): end(Array(value.prefix(1)), into: &output)
        default: end(value, into: &output)
        }
    }

    private func end(_ field: [UInt8], into output: inout [UInt8]) {
        if !isFirst { output.append(delimiter) }
        isFirst = false
        guard delimiter == UInt8(ascii: ",") else {
            // Tab-separated text has no quoting that all readers share: tabs and line ends become blanks.
            output += field.map { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
            return
        }
        CSVBytes.appendField(field, to: &output)
    }

    private func escape(_ byte: UInt8) {
        state = .string
        switch byte {
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "r"): value.append(0x0D)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "b"): value.append(0x08)
        case UInt8(ascii: "f"): value.append(0x0C)
        case UInt8(ascii: "u"):
            state = .unicode
            (code, codeDigits) = (0, 0)
        default: value.append(byte)
        }
    }

    private func hexadecimal(_ byte: UInt8) {
        code = code << 4 | (UInt32(String(UnicodeScalar(byte)), radix: 16) ?? 0)
        codeDigits += 1
        guard codeDigits == 4 else { return }
        state = .string
        if (0xD800..<0xDC00).contains(code) {
            highSurrogate = code
            return
        }
        if let high = highSurrogate, (0xDC00..<0xE000).contains(code) {
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        }
        highSurrogate = nil
        if let scalar = Unicode.Scalar(code), let encoded = UTF8.encode(scalar) { value.append(contentsOf: encoded) }
    }
}
