import CTabular
import TestSupport
import Testing

@testable import Tabular

/// Bytes with the encoding that must be found and the cells that must come out.
struct EncodingCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let encoding: Reading.Encoding
    var hasByteOrderMark = false
    let names: [String]
    let row: [String]
}

private let encodingCases = [
    EncodingCase(
        testDescription: "UTF-8",
        bytes: Array("名称,件数\r\n山口,1\r\n".utf8),
        encoding: .utf8,
        names: ["名称", "件数"],
        row: ["山口", "1"]
    ),
    EncodingCase(
        testDescription: "UTF-8 with a byte order mark",
        bytes: [0xEF, 0xBB, 0xBF] + Array("名称,件数\r\n山口,1\r\n".utf8),
        encoding: .utf8,
        hasByteOrderMark: true,
        names: ["名称", "件数"],
        row: ["山口", "1"]
    ),
    EncodingCase(
        testDescription: "UTF-8 marked twice",
        bytes: [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + Array("名称\r\n山口\r\n".utf8),
        encoding: .utf8,
        hasByteOrderMark: true,
        names: ["名称"],
        row: ["山口"]
    ),
    EncodingCase(
        testDescription: "CP932 with trail bytes 0x5C and NEC and IBM extensions",
        bytes: [
            0x96, 0xBC, 0x8F, 0xCC, 0x2C, 0x95, 0x5C, 0x8B, 0x4C, 0x0D, 0x0A, 0x83, 0x5C, 0x94, 0x5C, 0x95, 0x5C, 0x2C,
            0x87,
            0x40, 0x87, 0x8A, 0xFB, 0xFC, 0xFA, 0xB1, 0x0D, 0x0A,
        ],
        encoding: .cp932,
        names: ["名称", "表記"],
        row: ["ソ能表", "①㈱髙﨑"]
    ),
    EncodingCase(
        testDescription: "CP932 with NEC-selected IBM extensions",
        bytes: [0x96, 0xBC, 0x8F, 0xCC, 0x0A, 0xEE, 0xE0, 0xED, 0x95, 0x0A],
        encoding: .cp932,
        names: ["名称"],
        row: ["髙﨑"]
    ),
    EncodingCase(
        testDescription: "CP932 with half-width katakana",
        bytes: [
            0x96, 0xBC, 0x8F, 0xCC, 0x2C, 0x8C, 0x8F, 0x90, 0x94, 0x0D, 0x0A, 0x8E, 0x52, 0x8C, 0xFB, 0x8E, 0x73, 0xB1,
            0xB2,
            0xB3, 0x2C, 0x31, 0x0D, 0x0A,
        ],
        encoding: .cp932,
        names: ["名称", "件数"],
        row: ["山口市ｱｲｳ", "1"]
    ),
    EncodingCase(
        testDescription: "EUC-JP",
        bytes: [
            0xCC, 0xBE, 0xBE, 0xCE, 0x2C, 0xB7, 0xEF, 0xBF, 0xF4, 0x0A, 0xBB, 0xB3, 0xB8, 0xFD, 0x2C, 0x31, 0x0A, 0xCB,
            0xC9,
            0xC9, 0xDC, 0x2C, 0x32, 0x0A,
        ],
        encoding: .eucJP,
        names: ["名称", "件数"],
        row: ["山口", "1"]
    ),
    EncodingCase(
        testDescription: "ISO-2022-JP",
        bytes: [
            0x1B, 0x24, 0x42, 0x4C, 0x3E, 0x3E, 0x4E, 0x1B, 0x28, 0x42, 0x2C, 0x1B, 0x24, 0x42, 0x37, 0x6F, 0x3F, 0x74,
            0x1B,
            0x28, 0x42, 0x0D, 0x0A, 0x1B, 0x24, 0x42, 0x3B, 0x33, 0x38, 0x7D, 0x1B, 0x28, 0x42, 0x2C, 0x31, 0x0D, 0x0A,
        ],
        encoding: .iso2022JP,
        names: ["名称", "件数"],
        row: ["山口", "1"]
    ),
    EncodingCase(
        testDescription: "UTF-16LE",
        bytes: [0xFF, 0xFE] + "名称,絵\r\n山口,𠮷\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
        encoding: .utf16LE,
        hasByteOrderMark: true,
        names: ["名称", "絵"],
        row: ["山口", "𠮷"]
    ),
    EncodingCase(
        testDescription: "UTF-16BE",
        bytes: [0xFE, 0xFF] + "名称,絵\r\n山口,𠮷\r\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
        encoding: .utf16BE,
        hasByteOrderMark: true,
        names: ["名称", "絵"],
        row: ["山口", "𠮷"]
    ),
    EncodingCase(
        testDescription: "ASCII",
        bytes: Array("name,count\nYamaguchi,1\n".utf8),
        encoding: .utf8,
        names: ["name", "count"],
        row: ["Yamaguchi", "1"]
    ),
]

@Suite struct `Encodings` {
    @Test(arguments: encodingCases)
    func `the bytes of an encoding become its text`(_ sample: EncodingCase) throws {
        let table = try Table(bytes: sample.bytes)
        #expect(table.document.reading.encoding == sample.encoding)
        #expect(table.document.reading.hasByteOrderMark == sample.hasByteOrderMark)
        #expect(table.names == sample.names)
        #expect(table.rows.first == sample.row)
    }

    @Test func `a CP932 delimiter is never seen inside a character`() throws {
        // 0x7C, the trail byte of ポ, is also a vertical bar.
        let bytes: [UInt8] = [0x83, 0x7C, 0x2C, 0x61, 0x0A, 0x83, 0x7C, 0x2C, 0x62, 0x0A]
        let table = try Table(bytes: bytes)
        #expect(table.names == ["ポ", "a"])
        #expect(table.document.reading.delimiter == ",")
    }

    @Test func `lines in UTF-8 and lines in CP932 are held with their numbers`() throws {
        let bytes =
            Array("名称,住所\n山口市役所,亀山町\n".utf8) + [0x96, 0x68, 0x95, 0x7B, 0x8E, 0x73, 0x2C, 0x8E, 0x9B, 0x92, 0xAC, 0x0A]
        let error = try #require(failure(opening: bytes))
        #expect(error.code == "charset_mixed")
        #expect(error.verdict == .held)
        #expect(error.message.ja.contains("UTF-8 の行: 1, 2"))
        #expect(error.message.en.contains("Shift_JIS (CP932): 3"))
    }

    @Test func `UTF-8 that happens to be valid CP932 as well is found in a mixture`() throws {
        // あい in UTF-8 is three valid characters of CP932.
        let bytes = [0x96, 0xBC, 0x8F, 0xCC, 0x0A] + Array("あい\n".utf8) + [0x8E, 0x52, 0x8C, 0xFB, 0x0A]
        #expect(failure(opening: bytes)?.code == "charset_mixed")
    }

    @Test func `a byte that no encoding has is an error with its line, never a replacement character`() throws {
        let bytes: [UInt8] = [0x96, 0xBC, 0x8F, 0xCC, 0x0A, 0x8E, 0x52, 0x0A, 0x85, 0x40, 0x0A]
        let error = try #require(failure(opening: bytes))
        #expect(error.code == "charset_undefined")
        #expect(error.line == 3)
        #expect(error.message.en.contains("85 40"))
    }

    @Test func `damaged UTF-8 is not taken for a mixture`() throws {
        let bytes = Array("名称,住所\n山口市役所,亀山町\n防府市役所,寿町\n".utf8) + [0xE5, 0xFF, 0x0A]
        let error = try #require(failure(opening: bytes))
        #expect(error.code == "charset_undefined")
        #expect(error.line == 4)
    }

    @Test func `characters of the user-defined area are kept and reported`() throws {
        let bytes: [UInt8] = [0x96, 0xBC, 0x8F, 0xCC, 0x0A, 0x8E, 0x52, 0xF0, 0x40, 0x0A]
        let table = try Table(bytes: bytes)
        #expect(table.rows == [["山\u{E000}"]])
        let finding = try #require(table.document.findings.first { $0.code == "private_use_character" })
        #expect(finding.line == 2)
        #expect(finding.message.ja.contains("U+E000"))
    }

    @Test func `characters of the user-defined area are reported in UTF-8 too`() throws {
        let finding = try #require(Table("名称\n防府\n山\u{E123}\n").document.findings.first)
        #expect(finding.code == "private_use_character")
        #expect(finding.line == 3)
        #expect(finding.message.en.contains("U+E123"))
    }

    @Test func `half a UTF-16 character is an error`() {
        #expect(failure(opening: [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00, 0x42])?.code == "charset_undefined")
        #expect(
            failure(opening: [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00, 0x00, 0xD8, 0x61, 0x00])?.code == "charset_undefined"
        )
    }

    @Test func `a byte order mark in the middle is reported`() throws {
        let table = try Table("名称\n山口\n\u{FEFF}名称\n")
        #expect(table.codes.contains("inner_byte_order_mark"))
    }

    @Test(.enabled(if: SharedFiles.exists), arguments: [("jis0208", 11_280), ("jis0212", 8_836)])
    func `every pointer decodes as the WHATWG index says`(_ name: String, _ size: Int) throws {
        let index = try WHATWGIndex(named: name)
        var checked = 0
        for pointer in 0..<size {
            for (encoding, bytes) in index.encodings(of: pointer) {
                let expected = index.scalars[pointer].map { String(Unicode.Scalar($0) ?? " ") }
                #expect(
                    decode(bytes, encoding) == (expected ?? index.privateUse(of: pointer, encoding)),
                    "\(encoding) \(bytes)"
                )
                checked += 1
            }
        }
        #expect(checked > 8_000)
    }

    /// The text of `bytes`; nil where they are undefined.
    private func decode(_ bytes: [UInt8], _ encoding: DecodedText.FieldEncoding) -> String? {
        var target = [UInt8](repeating: 0, count: bytes.count * 3)
        var written = 0
        let read = ctabular_decode(encoding.code, bytes, bytes.count, &target, &written)
        return read == bytes.count ? String(decoding: target[..<written], as: UTF8.self) : nil
    }
}

