package import Tabular

/// Why a filter's text is none, with the place.
package struct FilterFault: Hashable, Sendable {
    /// Counted in characters (Unicode scalars) from 1; nil for what is wrong with the whole.
    package var position: Int?
    package var message: Bilingual

    package init(position: Int?, message: Bilingual) {
        self.position = position
        self.message = message
    }
}
