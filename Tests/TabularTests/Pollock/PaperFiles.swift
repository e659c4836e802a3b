/// The files of the Pollock benchmark, made from a source table by the paper's own rules, and its weights.
///
/// What is polluted, where, and what is expected follow the paper and its published tool; only the source table is ours, unless
/// `YDP_POLLOCK_SOURCE` names another CSV file (docs/extend.md). Cells are kept as they are written, with their quotes.
struct PaperFiles {
    /// The header and the rows, each cell as it is written.
    let written: [[String]]
    private let lineEnd = "\r\n"

    private var values: [[String]] { written.map { $0.map(Self.value) } }
    private var header: [String] { values[0] }
    private var width: Int { written[0].count }

    /// What a written cell says.
    static func value(_ cell: String) -> String {
        guard cell.hasPrefix("\""), cell.count >= 2 else { return cell }
        return String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }

    private func text(_ rows: [[String]], delimiter: String = ",", lineEnd: String = "\r\n") -> String {
        rows.map { $0.joined(separator: delimiter) + lineEnd }.joined()
    }

    private func file(
        _ kind: String,
        _ text: String,
        header: [String]? = nil,
        rows: [[String]]? = nil,
        isEmpty: Bool = false
    ) -> PollutedFile {
        PollutedFile(
            name: kind,
            kind: kind,
            text: text,
            header: header ?? self.header,
            rows: rows ?? Array(values.dropFirst()),
            isEmpty: isEmpty
        )
    }

    var all: [PollutedFile] { files + rows }

    private var files: [PollutedFile] {
        let clean = text(written)
        let preamble = [["PREAMBLE"] + blanks(width - 1), blanks(width)]
        let twice = header.map { "\($0) \($0)" }
        let thrice = header.map { "\($0) \($0) \($0)" }
        var files = [
            file("source", clean),
            file("file_no_payload", "", header: [], rows: [], isEmpty: true),
            file("file_no_trailing_newline", String(clean.dropLast())),
            file("file_double_trailing_newline", clean + lineEnd),
            file("file_no_header", text(Array(written.dropFirst())), header: (1...width).map { "column_\($0)" }),
            file("file_header_multirow_2", text([written[0]] + written), header: twice),
            file("file_header_multirow_3", text([written[0], written[0]] + written), header: thrice),
            file("file_preamble", text(preamble + written)),
            file("file_header_only", text([written[0]]), rows: []),
            file("file_one_data_row", text(Array(written.prefix(2))), rows: [values[1]]),
            file("file_record_delimiter_0xA", text(written, lineEnd: "\n")),
            file("file_record_delimiter_0xD", text(written, lineEnd: "\r")),
            file("file_escape_char_0x5C", text(written.map { $0.map { escaped($0, by: "\\\"") } })),
            file("file_escape_char_0x00", text(written.map { $0.map { escaped($0, by: "\"") } })),
            file("file_quotation_char_0x27", text(written.map { $0.map(apostrophes) })),
        ]
        for (name, columns) in [("less", width - 1), ("same", width), ("more", width + 1)] {
            let plain = WrittenDialect()
            let second = values.dropLast().map { row in
                plain.row(columns > width ? row + ["x"] : Array(row.prefix(columns))) + lineEnd
            }
            files.append(file("file_multitable_\(name)", clean + second.joined()))
        }
        for (name, delimiter) in [("0x3B", ";"), ("0x9", "\t"), ("0x2C_0x20", ", "), ("0x20", " ")] {
            let dialect = WrittenDialect(delimiter: delimiter)
            let rows = zip(written, values).map { written, values in
                zip(written, values).map { $0.hasPrefix("\"") ? $0 : dialect.cell($1) }
            }
            files.append(file("file_field_delimiter_\(name)", text(rows, delimiter: delimiter)))
        }
        return files
    }

    private func blanks(_ count: Int) -> [String] { Array(repeating: "", count: count) }

    private func escaped(_ cell: String, by escape: String) -> String {
        guard cell.hasPrefix("\"") else { return cell }
        return "\"" + String(cell.dropFirst().dropLast()).replacing("\"\"", with: escape) + "\""
    }

    private func apostrophes(_ cell: String) -> String {
        guard cell.hasPrefix("\"") else { return cell }
        return "'" + String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"") + "'"
    }

    /// One separator too many, one too few, one quote too many, or blanks for separators, in one row.
    private var rows: [PollutedFile] {
        var files: [PollutedFile] = []
        for row in written.indices {
            files.append(
                polluted(
                    "row_field_delimiter",
                    "\(row)_0x20",
                    row,
                    line: written[row].joined(separator: " "),
                    values[row]
                )
            )
            for column in 0..<width {
                var more = written[row]
                more.insert("", at: column)
                files.append(
                    polluted(
                        "row_more_sep",
                        "row\(row)_col\(column)",
                        row,
                        line: more.joined(separator: ","),
                        values[row]
                    )
                )
                var quoted = written[row]
                let cell = quoted[column]
                quoted[column] = cell.hasPrefix("\"") ? "\"" + cell : "\"" + cell
                var expected = values[row]
                expected[column] = "\"" + expected[column]
                files.append(
                    polluted(
                        "row_extra_quote",
                        "\(row)_col\(column)",
                        row,
                        line: quoted.joined(separator: ","),
                        expected
                    )
                )
                guard column > 0 else { continue }
                let less =
                    written[row][..<column].joined(separator: ",") + written[row][column...].joined(separator: ",")
                files.append(polluted("row_less_sep", "row\(row)_col\(column)", row, line: less, values[row]))
            }
        }
        return files
    }

    private func polluted(_ kind: String, _ place: String, _ row: Int, line: String, _ cells: [String]) -> PollutedFile
    {
        var lines = written.map { $0.joined(separator: ",") + lineEnd }
        lines[row] = line + lineEnd
        var expected = values
        expected[row] = cells
        return PollutedFile(
            name: "\(kind)_\(place)",
            kind: kind,
            text: lines.joined(),
            header: expected[0],
            rows: Array(expected.dropFirst()),
            pollutedRow: row
        )
    }

    /// The paper's weights: how often its survey of real files met each pollution; 0.36 for each superfluous separator, as for each
    /// missing one, because that weight is not known to us.
    static func weight(of kind: String) -> Double { weights[kind] ?? 0 }

    private static let weights: [String: Double] = [
        "source": 1, "file_no_payload": 15, "file_no_trailing_newline": 184, "file_double_trailing_newline": 5,
        "file_no_header": 470, "file_header_multirow_2": 47, "file_header_multirow_3": 47, "file_preamble": 282,
        "file_multitable_less": 62.667, "file_multitable_same": 62.667, "file_multitable_more": 62.667,
        "file_header_only": 3, "file_one_data_row": 4, "file_record_delimiter_0xD": 7,
        "file_record_delimiter_0xA": 1_691,
        "file_field_delimiter_0x9": 4, "file_field_delimiter_0x3B": 834, "file_field_delimiter_0x20": 4,
        "file_field_delimiter_0x2C_0x20": 101, "file_quotation_char_0x27": 11, "file_escape_char_0x5C": 1,
        "file_escape_char_0x00": 7, "row_less_sep": 0.36775, "row_more_sep": 0.36, "row_extra_quote": 0.00926,
        "row_field_delimiter": 0.01,
    ]
}