/// An index of the WHATWG Encoding Standard, read from its own text file.
private struct WHATWGIndex {
    let name: String
    var scalars: [Int: UInt32] = [:]

    init(named name: String) throws {
        self.name = name
        let text = String(
            decoding: try SharedFiles.bytes("conformance/whatwg-encoding/index-\(name).txt"),
            as: UTF8.self
        )
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "\t")
            guard parts.count >= 2, let pointer = Int(parts[0].drop { $0 == " " }) else { continue }
            scalars[pointer] = UInt32(parts[1].dropFirst(2), radix: 16)
        }
    }

    /// The byte sequences that have this pointer, by the standard's own arithmetic.
    func encodings(of pointer: Int) -> [(DecodedText.FieldEncoding, [UInt8])] {
        var found: [(DecodedText.FieldEncoding, [UInt8])] = []
        let row = UInt8(truncatingIfNeeded: pointer / 94)
        let cell = UInt8(truncatingIfNeeded: pointer % 94)
        if name == "jis0212" { return [(.eucJP, [0x8F, row + 0xA1, cell + 0xA1])] }
        if pointer < 94 * 94 { found.append((.eucJP, [row + 0xA1, cell + 0xA1])) }
        let lead = pointer / 188
        let trail = pointer % 188
        found.append(
            (.cp932, [UInt8(lead + (lead < 0x1F ? 0x81 : 0xC1)), UInt8(trail + (trail < 0x3F ? 0x40 : 0x41))])
        )
        return found
    }

    /// Shift_JIS maps pointers 8836 to 10715 to the private use area.
    func privateUse(of pointer: Int, _ encoding: DecodedText.FieldEncoding) -> String? {
        guard encoding == .cp932, (8_836...10_715).contains(pointer),
            let scalar = Unicode.Scalar(0xE000 - 8_836 + pointer)
        else { return nil }
        return String(scalar)
    }
}

