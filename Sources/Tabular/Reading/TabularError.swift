/// Why bytes could not become a table: a reason code of `reference/hazards.md` §2.3 with the place and a sentence.
package struct TabularError: Error, Hashable, Sendable {
    /// Whether a person could still release the file (`held`) or it cannot be used as it is (`rejected`).
    package enum Verdict: String, Hashable, Sendable { case held, rejected }

    /// For example `content_mismatch`, `empty_body`, `charset_mixed`, `nul_byte`, `field_too_long`, `unterminated_quote`,
    /// `too_many_columns`, `json_too_deep`, `json_syntax`, `json_duplicate_key`, `json_shape`, `json_encoding`, `unreadable`.
    package let code: String
    package let verdict: Verdict
    /// Physical line (1-based), where known.
    package let line: Int?
    package let message: Bilingual

    package init(code: String, verdict: Verdict = .rejected, line: Int? = nil, message: Bilingual) {
        self.code = code
        self.verdict = verdict
        self.line = line
        self.message = message
    }
}
