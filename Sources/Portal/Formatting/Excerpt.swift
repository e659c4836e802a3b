/// Text cut to fit its place, in Unicode scalars.
enum Excerpt {
    /// `text` on one line, blanks run together, at most `limit` scalars and then `…`; nil when nothing is left.
    static func line(_ text: String?, limit: Int) -> String? {
        var scalars = String.UnicodeScalarView()
        var count = 0
        var needsBlank = false
        for scalar in (text ?? "").unicodeScalars {
            if scalar.properties.isWhitespace {
                needsBlank = count > 0
                continue
            }
            guard count < limit else {
                scalars.append("…")
                break
            }
            if needsBlank { scalars.append(" ") }
            needsBlank = false
            scalars.append(scalar)
            count += 1
        }
        return scalars.isEmpty ? nil : String(scalars)
    }

    /// The first `limit` scalars as they are, and then `…` when there were more.
    static func start(_ text: String, limit: Int) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }

    /// Paragraphs of a description: separated by blank lines, line breaks inside kept.
    static func paragraphs(_ text: String?) -> [String] {
        var paragraphs: [String] = []
        var lines: [String] = []
        for line in (text ?? "").utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A }) {
            let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
            if !isBlank { lines.append(String(Substring(line))) }
            if isBlank, !lines.isEmpty {
                paragraphs.append(lines.joined(separator: "\n"))
                lines = []
            }
        }
        return lines.isEmpty ? paragraphs : paragraphs + [lines.joined(separator: "\n")]
    }
}