@Suite struct `Vectors and plain loops` {
    /// Pieces of every length of UTF-8, right and wrong.
    private static let pieces: [[UInt8]] = [
        Array("a".utf8), Array("é".utf8), Array("山".utf8), Array("𠮷".utf8),
        Array("plain ascii, long enough for a block ".utf8),
        [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
        [0xF5],
        [0x80], [0xE5, 0xB1], [0xF0, 0x9F, 0x98], [0xC3], [0xFF],
    ]

    @Test(arguments: 0..<60)
    func `valid UTF-8 ends at the same byte for both`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            // Mostly right, so that faults come late and at any place of a block.
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...200, using: &generator) {
                let limit = Int.random(in: 0..<300, using: &generator) == 0 ? Self.pieces.count : 5
                bytes += Self.pieces[Int.random(in: 0..<limit, using: &generator)]
            }
            #expect(ctabular_utf8_prefix(bytes, bytes.count) == ctabular_utf8_prefix_plain(bytes, bytes.count))
        }
    }

    @Test(arguments: pieces)
    func `a fault is found at every place of a block`(_ piece: [UInt8]) {
        for shift in 0..<140 {
            for filler in ["x", "山", "é"] {
                let start = Array(String(repeating: filler, count: shift).utf8)
                let bytes = start + piece + Array("end, and more than a block behind it, so that vectors go on".utf8)
                #expect(ctabular_utf8_prefix(bytes, bytes.count) == ctabular_utf8_prefix_plain(bytes, bytes.count))
                let cut = start + piece
                #expect(ctabular_utf8_prefix(cut, cut.count) == ctabular_utf8_prefix_plain(cut, cut.count))
            }
        }
    }

    @Test(arguments: 0..<60)
    func `structural bytes are the same for both`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: 500 + seed)
        let alphabet = Array("\",\n\rab".utf8)
        for _ in 0..<50 {
            let isDense = Bool.random(using: &generator)
            let bytes = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
                isDense || Int.random(in: 0..<9, using: &generator) == 0
                    ? alphabet.randomElement(using: &generator) ?? 0 : UInt8(ascii: "x")
            }
            func index(
                _ function: (UnsafeMutablePointer<ctabular_scanner>, UnsafeMutablePointer<UInt32>) -> Int
            ) -> [UInt32] {
                var scanner = ctabular_scanner()
                scanner.delimiter = UInt8(ascii: ",")
                scanner.lone_cr_ends = UInt8(seed & 1)
                var positions = [UInt32](repeating: 0, count: bytes.count + 8)
                let count = function(&scanner, &positions)
                return Array(positions[..<count]) + [UInt32(scanner.state)]
            }
            let plain = index { ctabular_index_here($0, bytes, bytes.count, bytes.count, $1) }
            #expect(index { ctabular_index($0, bytes, bytes.count, bytes.count, $1) } == plain)
        }
    }
}

