package import HTTPTypes

/// The two languages of every page and message. Japanese unless the reader asks for English.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case ja, en

    /// `lang=` wins over `Accept-Language`; anything unknown is Japanese.
    package static func choose(query: String?, acceptLanguage: String?) -> Language { fatalError("stub") }
}
