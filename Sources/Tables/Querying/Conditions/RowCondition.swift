/// A condition on rows as a tree, what OGC CQL2 text and JSON are read into.
///
/// Like everything of a ``RowQuery`` it names published columns, unchecked until compiled. A comparison with a cell
/// that has no value is neither true nor false, and `not` leaves it so (SQL's three values).
package indirect enum RowCondition: Hashable, Sendable {
    case all([RowCondition])
    case any([RowCondition])
    case not(RowCondition)
    case always(Bool)
    /// The same as a condition of the query string.
    case filter(RowQuery.Filter)
    /// `op` is one of `eq ne gt gte lt lte in nin between`, over folded text.
    case folded(RowQuery.Filter, TextFolding)
    /// The pattern is CQL2's: `%` any text, `_` one character, a backslash takes what follows it as it is.
    case like(column: String, pattern: String, TextFolding)
    /// `op` is one of `eq ne gt gte lt lte`.
    case columns(String, RowQuery.Operator, String)
    /// The row's place lies in the area or on its edge.
    case intersects(RowArea)

    /// Whether some part of it asks where rows lie.
    var asksForPlaces: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains(where: \.asksForPlaces)
        case .not(let part): part.asksForPlaces
        case .intersects: true
        default: false
        }
    }
}

/// What of a text is not compared.
package struct TextFolding: OptionSet, Hashable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// Case, and with it width and kana, as everywhere in search.
    package static let letterCase = TextFolding(rawValue: 1)
    /// Marks over and under letters of alphabets; those of kana are letters of their own and stay.
    package static let accents = TextFolding(rawValue: 2)
}
