/// How SQLite finds what a statement asks for, in terms of the table's own columns.
struct QueryPlan: Hashable {
    /// One step, in the words of ``QueryExplanation``.
    enum Step: Hashable {
        /// Every row is looked at.
        case scan
        /// Rows are found by their number.
        case rowNumber
        /// By the index of a column (physical name); nothing else is read where it is `isCovering`.
        case columnIndex(String, isCovering: Bool)
        /// By the index of words.
        case words
        /// By the index of places.
        case places
        /// What was found is put in order.
        case sort
    }

    var steps: [Step] = []

    /// Whether rows are put in order after they were found.
    var sorts: Bool { steps.contains(.sort) }

    /// Reads the lines of `EXPLAIN QUERY PLAN` (SQLite documentation, "EXPLAIN QUERY PLAN").
    init(lines: [String]) {
        for line in lines {
            if let step = Self.step(line), !steps.contains(step) { steps.append(step) }
        }
    }

    private static func step(_ line: String) -> Step? {
        let words = line.split(separator: " ")
        if words.starts(with: ["USE", "TEMP", "B-TREE"]) { return .sort }
        guard words.count > 1, words[0] == "SCAN" || words[0] == "SEARCH" else { return nil }
        if words[1] == "place" { return .places }
        if words[1] == "words" { return .words }
        guard words[1] == "rows" else { return nil }
        if words.contains("PRIMARY") { return .rowNumber }
        if let index = words.first(where: { $0.hasPrefix("by_") }) {
            return .columnIndex(String(index.dropFirst(3)), isCovering: words.contains("COVERING"))
        }
        return .scan
    }
}
