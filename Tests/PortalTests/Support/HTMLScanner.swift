/// A small scanner of HTML as we write it: start tags with double-quoted attributes, comments, raw text of `script`.
///
/// It finds what a browser would take for an element or an attribute, so tests can say that data became neither.
struct HTMLScanner {
    struct Element: Equatable {
        var name: String
        var attributes: [(name: String, value: String)]

        /// The value of an attribute, references decoded; nil when there is none.
        func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

        static func == (left: Element, right: Element) -> Bool {
            left.name == right.name && left.attributes.map(\.name) == right.attributes.map(\.name)
                && left.attributes.map(\.value) == right.attributes.map(\.value)
        }
    }

    /// Start tags in order.
    private(set) var elements: [Element] = []
    /// All text outside tags and scripts, references decoded.
    private(set) var text = ""
    /// Contents of `script` elements that have any.
    private(set) var scripts: [String] = []

    private let bytes: [UInt8]
    private var position = 0

    init(_ html: String) {
        bytes = Array(html.utf8)
        while position < bytes.count { step() }
    }

    func elements(named name: String) -> [Element] { elements.filter { $0.name == name } }

    /// Values of `href`, `src` and `action`, in order.
    var addresses: [String] {
        elements.flatMap { element in ["href", "src", "action"].compactMap { element.attribute($0) } }
    }

    private mutating func step() {
        guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else { return takeText() }
        switch bytes[position + 1] {
        case UInt8(ascii: "/"), UInt8(ascii: "!"): skip(past: UInt8(ascii: ">"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): takeElement()
        default: takeText()
        }
    }

    private mutating func takeText() {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        text += Self.decoded(bytes[start..<position])
    }

    private mutating func takeElement() {
        position += 1
        var element = Element(name: takeName(), attributes: [])
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
            guard !Self.isBlank(bytes[position]), bytes[position] != UInt8(ascii: "/") else {
                position += 1
                continue
            }
            let name = takeName()
            guard !name.isEmpty else {
                position += 1
                continue
            }
            element.attributes.append((name, takeValue()))
        }
        position += 1
        elements.append(element)
        if element.name == "script" { takeScript() }
    }

    private mutating func takeName() -> String {
        let start = position
        let ends = Array("=>/\"' \n\t".utf8)
        while position < bytes.count, !ends.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func takeValue() -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return "" }
        position += 1
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return takeName() }
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
        let value = Self.decoded(bytes[start..<position])
        position += 1
        return value
    }

    private mutating func takeScript() {
        let start = position
        let end = Array("</script".utf8)
        while position < bytes.count, !bytes[position...].starts(with: end) { position += 1 }
        if position > start { scripts.append(String(decoding: bytes[start..<position], as: UTF8.self)) }
    }

    private mutating func skip(past byte: UInt8) {
        while position < bytes.count, bytes[position] != byte { position += 1 }
        position += 1
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    /// `bytes` as text, references decoded.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.first {
            let reference = byte == UInt8(ascii: "&") ? references.first { rest.starts(with: $0.text) } : nil
            result.append(reference?.byte ?? byte)
            rest = rest.dropFirst(reference?.text.count ?? 1)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let references: [(text: [UInt8], byte: UInt8)] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)[0]) }
}
