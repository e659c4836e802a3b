/// A licence that datasets may name: our table knows what Japanese portals and CKAN's built-in list use.
package struct License: Hashable, Sendable {
    /// For example `cc-by-4.0`, `pdl-1.0`, `cc-by`, `cc-zero`.
    package let id: String
    package let title: String
    package let titleEnglish: String
    package let url: String?
    /// Whether the Open Definition holds it open.
    package let isOpen: Bool

    /// The licence with that id, whatever the case of its letters; nil when the table has none.
    package static func named(_ id: String) -> License? { byID[id.lowercased()] }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}
