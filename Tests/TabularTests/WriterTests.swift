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

    @Test func `decimals are written as Swift writes them`() {
        var random = SystemRandomNumberGenerator()
        for round in 0..<20_000 {
            let digits = Double(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random))
            let value: Double =
                switch round % 4 {
                case 0: digits / 1e6
                case 1: digits / 1e9
                case 2: (digits / 1e6).nextUp
                default: Double.random(in: -1_000...1_000, using: &random)
                }
            var buffer: [UInt8] = []
            JSONBytes.append(value, to: &buffer)
            let expected = value == value.rounded() ? String(Int64(value)) : value.description
            #expect(String(decoding: buffer, as: UTF8.self) == expected)
        }
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

@Suite struct `CSV for spreadsheets` {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+81-83-922", "'+81-83-922"), ("-", "'-"), ("-5 件", "'-5 件"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""), ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"),
        ("＠a", "'＠a"), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("=\u{301}1", "'=\u{301}1"),
        ("-5", "-5"), ("+5", "+5"), ("-0.25", "-0.25"), ("-1e5", "-1e5"), ("-1.5E-10", "-1.5E-10"), ("5", "5"),
        ("山口", "山口"), ("a=1", "a=1"), ("\u{600}=1", "\u{600}=1"), ("", ""), ("〜=", "〜="), ("'=1", "'=1"),
        ("-1.", "'-1."), ("-e5", "'-e5"), ("--5", "'--5"),
    ])
    func `what begins like a formula gets an apostrophe, a number never`(_ text: String, _ expected: String) {
        var buffer: [UInt8] = []
        CSVBytes.appendField(text.utf8, safety: .excel, to: &buffer)
        #expect(buffer == Array(expected.utf8))
        var plain: [UInt8] = []
        CSVBytes.appendField(text.utf8, to: &plain)
        #expect(plain.contains(UInt8(ascii: "'")) == text.utf8.contains(UInt8(ascii: "'")))
    }

    @Test(arguments: 0...40)
    func `a quote is found at any distance from the edge of a block`(_ length: Int) {
        let start = String(repeating: "x", count: length)
        var buffer: [UInt8] = []
        CSVBytes.appendField("\(start)\"\(start)".utf8, to: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == "\"\(start)\"\"\(start)\"")
        buffer = []
        JSONBytes.appendString("\(start)\n\(start)".utf8, to: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == "\"\(start)\\n\(start)\"")
        buffer = []
        CSVBytes.appendField(start.utf8, to: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == start)
    }
}

@Suite struct `GeoJSON writers` {
    private func collection(_ features: (inout [UInt8]) -> Void) -> String {
        var buffer: [UInt8] = []
        GeoJSONBytes.begin(&buffer)
        features(&buffer)
        GeoJSONBytes.end(&buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    @Test func `rows become features with their points, geometries or nothing`() throws {
        let line = #"{"type":"LineString","coordinates":[[131,34],[132,34.5]]}"#
        let text = collection { buffer in
            GeoJSONBytes.beginFeature(id: 1, isFirst: true, to: &buffer)
            buffer.append(contentsOf: #""名称":"山口県庁""#.utf8)
            GeoJSONBytes.endFeature(longitude: 131.47, latitude: 34, to: &buffer)
            GeoJSONBytes.beginFeature(id: nil, isFirst: false, to: &buffer)
            Array(line.utf8).withUnsafeBufferPointer { GeoJSONBytes.endFeature(geometry: $0, to: &buffer) }
            GeoJSONBytes.beginFeature(id: 3, isFirst: false, to: &buffer)
            GeoJSONBytes.endUnlocatedFeature(&buffer)
        }
        #expect(
            text
                == #"{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"properties":{"名称":"山口県庁"},"#
                + #""geometry":{"type":"Point","coordinates":[131.47,34]}},{"type":"Feature","properties":{},"geometry":"#
                + line + #"},{"type":"Feature","id":3,"properties":{},"geometry":null}]}"#
        )
        #expect(try Table(text).document.reading.rowCount == 3)
    }

    @Test(arguments: [(200.0, 34.0), (131, 91), (131, -90.5), (-180.01, 0)])
    func `what is no place on the globe becomes no geometry`(_ longitude: Double, _ latitude: Double) {
        var buffer: [UInt8] = []
        GeoJSONBytes.endFeature(longitude: longitude, latitude: latitude, to: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == #"},"geometry":null}"#)
    }

    @Test func `an empty collection is one`() throws {
        #expect(try Table(collection { _ in }).document.reading.format == .geojson)
    }

    @Test func `a geometry that is no object is left out`() {
        for text in ["", "null", "[1]", "x}"] {
            var buffer: [UInt8] = []
            Array(text.utf8).withUnsafeBufferPointer { GeoJSONBytes.endFeature(geometry: $0, to: &buffer) }
            #expect(String(decoding: buffer, as: UTF8.self) == #"},"geometry":null}"#)
        }
    }
}
