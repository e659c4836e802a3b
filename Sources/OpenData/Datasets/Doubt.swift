package import Tabular

/// One reason why a version should not be published before a person has looked at it.
package struct Doubt: Hashable, Sendable, Codable {
    /// Reason code (hazards.md §2.3, §2.4).
    package var code: String
    /// What differs, in numbers and names.
    package var message: Bilingual
    /// The same for the same change: an approved one is not raised again.
    ///
    /// Nil where every occurrence is a case of its own.
    package var key: String?

    package init(code: String, message: Bilingual, key: String?) {
        self.code = code
        self.message = message
        self.key = key
    }
}
