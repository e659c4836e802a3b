/// One sentence for people in the two languages of the platform.
///
/// Both are complete on their own.
package struct Bilingual: Hashable, Sendable, Codable {
    /// Japanese, the first language of every surface.
    package let ja: String
    /// English.
    package let en: String

    package init(ja: String, en: String) {
        self.ja = ja
        self.en = en
    }
}
