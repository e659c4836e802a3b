import Testing

@testable import Tabular

@Suite struct `Row writers` {
    @Test(arguments: [
        ("山口", #""山口""#), ("a\"b\\c", #""a\"b\\c""#), ("a\nb\r\tc", #""a\nb\r\tc""#),
        ("\u{1}\u{1F}", #""\u0001\u001f""#),
        ("", #""""#), ("\u{8}\u{C}/", #""\b\f/""#), ("\"\u{301}", "\"\\\"\u{301}\""), ("\u{7F}𠮷", "\"\u{7F}𠮷\""),
    ])
    func `a JSON string is escaped as RFC 8259 asks and no further`(_ text: String, _ expected: String) {
        var buffer: [UInt8] = []
        JSONBytes.appendString(text.utf8, to: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == expected)
        var again: [UInt8] = []
        JSONBytes.appendString(text.utf8.lazy.map { $0 }, to: &again)
        #expect(again == buffer)
    }

    @Test(arguments: [
        (0, "0"), (7, "7"), (-1, "-1"), (1_234_567_890, "1234567890"), (Int64.min, "-9223372036854775808"),
        (Int64.max, "9223372036854775807"),
    ])
    func `an integer is written in digits`(_ value: Int64, _ expected: String) {
        var buffer = Array("x".utf8)
        JSONBytes.append(value, to: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == "x" + expected)
    }

    @Test(arguments: [
        (1.0, "1"), (0.1, "0.1"), (-2.5, "-2.5"), (34.08737279999999, "34.08737279999999"), (1e21, "1e+21"), (0.0, "0"),
        (Double.leastNonzeroMagnitude, "5e-324"), (-0.0, "-0"), (9_007_199_254_740_991, "9007199254740991"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
    ])
    func `a number is written with the shortest digits that read back`(_ value: Double, _ expected: String) {
        var buffer: [UInt8] = []
        JSONBytes.append(value, to: &buffer)
        let text = String(decoding: buffer, as: UTF8.self)
        #expect(text == expected)
        #expect(Double(text) == value)
    }

    @Test(arguments: [
        ("山口", "山口"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("", ""),
        (" a ", " a "),
        ("\"\u{301}", "\"\"\"\u{301}\""),
    ])
    func `a CSV field is quoted only where it must be`(_ text: String, _ expected: String) {
        var buffer: [UInt8] = []
        CSVBytes.appendField(text.utf8, to: &buffer)
        #expect(buffer == Array(expected.utf8))
    }

    @Test func `what is written as CSV reads back`() throws {
        let rows = [["名称", "備考"], ["a,\"b\"", "1\r\n2"], ["", "x"]]
        var buffer: [UInt8] = []
        for row in rows {
            CSVBytes.appendField(row[0].utf8, to: &buffer)
            buffer.append(UInt8(ascii: ","))
            CSVBytes.appendField(row[1].utf8, to: &buffer)
            CSVBytes.endRecord(&buffer)
        }
        let table = try Table(bytes: buffer)
        #expect([table.names] + table.rows == rows)
    }
}
