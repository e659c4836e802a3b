import Testing

@testable import Portal

@Suite struct `The templates` {
    private static let texts = Templates.sources.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }

    @Test func `all parse`() throws {
        #expect(throws: Never.self) { try Templates.parse(Templates.sources) }
    }

    @Test(arguments: texts) func `print nothing unescaped but the JSON-LD of the layout`(name: String, text: String) {
        let tags = tags(in: text)
        let unescaped = tags.filter { $0.utf8.first == UInt8(ascii: "{") || $0.utf8.first == UInt8(ascii: "&") }
        #expect(unescaped == (name == "layout" ? ["{."] : []))
    }

    @Test(arguments: texts) func `ask only for words that the table has`(name: String, text: String) {
        for tag in tags(in: text) where tag.hasPrefix("words.") {
            #expect(Word(rawValue: String(tag.dropFirst(6))) != nil, "\(name): \(tag)")
        }
    }

    @Test(arguments: texts) func `quote every attribute and carry no inline script or style`(name: String, text: String)
    {
        for element in HTMLScanner(text).elements {
            #expect(!element.attributes.contains { $0.name.hasPrefix("on") || $0.name == "style" }, "\(name)")
            #expect(element.name != "style")
        }
        #expect(!text.contains("={{"), "\(name): an attribute without quotes")
        #expect(!text.contains("='"), "\(name): an attribute in single quotes")
    }

    /// What stands between `{{` and `}}`.
    private func tags(in text: String) -> [String] {
        var tags: [String] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            let start = index + 2
            while index < bytes.count, bytes[index] != UInt8(ascii: "}") { index += 1 }
            tags.append(String(decoding: bytes[start..<index], as: UTF8.self))
        }
        return tags
    }
}
