/// How delimited text is written, where it is not what the fast path reads: commas, tabs, semicolons or bars, and `"` doubled.
///
/// Text of another dialect is rewritten into RFC 4180 first (``DelimitedRewrite``), which costs a copy of it; such files are rare.
struct Dialect: Hashable {
    /// One or more bytes of UTF-8 (or of CP932 or EUC-JP where they are ASCII that is no trail byte there).
    var delimiter: [UInt8]
    var quote = UInt8(ascii: "\"")
    /// What stands before a quote inside quotes, beside the doubling that RFC 4180 asks for; nil for none.
    var escape: UInt8?

    /// Whether the fast path reads it as it is.
    var isPlain: Bool {
        delimiter.count == 1 && DelimiterJudgement.candidates.contains(delimiter[0]) && quote == UInt8(ascii: "\"")
            && escape == nil
    }

    /// Whether a byte of the dialect may be the second byte of a character of CP932 (0x40–0x7E).
    var mayHitTrailBytes: Bool {
        (delimiter + [quote, escape ?? 0]).contains { $0 >= 0x40 }
    }
}
