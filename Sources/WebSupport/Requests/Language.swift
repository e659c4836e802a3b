package import Tabular

/// The two languages of every page and message.
///
/// Japanese unless the reader asks for English.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case ja, en

    /// `lang=` wins over `Accept-Language`; anything unknown is Japanese.
    /// - Parameters:
    ///   - query: value of `lang=`; nil when the address has none.
    ///   - acceptLanguage: the header as it came (RFC 9110 §12.5.4); nil when there is none.
    package static func choose(query: String?, acceptLanguage: String?) -> Language {
        if let query, let language = Language(rawValue: query) { return language }
        let wanted = QualityList(acceptLanguage)
        var best = (language: Language.ja, weight: 0)
        for item in wanted.items where item.weight > best.weight {
            let primary = item.name.utf8.prefix { $0 != UInt8(ascii: "-") }
            guard let language = Language(rawValue: String(Substring(primary))) else { continue }
            best = (language, item.weight)
        }
        return best.language
    }
}

extension Bilingual {
    /// The sentence in `language`.
    package func text(in language: Language) -> String {
        switch language {
        case .ja: ja
        case .en: en
        }
    }
}
