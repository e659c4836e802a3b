import Tabular

extension Report {
    /// One self-contained page, no scripts, nothing loaded from elsewhere.
    ///
    /// `language` is `ja` or `en`.
    package func html(language: String) -> String {
        let words = ReportWords(language: language)
        var page = HTMLText()
        page.markup("<!doctype html>\n<html lang=\"\(words.tag)\">\n<head>\n<meta charset=\"utf-8\">\n")
        page.markup(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        )
        page.markup("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        page.text("\(words.title): \(source)")
        page.markup("</title>\n<style>\(Self.style)</style>\n</head>\n<body>\n")
        page.element("h1", source)
        page.element("p", words.counts(self))
        writeReading(words, to: &page)
        writeFindings(words, to: &page)
        writeColumns(words, to: &page)
        page.markup("</body>\n</html>\n")
        return page.string
    }

    private static let style = """
        body{font:1rem/1.6 sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}\
        table{border-collapse:collapse;width:100%}\
        th,td{border-bottom:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
        .error{color:#a40000}.warning{color:#7a4b00}dt{font-weight:bold}
        """

    private func writeReading(_ words: ReportWords, to page: inout HTMLText) {
        page.element("h2", words.reading)
        page.markup("<dl>\n")
        for line in words.reading(self) {
            page.element("dt", line.name)
            page.element("dd", line.value)
        }
        page.markup("</dl>\n")
    }

    private func writeFindings(_ words: ReportWords, to page: inout HTMLText) {
        page.element("h2", words.findings)
        guard !findings.isEmpty else { return page.element("p", words.noFindings) }
        if isTruncated { page.element("p", words.truncated) }
        page.table(headings: words.findingHeadings, rows: findingGroups) { group in
            let finding = group.first
            return (
                finding.severity.rawValue,
                [
                    words.severity(finding.severity), words.place(of: group), finding.value ?? "",
                    "\(words.message(finding.message)) [\(finding.code)]",
                ]
            )
        }
    }

    private func writeColumns(_ words: ReportWords, to page: inout HTMLText) {
        page.element("h2", words.columns)
        page.table(headings: words.columnHeadings, rows: Array(columns.enumerated())) { index, column in
            ("", ["\(index + 1)", column.name, words.name(of: column.type), column.format.map(words.format) ?? ""])
        }
    }
}

/// A page being written: text is escaped scalar by scalar, so that no combining mark can hide a bracket or a quote.
struct HTMLText {
    private(set) var string = ""

    /// Appends markup of our own.
    mutating func markup(_ markup: String) { string += markup }

    /// Appends text that may come from anywhere.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": string += "&amp;"
            case "<": string += "&lt;"
            case ">": string += "&gt;"
            case "\"": string += "&quot;"
            case "'": string += "&#39;"
            case "\t", "\n": string.unicodeScalars.append(scalar)
            default: string.unicodeScalars.append(Self.isAllowed(scalar) ? scalar : "\u{FFFD}")
            }
        }
    }

    /// An element that holds text only, on a line of its own.
    mutating func element(_ name: StaticString, _ text: String) {
        markup("<\(name)>")
        self.text(text)
        markup("</\(name)>\n")
    }

    /// A table; `row` gives a class of our own (empty for none) and the cells.
    mutating func table<Row>(headings: [String], rows: [Row], row: (Row) -> (style: String, cells: [String])) {
        markup("<table>\n<tr>")
        for heading in headings {
            markup("<th scope=\"col\">")
            text(heading)
            markup("</th>")
        }
        markup("</tr>\n")
        for element in rows {
            let (style, cells) = row(element)
            markup(style.isEmpty ? "<tr>" : "<tr class=\"\(style)\">")
            for cell in cells {
                markup("<td>")
                text(cell)
                markup("</td>")
            }
            markup("</tr>\n")
        }
        markup("</table>\n")
    }

    /// Control characters are no characters of HTML, and marks that turn the direction of text can make a page lie.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
        default: true
        }
    }
}
