import CTabular

/// Turns UTF-8 into Shift_JIS as Windows and Excel know it (CP932), for those who must have it.
///
/// The inverse of the decoder: the encoder of the WHATWG Encoding Standard, and besides it the user-defined area (外字) of
/// the same standard's decoder. No character is lost without a word: one that does not fit becomes an HTML numeric reference
/// (`&#128512;`), the visible and reversible form that the standard's `html` error mode has, and is counted in ``losses``. So
/// is one that is replaced by the character of CP932 that looks the same (`〜` U+301C by U+FF5E).
package struct ShiftJISEncoder: Sendable {
    /// What was not written as it was.
    package struct Losses: Hashable, Sendable {
        /// Characters written as numeric references, with how often; at most ``kindLimit`` different ones.
        package fileprivate(set) var replaced: [UInt32: Int] = [:]
        /// Characters written as others that look the same, with how often.
        package fileprivate(set) var lookAlikes: [UInt32: Int] = [:]
        /// All characters written as numeric references, also those of kinds that are not listed.
        package fileprivate(set) var replacedCount = 0
        /// All characters written as others that look the same.
        package fileprivate(set) var lookAlikeCount = 0
        /// Most kinds of characters that are listed.
        package static let kindLimit = 1_000
    }

    package private(set) var losses = Losses()
    /// The beginning of a character whose end comes with the next piece.
    private var pending: [UInt8] = []

    package init() {}

    /// Appends the bytes of `text`, which is UTF-8 and may end inside a character: the rest comes with the next call.
    ///
    /// Bytes that are no UTF-8 count as U+FFFD, one each, and are reported as such.
    package mutating func append(_ text: UnsafeBufferPointer<UInt8>, to buffer: inout [UInt8]) {
        var start = 0
        while !pending.isEmpty, start < text.count {
            pending.append(text[start])
            start += 1
            let size = Self.size(pending[0])
            let isBroken = (pending.last ?? 0) & 0xC0 != 0x80
            guard pending.count >= size || isBroken else { continue }
            // What broke the sequence is looked at again, with what follows.
            if isBroken, pending.count > 1 {
                pending.removeLast()
                start -= 1
            }
            let held = pending
            pending = []
            held.withUnsafeBufferPointer { encode($0, isLast: true, to: &buffer) }
        }
        guard start < text.count else { return }
        encode(UnsafeBufferPointer(rebasing: text[start...]), isLast: false, to: &buffer)
    }

    /// Appends what is left of a character that was never finished, as U+FFFD.
    package mutating func finish(_ buffer: inout [UInt8]) {
        let held = pending
        pending = []
        held.withUnsafeBufferPointer { encode($0, isLast: true, to: &buffer) }
    }

    /// The bytes of a whole text.
    package mutating func encode(_ text: some Collection<UInt8>) -> [UInt8] {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(text.count)
        Array(text).withUnsafeBufferPointer { append($0, to: &buffer) }
        finish(&buffer)
        return buffer
    }

    private mutating func encode(_ text: UnsafeBufferPointer<UInt8>, isLast: Bool, to buffer: inout [UInt8]) {
        guard let base = text.baseAddress else { return }
        var at = 0
        while at < text.count {
            let ascii = ctabular_ascii_prefix(base + at, text.count - at)
            if ascii > 0 {
                buffer.append(contentsOf: UnsafeBufferPointer(start: base + at, count: ascii))
                at += ascii
                continue
            }
            let size = Self.size(base[at])
            if at + size > text.count, !isLast, ctabular_is_utf8_start(base + at, text.count - at) != 0 {
                pending = Array(text[at...])
                return
            }
            let isValid =
                size > 1 && at + size <= text.count && ctabular_utf8_prefix(base + at, size) == size
            put(isValid ? Self.scalar(base + at, size) : 0xFFFD, to: &buffer)
            at += isValid ? size : 1
        }
    }

    private mutating func put(_ scalar: UInt32, to buffer: inout [UInt8]) {
        var code = CP932Table.code(of: scalar)
        if code == 0, let other = CP932Table.lookAlikes[scalar] {
            code = other
            losses.lookAlikeCount += 1
            Self.count(scalar, in: &losses.lookAlikes)
        }
        if code == 0 {
            losses.replacedCount += 1
            Self.count(scalar, in: &losses.replaced)
            buffer.append(contentsOf: [UInt8(ascii: "&"), UInt8(ascii: "#")])
            JSONBytes.append(Int64(scalar), to: &buffer)
            buffer.append(UInt8(ascii: ";"))
            return
        }
        if code > 0xFF { buffer.append(UInt8(code >> 8)) }
        buffer.append(UInt8(code & 0xFF))
    }

    private static func count(_ scalar: UInt32, in kinds: inout [UInt32: Int]) {
        guard kinds[scalar] != nil || kinds.count < Losses.kindLimit else { return }
        kinds[scalar, default: 0] += 1
    }

    /// Bytes of the character that `lead` begins; 1 for what begins none.
    private static func size(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    private static func scalar(_ bytes: UnsafePointer<UInt8>, _ size: Int) -> UInt32 {
        let mask: UInt32 = size == 2 ? 0x1F : size == 3 ? 0x0F : 0x07
        return (1..<size).reduce(UInt32(bytes[0]) & mask) { $0 << 6 | UInt32(bytes[$1] & 0x3F) }
    }
}

/// The codes of CP932 by character.
enum CP932Table {
    /// The code of a character: one byte (`0x80`, `0xA1`…`0xDF`) or two; 0 where CP932 has none.
    @inline(__always)
    static func code(of scalar: UInt32) -> UInt16 {
        scalar <= 0xFFFF ? codes[Int(scalar)] : 0
    }

    /// Built once from the decoder's own index, in the order of WHATWG's `index Shift_JIS pointer`: the first pointer of a
    /// character counts, and the NEC selection of IBM extensions (8272…8835) never does.
    private static let codes: [UInt16] = {
        var codes = [UInt16](repeating: 0, count: 0x10000)
        for byte in 0...0x80 { codes[byte] = UInt16(byte) }
        for byte in 0xA1...0xDF { codes[0xFF61 - 0xA1 + byte] = UInt16(byte) }
        for pointer in 0..<11_280 where !(8_272...8_835).contains(pointer) {
            let isPrivate = (8_836...10_715).contains(pointer)
            let scalar = isPrivate ? 0xE000 - 8_836 + pointer : Int(ctabular_jis0208_at(pointer))
            guard scalar > 0x80, codes[scalar] == 0 else { continue }
            let lead = pointer / 188
            let trail = pointer % 188
            codes[scalar] = UInt16((lead + (lead < 0x1F ? 0x81 : 0xC1)) << 8 | (trail + (trail < 0x3F ? 0x40 : 0x41)))
        }
        return codes
    }()

    /// Characters that CP932 has only under another code point of the same look: the pairs on which makers of tables for
    /// JIS X 0208 disagree, and the three that the WHATWG encoder itself replaces (U+00A5, U+203E, U+2212).
    static let lookAlikes: [UInt32: UInt16] = [
        0x00A5: 0x5C, 0x203E: 0x7E, 0x2212: 0x817C,
        0x301C: 0x8160, 0x2016: 0x8161, 0x2014: 0x815C, 0x00A2: 0x8191, 0x00A3: 0x8192, 0x00AC: 0x81CA,
        0x00A6: 0xFA55,
    ]
}
