import Tabular
import Testing

@testable import WebSupport

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
        #expect(
            text == #"{"名":"萩\""# + "\u{0301}" + #"\n","none":null,"n":12,"yes":true,"words":{"ja":"あ","en":"a"},"#
                + #""list":["x",{"raw":[1]},[]]}"#
        )
    }
}
