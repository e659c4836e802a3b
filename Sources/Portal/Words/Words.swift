import Mustache
import Tabular
import WebSupport

/// The words of one language: what templates see as `words`, and what code asks for when a sentence needs numbers or names.
struct Words: MustacheParent, Sendable {
    let language: Language

    /// The text of `word` with `%1` and `%2` replaced by `first` and `second`.
    ///
    /// One pass: a replacement is never looked at again.
    func callAsFunction(_ word: Word, _ first: String = "", _ second: String = "") -> String {
        var bytes: [UInt8] = []
        var sawPercent = false
        for byte in self[word.text].utf8 {
            if sawPercent {
                sawPercent = false
                switch byte {
                case UInt8(ascii: "1"): bytes.append(contentsOf: first.utf8)
                case UInt8(ascii: "2"): bytes.append(contentsOf: second.utf8)
                default: bytes.append(contentsOf: [UInt8(ascii: "%"), byte])
                }
            } else if byte == UInt8(ascii: "%") {
                sawPercent = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The sentence in this language.
    subscript(text: Bilingual) -> String { language == .en ? text.en : text.ja }

    /// What `{{words.name}}` prints; nothing for a name that the table does not have (a test finds those).
    func child(named name: String) -> Any? {
        Word(rawValue: name).map { self[$0.text] }
    }
}