/// Text in CP932, ISO-2022-JP and EUC-JP, and what it is read as; short ones above all.
private let shortTexts: [(bytes: [UInt8], encoding: Reading.Encoding, text: String)] = [
    ([0x8E, 0x52], .cp932, "山"), ([0x82, 0xA0], .cp932, "あ"), ([0x83, 0x41], .cp932, "ア"),
    ([0x8E, 0x52, 0x8C, 0xFB], .cp932, "山口"), ([0x96, 0x68, 0x95, 0x7B, 0x8E, 0x73], .cp932, "防府市"),
    ([0x81, 0x60], .cp932, "～"), ([0x81, 0x7C], .cp932, "－"), ([0x87, 0x40], .cp932, "①"),
    ([0xED, 0x40], .cp932, "纊"), ([0xFA, 0x40], .cp932, "ⅰ"), ([0xEE, 0xEF], .cp932, "ⅰ"), ([0x8F, 0xBA], .cp932, "昭"),
    ([0xBB, 0xB3], .eucJP, "山"), ([0xA4, 0xA2], .eucJP, "あ"), ([0xA5, 0xA2], .eucJP, "ア"),
    ([0xBB, 0xB3, 0xB8, 0xFD], .eucJP, "山口"), ([0x8E, 0xB1], .cp932, "竺"),
    ([0xE5, 0xB1, 0xB1], .utf8, "山"), ([0xEF, 0xBD, 0xB1], .utf8, "ｱ"), ([0xC2, 0xA5], .utf8, "¥"),
    ([0x1B, 0x24, 0x42, 0x3B, 0x33, 0x1B, 0x28, 0x42], .iso2022JP, "山"),
    ([0x1B, 0x28, 0x49, 0x31, 0x1B, 0x28, 0x42], .iso2022JP, "ｱ"),
    ([0x1B, 0x28, 0x4A, 0x5C, 0x7E, 0x1B, 0x28, 0x42], .iso2022JP, "¥‾"),
]

@Suite struct `Short texts` {
    @Test(arguments: shortTexts.indices)
    func `are read in the encoding that makes sense of them`(_ index: Int) throws {
        let sample = shortTexts[index]
        let table = try Table(bytes: Array("name,value\nx,".utf8) + sample.bytes + [0x0A])
        #expect(table.document.reading.encoding == sample.encoding)
        #expect(table.rows == [["x", sample.text]])
    }

    @Test func `UTF-16 is known without its mark`() throws {
        for isBigEndian in [false, true] {
            let units = "名称,絵\r\n山口,𠮷\r\n".utf16.flatMap { unit in
                isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            }
            let table = try Table(bytes: units)
            #expect(table.document.reading.encoding == (isBigEndian ? .utf16BE : .utf16LE))
            #expect(!table.document.reading.hasByteOrderMark)
            #expect(table.rows == [["山口", "𠮷"]])
        }
    }

    @Test(arguments: ["a,b\n1,\0\n", "a,b\n1,2\0\n", "\0a,b\n1,2\n", "a,b\n\0\0\0\0,2\n", "\0", "\0\0\0\0"])
    func `a stray NUL is no UTF-16`(_ text: String) {
        #expect(failure(opening: text)?.code == "nul_byte")
    }
}
