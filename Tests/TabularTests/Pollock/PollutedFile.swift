/// One file of the catalogue: its bytes, what must come out of it, and what must be said of it.
struct PollutedFile: Sendable {
    /// Name of the pollution with its place, as the paper names its files.
    let name: String
    /// Name of the pollution without its place; the weights go by it.
    let kind: String
    let text: String
    let header: [String]
    let rows: [[String]]
    /// Row that was polluted, from 1; 0 for the header; nil where the file as a whole was.
    var pollutedRow: Int?
    /// Column that was polluted, where the finding must name it.
    var column: String?
    /// Codes of which one must be found; none where there is nothing to report.
    var codes: Set<String> = []
    /// Whether nothing but an `empty_body` error is right.
    var isEmpty = false
}

/// How a table is written.
struct WrittenDialect: Sendable {
    var delimiter = ","
    var quote = "\""
    /// What stands before a quote inside quotes; the quote itself means doubling, nothing means no escape at all.
    var escape = "\""
    var lineEnd = "\r\n"

    /// One cell, quoted where it must be.
    func cell(_ text: String) -> String {
        let needs =
            text.contains(delimiter) || text.contains(quote) || text.contains("\n") || text.contains("\"")
            || (escape == "\\" && text.contains("\\"))
        guard needs else { return text }
        return quote + text.replacing(quote, with: escape + quote) + quote
    }

    func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: delimiter) }

    func table(_ rows: [[String]]) -> String { rows.map { row($0) + lineEnd }.joined() }
}
