import Testing

@testable import Tabular

/// A generator of numbers that is the same everywhere (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The records of delimited text, a byte at a time: slow, plain, and without anything in common with the reader under test.
func plainRecords(_ bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var isFieldStart = true
    var at = 0
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    while at < bytes.count {
        let byte = bytes[at]
        at += 1
        if isQuoted {
            if byte != 0x22 {
                field.append(byte)
            } else if at < bytes.count, bytes[at] == 0x22 {
                field.append(byte)
                at += 1
            } else {
                isQuoted = false
            }
            continue
        }
        switch byte {
        case 0x22 where isFieldStart:
            isQuoted = true
            isFieldStart = false
        case 0x2C:
            record.append(text(field))
            field = []
            isFieldStart = true
        case 0x0A:
            if field.last == 0x0D { field.removeLast() }
            records.append(record + [text(field)])
            record = []
            field = []
            isFieldStart = true
        default:
            field.append(byte)
            isFieldStart = false
        }
    }
    if !field.isEmpty || !record.isEmpty { records.append(record + [text(field)]) }
    return records
}

@Suite struct `Structure scan` {
    /// Parts that meet at every distance from the edge of a 64-byte block.
    private static let difficult =
        "a,\"b,\"\"c\"\"\",\"\r\n\",d\r\n\"\",34°03'07.7\"N,x\"y,\"\"\"\"\r\n\"long quoted field, with commas, that spans more than one block of "
        + "sixty-four bytes, and a line\r\nbreak\",2,3,4\r\n"

    @Test(arguments: 0...70)
    func `the same content reads the same wherever block edges fall`(_ shift: Int) throws {
        let header = "h" + String(repeating: "x", count: shift) + ",i,j,k\r\n"
        let table = try Table(header + Self.difficult + Self.difficult)
        let expected = plainRecords(Array(Self.difficult.utf8))
        #expect(table.rows == expected + expected)
    }

    @Test(arguments: 0...70)
    func `a file may end at any distance from the edge of a block`(_ length: Int) throws {
        let cell = String(repeating: "z", count: length)
        #expect(try Table("a,b\n1,\"\(cell)\"").rows == [["1", cell]])
        #expect(try Table("a,b\n1,\(cell)").rows == [["1", cell]])
        #expect(try Table("a,b\r1,\(cell)\r").rows == [["1", cell]])
    }

    @Test(arguments: 0...70)
    func `CRLF may lie across the edge of a block where lone CRs end records`(_ shift: Int) throws {
        let cell = String(repeating: "y", count: shift)
        let table = try Table("a,b\r1,\(cell)\r\n2,x\r3,y\r\n")
        #expect(table.rows == [["1", cell], ["2", "x"], ["3", "y"]])
    }

    @Test(arguments: 0..<40)
    func `random text reads as a plain parser reads it`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", "山", "\"\"", ",", "\n", "\r\n", " ", "12", "é", "\"", "長い文字列をここに置いて塊の境をずらす"]
        // Every record has three fields; fields are quoted, or free of what needs quotes, or have a quote inside.
        func field() -> String {
            let body = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            switch Int.random(in: 0...3, using: &generator) {
            case 0: return "\"" + body.replacing("\"", with: "\"\"") + "\""
            case 1:
                return "x"
                    + body.replacing("\n", with: "").replacing("\r", with: "").replacing("\r\n", with: "").replacing(
                        ",",
                        with: ""
                    )
            default: return body.filter { !"\",\n\r\r\n".contains($0) }
            }
        }
        let rows = (0..<200).map { _ in "k,\(field()),\(field())" }
        let bytes = Array(("h1,h2,h3\n" + rows.joined(separator: "\n") + "\n").utf8)
        #expect(try Table(bytes: bytes).rows == Array(plainRecords(bytes).dropFirst()))
    }

    @Test(arguments: 0..<30)
    func `random bytes never crash the reader`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: 1_000 + seed)
        let alphabet: [UInt8] =
            Array("\",\n\r;\t|{}[]:0123ab#\\".utf8) + [0x81, 0x40, 0xE3, 0x82, 0xA1, 0xF0, 0x1B, 0x24, 0x42, 0xFC]
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            guard let table = try? Table(bytes: bytes) else { continue }
            #expect(table.rows.count == table.document.reading.rowCount)
        }
    }
}
