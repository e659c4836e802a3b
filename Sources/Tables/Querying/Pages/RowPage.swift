/// One answered page.
package struct RowPage: Sendable {
    /// The rows in the format asked for; complete (an array with its brackets, a CSV with its header).
    package var body: [UInt8]
    package var rowCount: Int
    /// All rows that match; nil when the query did not want it.
    package var count: Int?
    /// Cursor of the next page; nil on the last.
    package var next: String?
    /// How it was found.
    package var explanation = QueryExplanation()
}
