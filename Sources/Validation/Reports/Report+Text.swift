import Tabular

extension Report {
    /// For a terminal: how the file was read, the columns with their types, then one line per finding.
    ///
    /// `language` is `ja` or `en`. Control characters of the data are shown as pictures, so that a file cannot speak to the terminal.
    package func text(language: String) -> String {
        let words = ReportWords(language: language)
        var lines = ["\(source)  \(words.counts(self))"]
        lines += words.reading(self).map { "  \($0.name): \($0.value)" }
        lines.append("")
        lines.append("\(words.columns):")
        for (index, column) in columns.enumerated() {
            lines.append("  \(index + 1). \(column.name)  \(words.type(of: column))")
        }
        lines.append("")
        lines.append("\(words.findings):")
        if findings.isEmpty { lines.append("  \(words.noFindings)") }
        lines += findingGroups.map { group in
            let (finding, place) = (group.first, words.place(of: group))
            let prefix = place.isEmpty ? "" : "\(place): "
            return "  \(words.severity(finding.severity)) \(prefix)\(words.message(finding.message)) [\(finding.code)]"
        }
        if isTruncated { lines.append("  \(words.truncated)") }
        return lines.map(ControlPictures.shown).joined(separator: "\n") + "\n"
    }
}

/// Control characters made visible.
enum ControlPictures {
    static func shown(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00...0x1F: shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F: shown.append("\u{2421}")
            // C1 controls, which some terminals obey, and marks that reverse the direction of what follows.
            case 0x80...0x9F, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: shown.append("\u{FFFD}")
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }
}
