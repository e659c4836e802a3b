import Tabular
import WebSupport

/// Lists inside one parameter: `a,b,"c,d"`.
///
/// A value with a comma is put in double quotes, a quote inside them is doubled.
enum ListText {
    /// The values, blanks around them kept out; an empty text has none.
    ///
    /// Throws ``Problem`` `bad-parameter` for a quote that does not end.
    static func values(of text: String, parameter: String) throws(Problem) -> [String] {
        try items(of: text, parameter: parameter, signs: false).map(\.text)
    }

    /// As ``values(of:parameter:)``; with `signs`, a minus outside of quotes is taken off and told (descending order).
    static func items(
        of text: String,
        parameter: String,
        signs: Bool,
    ) throws(Problem) -> [(text: String, isNegative: Bool)] {
        guard !text.isEmpty else { return [] }
        var items: [(text: String, isNegative: Bool)] = []
        var bytes = Array(text.utf8)[...]
        repeat {
            bytes = bytes.drop { $0 == UInt8(ascii: " ") }
            let isNegative = signs && bytes.first == UInt8(ascii: "-")
            if isNegative { bytes = bytes.dropFirst() }
            if bytes.first == quote {
                items.append((try quoted(&bytes, of: text, parameter: parameter), isNegative))
            } else {
                let plain = bytes.prefix { $0 != comma }
                bytes = bytes.dropFirst(plain.count)
                items.append((String(decoding: trimmed(plain), as: UTF8.self), isNegative))
            }
        } while take(&bytes)
        return items
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    private static func take(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        guard bytes.first == comma else { return false }
        bytes = bytes.dropFirst()
        return true
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
        return bytes
    }

    private static func quoted(
        _ bytes: inout ArraySlice<UInt8>,
        of text: String,
        parameter: String,
    ) throws(Problem) -> String {
        var value: [UInt8] = []
        bytes = bytes.dropFirst()
        while let byte = bytes.popFirst() {
            guard byte == quote else {
                value.append(byte)
                continue
            }
            if bytes.first == quote {
                value.append(quote)
                bytes = bytes.dropFirst()
                continue
            }
            bytes = bytes.drop { $0 == UInt8(ascii: " ") }
            guard bytes.isEmpty || bytes.first == comma else { break }
            return String(decoding: value, as: UTF8.self)
        }
        let words = Bilingual(
            ja: "二重引用符で囲むときは最後も閉じ、値はコンマで区切ってください。",
            en: "Close every double quote and separate values by commas."
        )
        throw .badParameter(parameter, value: text, expected: .words(words))
    }
}
