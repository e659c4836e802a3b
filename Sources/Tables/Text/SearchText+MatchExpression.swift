internal import CSQLite

extension SearchText {
    /// How much of what a user typed is looked for; more finds nothing more.
    private static let termLimit = 32
    private static let scalarLimit = 1_000

    /// What a user typed as an FTS5 query: every term between blanks (also U+3000) must be there, as a phrase.
    ///
    /// A last term that ends in an ASCII letter or digit also finds longer words (`hosp` finds `hospital`), because it
    /// may still be being typed. Nothing the user types is FTS5 syntax: terms are quoted, and quotes in them doubled
    /// (SQLite documentation, FTS5 §3.1).
    /// - Returns: nil when nothing searchable remains (blank, punctuation only).
    package static func matchExpression(_ userText: String) -> String? {
        let folded = fold(String(String.UnicodeScalarView(userText.unicodeScalars.prefix(scalarLimit))))
        let terms = folded.unicodeScalars
            .split { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F }
            .map { String(String.UnicodeScalarView($0)) }
            .filter(isSearchable)
            .prefix(termLimit)
        guard let last = terms.last else { return nil }
        let isOpen = last.utf8.last.map {
            ("0"..."9").contains(Unicode.Scalar($0)) || ("a"..."z").contains(Unicode.Scalar($0))
        }
        return terms.map(quoted).joined(separator: " AND ") + (isOpen == true ? " *" : "")
    }

    private static func isSearchable(_ term: String) -> Bool {
        var term = term
        return term.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return false }
            return ydp_has_token(start, bytes.count) != 0
        }
    }

    private static func quoted(_ term: String) -> String {
        var quoted = "\"".unicodeScalars
        for scalar in term.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }
}
