internal import CSQLite

/// What the index of words can say of a word: rows among which all that contain it are.
///
/// The index cuts runs of ideographs and kana into pairs and single characters (CSQLite, tokenizer.c), so it answers
/// one and two of them alone; longer runs are found as phrases whose parts may stand in neighbouring cells, and words of
/// other scripts only whole, which is less than what contains them. These are looked at again.
struct WordCandidates: Equatable {
    /// An FTS5 expression; nil where the index says nothing.
    let expression: String?
    /// Whether the rows that it finds are exactly those that contain the word.
    let isExact: Bool

    /// - Parameters:
    ///   - word: folded, without blanks.
    ///   - hasPositions: whether the index can be asked for phrases; else it is asked for their pairs.
    init(_ word: String, hasPositions: Bool) {
        let runs = Self.runs(of: word)
        let whole = runs.count == 1 && runs[0].count == word.unicodeScalars.count
        isExact = whole && runs[0].count <= 2
        expression =
            runs.isEmpty
            ? nil
            : runs.flatMap { hasPositions ? [$0] : Self.pairs(of: $0) }
                .map { run in "\"\(String(String.UnicodeScalarView(run)))\"" }.joined(separator: " AND ")
    }

    private static func pairs(of run: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        run.count < 3 ? [run] : run.indices.dropLast().map { Array(run[$0...($0 + 1)]) }
    }

    /// The runs of ideographs and kana; nothing else that could be FTS5 syntax is let through.
    private static func runs(of word: String) -> [[Unicode.Scalar]] {
        word.unicodeScalars.split { !isIdeograph($0) }.map(Array.init)
    }

    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        let bytes = Array(String(scalar).utf8)
        return ydp_is_ideographic(bytes, bytes.count) != 0
    }
}
