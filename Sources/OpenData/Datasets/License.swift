/// A licence that datasets may name: our table knows what Japanese portals and CKAN's built-in list use.
package struct License: Hashable, Sendable {
    /// For example `cc-by-4.0`, `pdl-1.0`, `cc-by`, `cc-zero`.
    package let id: String
    package let title: String
    package let titleEnglish: String
    package let url: String?
    /// Whether the Open Definition holds it open.
    package let isOpen: Bool

    package static var all: [License] { fatalError("stub") }
    /// The licence with that id; nil when the table has none.
    package static func named(_ id: String) -> License? { fatalError("stub") }
}
