import CTabular
import TestSupport
import Testing

@testable import Tabular

@Suite struct `Shift_JIS for export` {
    private func decode(_ bytes: [UInt8]) -> String? {
        var target = [UInt8](repeating: 0, count: max(bytes.count * 3, 1))
        var written = 0
        let read = ctabular_decode(DecodedText.FieldEncoding.cp932.code, bytes, bytes.count, &target, &written)
        return read == bytes.count ? String(decoding: target[..<written], as: UTF8.self) : nil
    }

    @Test(arguments: [
        ("山口県,1\r\n", [0x8E, 0x52, 0x8C, 0xFB, 0x8C, 0xA7, 0x2C, 0x31, 0x0D, 0x0A] as [UInt8]),
        ("ソ能表", [0x83, 0x5C, 0x94, 0x5C, 0x95, 0x5C]), ("ｱｲｳﾞﾟ", [0xB1, 0xB2, 0xB3, 0xDE, 0xDF]),
        ("①㈱№", [0x87, 0x40, 0x87, 0x8A, 0x87, 0x82]), ("髙﨑", [0xFB, 0xFC, 0xFA, 0xB1]),
        ("～∥－￥", [0x81, 0x60, 0x81, 0x61, 0x81, 0x7C, 0x81, 0x8F]),
        ("\u{E000}\u{E757}", [0xF0, 0x40, 0xF9, 0xFC]), ("∪∩￢", [0x81, 0xBE, 0x81, 0xBF, 0x81, 0xCA]),
        ("", []),
    ])
    func `text becomes the bytes of Windows`(_ text: String, _ expected: [UInt8]) {
        var encoder = ShiftJISEncoder()
        #expect(encoder.encode(text.utf8) == expected)
        #expect(encoder.losses == ShiftJISEncoder.Losses())
    }

    @Test func `every code of the decoder comes back as a code of the same character`() throws {
        var checked = 0
        for lead in Array(0x81...0x9F) + Array(0xE0...0xFC) as [UInt8] {
            for trail in 0x40...0xFC as ClosedRange<UInt8> {
                guard let text = decode([lead, trail]), text.unicodeScalars.count == 1 else { continue }
                var encoder = ShiftJISEncoder()
                #expect(decode(encoder.encode(text.utf8)) == text)
                #expect(encoder.losses == ShiftJISEncoder.Losses())
                checked += 1
            }
        }
        #expect(checked == 9_604)
    }

    @Test(.enabled(if: SharedFiles.exists))
    func `the code of a character is the one that the WHATWG encoder gives`() throws {
        // The encoder of the standard: the first pointer of the index, without those of the NEC selection.
        let text = String(
            decoding: try SharedFiles.bytes("conformance/whatwg-encoding/index-jis0208.txt"),
            as: UTF8.self
        )
        var first: [UInt32: Int] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "\t")
            guard parts.count >= 2, let pointer = Int(parts[0].drop { $0 == " " }),
                let scalar = UInt32(parts[1].dropFirst(2), radix: 16), !(8_272...8_835).contains(pointer)
            else { continue }
            first[scalar] = min(first[scalar] ?? pointer, pointer)
        }
        #expect(first.count > 6_800)
        for (scalar, pointer) in first {
            let (lead, trail) = (pointer / 188, pointer % 188)
            let code = (lead + (lead < 0x1F ? 0x81 : 0xC1)) << 8 | (trail + (trail < 0x3F ? 0x40 : 0x41))
            #expect(Int(CP932Table.code(of: scalar)) == code, "U+\(String(scalar, radix: 16))")
        }
        // Beyond the index only ASCII with U+0080, half-width katakana and the user-defined area have a code.
        let others = (0...0xFFFF as ClosedRange<UInt32>).filter { CP932Table.code(of: $0) != 0 && first[$0] == nil }
        #expect(others == Array(1...0x80) + Array(0xE000...0xE757) + Array(0xFF61...0xFF9F))
    }

    @Test func `a character that does not fit becomes a numeric reference and is reported`() {
        var encoder = ShiftJISEncoder()
        let bytes = encoder.encode("𠮷野家😀é\u{0301}😀".utf8)
        #expect(decode(bytes) == "&#134071;野家&#128512;&#233;&#769;&#128512;")
        #expect(encoder.losses.replaced == [0x20BB7: 1, 0x1F600: 2, 0xE9: 1, 0x301: 1])
        #expect(encoder.losses.replacedCount == 5)
        #expect(encoder.losses.lookAlikeCount == 0)
        #expect(!bytes.contains(UInt8(ascii: "?")))
    }

    @Test(arguments: [
        ("\u{301C}", "～"), ("\u{2212}", "－"), ("\u{2016}", "∥"), ("\u{2014}", "―"), ("\u{A2}\u{A3}\u{AC}", "￠￡￢"),
        ("\u{A6}", "￤"), ("\u{A5}", "\\"), ("\u{203E}", "~"),
    ])
    func `a character that CP932 has under another name is written as that, and reported`(
        _ text: String,
        _ twin: String
    ) {
        var encoder = ShiftJISEncoder()
        #expect(decode(encoder.encode(text.utf8)) == twin)
        #expect(encoder.losses.lookAlikeCount == text.unicodeScalars.count)
        #expect(encoder.losses.replacedCount == 0)
    }

    @Test(arguments: 1...7)
    func `text may come in pieces of any size`(_ size: Int) {
        let text = Array("山a口😀\u{FF71},é〜髙".utf8) + [0xE5, 0x41, 0xF0, 0x9F, 0xC0, 0xE3, 0x81]
        var whole = ShiftJISEncoder()
        let expected = whole.encode(text)
        var encoder = ShiftJISEncoder()
        var buffer: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: size) {
            Array(text[start..<min(start + size, text.count)]).withUnsafeBufferPointer {
                encoder.append($0, to: &buffer)
            }
        }
        encoder.finish(&buffer)
        #expect(buffer == expected)
        #expect(encoder.losses == whole.losses)
        #expect(encoder.losses.replaced[0xFFFD] ?? 0 > 0)
    }
}
