/// The groups of an aggregation, as they are answered.
package struct AggregateAnswer: Sendable {
    /// The groups in the format asked for; complete.
    package var body: [UInt8]
    package var groupCount: Int
    /// Whether there are more groups than were asked for.
    package var isCut: Bool
    package var explanation = QueryExplanation()
}

/// How often the values of a column are among some rows, most often first.
package struct RowFacet: Sendable {
    /// Published name.
    package var column: String
    /// JSON array of `{"value", "title", "count"}`.
    package var body: [UInt8]
}
