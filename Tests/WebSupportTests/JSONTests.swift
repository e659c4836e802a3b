import Tabular
import Testing

@testable import WebSupport

@Suite struct `JSON from outside` {
    @Test(arguments: [
        (#"{"a":[1,-0.5e+3,true,null,"x\u00e9\ud83d\ude00\n"]}"#,
            JSONValue.object([
                .init("a", .array([.number("1"), .number("-0.5e+3"), .boolean(true), .null, .string("xé😀\n")]))
            ])),
        (" [ ] ", .array([])), ("{ }", .object([])), ("9007199254740993", .number("9007199254740993")),
    ])
    func `is read exactly`(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(text) == expected)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "01", "+1", "1.", ".5", "1e", "nul", "\"\u{01}\"", "\"\\x\"", "\"\\ud800\"",
        "[1] 2", "{a:1}", "'a'", "NaN", "[1 2]", "{\"a\" 1}", "\"open",
    ])
    func `is refused when malformed`(text: String) {
        let error = #expect(throws: JSONValue.SyntaxError.self) { try JSONValue(text) }
        #expect(error?.kind == .syntax)
    }

    @Test func `is refused when nested deeply or with a key twice`() {
        let deep = #expect(throws: JSONValue.SyntaxError.self) { try JSONValue(String(repeating: "[", count: 100_000)) }
        #expect(deep?.kind == .tooDeep)
        let twice = #expect(throws: JSONValue.SyntaxError.self) { try JSONValue(#"{"a":1,"a":2}"#) }
        #expect(twice?.kind == .repeatedKey("a"))
        let invalid = #expect(throws: JSONValue.SyntaxError.self) { try JSONValue([0x22, 0xFF, 0x22]) }
        #expect(invalid?.kind == .syntax)
    }
}

@Suite struct `JSON that is answered` {
    @Test func `keeps the order of the calls and the characters of the text`() throws {
        let bytes = JSONBuilder.object { json in
            json.field("名", "萩\"\u{0301}\n")
            json.field("none", String?.none)
            json.field("n", 12)
            json.field("yes", true)
            json.field("words", Bilingual(ja: "あ", en: "a"))
            json.array("list") { json in
                json.element("x")
                json.object { $0.field("raw", raw: Array("[1]".utf8)) }
                json.array { _ in }
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text == #"{"名":"萩\""# + "\u{0301}" + #"\n","none":null,"n":12,"yes":true,"words":{"ja":"あ","en":"a"},"#
            + #""list":["x",{"raw":[1]},[]]}"#)
        _ = try JSONValue(text)
    }
}
