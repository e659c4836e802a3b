/// The pollutions of the Pollock benchmark, made anew.
///
/// The paper is “Pollock: A Data Loading Benchmark” by Vitagliano and others, PVLDB 16(8), 2023. Its files are not at hand, so
/// these come from a generator written after its method, and are ours: scores here cannot be set beside the paper's as if the
/// files were the same.
///
/// The method: take one clean table, pollute it in one way at one place, once for every way and place, and compare what a program
/// loads, without any settings, with what the table says. The names follow the paper's. What differs from it: our source table is
/// a municipal one of 24 rows and 8 columns (the paper's has 83 and 9); where the paper's text leaves the expected reading open
/// (several tables in one file, several header rows), what we expect is said at the pollution; three kinds are ours (`ours_`).
struct PollutedFiles {
    static let header = ["日付", "時刻", "数量", "品番", "価格", "種類", "説明", "URL"]
    static let rows: [[String]] = (1...24).map { number in
        let texts = [
            "春の花", "赤, 白, 黄の三色", "", "「\"特選\"」と書いた箱", "二行に\nわたる説明", "山口県産 徳佐りんご", "ふぐ; 下関", "夏みかん|萩",
        ]
        return [
            "2024-0\(1 + number % 9)-\(10 + number % 19)", "\(8 + number % 10):\(10 + number * 2)",
            "\(number * 37 % 200)",
            "P-\(1000 + number * 7)", "\(number * 131 % 900).\(10 + number)", ["果物", "魚介", "花"][number % 3],
            texts[number % texts.count], "https://example.jp/item/\(number)",
        ]
    }

    /// Every file of the catalogue.
    static var all: [PollutedFile] {
        files + headers + tables + dialects + separators + quotes + rowDelimiters + rowLineEnds + columns
    }

    private static let plain = WrittenDialect()
    private static var clean: String { plain.table([header] + rows) }

    private static func file(
        _ kind: String,
        _ text: String,
        header: [String] = Self.header,
        rows: [[String]] = Self.rows,
        codes: Set<String> = [],
        isEmpty: Bool = false
    ) -> PollutedFile {
        PollutedFile(name: kind, kind: kind, text: text, header: header, rows: rows, codes: codes, isEmpty: isEmpty)
    }

    // MARK: The file as a whole

    private static var files: [PollutedFile] {
        [
            file("source", clean),
            file("file_no_payload", "", header: [], rows: [], isEmpty: true),
            file("file_no_trailing_newline", String(clean.dropLast())),
            file("file_double_trailing_newline", clean + "\r\n"),
            file("file_one_data_row", plain.table([header, rows[0]]), rows: [rows[0]]),
            file("file_header_only", plain.table([header]), rows: []),
            file(
                "file_no_header",
                plain.table(rows),
                header: (1...8).map { "column_\($0)" },
                codes: ["no_header"]
            ),
            file(
                "file_preamble",
                "商品の一覧\r\n\"令和6年4月1日時点, 速報\"\r\n\r\n" + clean,
                codes: ["title_skipped"]
            ),
            file(
                "file_preamble_comments",
                "# 商品の一覧\r\n# 出典: 市場, 2024\r\n" + clean,
                codes: ["preamble_skipped"]
            ),
        ]
    }

    /// A further header row names every column once more; what we expect are the names joined with `_`.
    private static var headers: [PollutedFile] {
        let second = ["年月日", "開始", "個", "英数字", "円", "分類", "自由記述", "リンク"]
        let third = ["必須", "任意１", "整数", "文字列", "小数", "選択", "任意２", "任意３"]
        let two = zip(header, second).map { "\($0)_\($1)" }
        let three = zip(two, third).map { "\($0)_\($1)" }
        return [
            file(
                "file_header_multirow_2",
                plain.table([header, second] + rows),
                header: two,
                codes: ["header_rows_joined"]
            ),
            file(
                "file_header_multirow_3",
                plain.table([header, second, third] + rows),
                header: three,
                codes: ["header_rows_joined"]
            ),
        ]
    }

    /// A second table stands below the first; what we expect is the first, whole and alone, and the place of the second.
    private static var tables: [PollutedFile] {
        let others: [(String, [[String]])] = [
            ("less", [["店", "住所", "席"]] + (1...6).map { ["店\($0)", "山口市\($0)丁目", "\($0 * 4)"] }),
            (
                "more",
                [(1...10).map { "項目\($0)" }] + (1...6).map { row in (1...10).map { "\(row * $0)" } }
            ),
            (
                "same",
                [["月", "店", "客", "売上", "費用", "天気", "気温", "備考"]]
                    + (1...6).map {
                        ["\($0)月", "店\($0)", "\($0 * 9)", "\($0 * 800)", "\($0 * 300)", "晴", "2\($0)", ""]
                    }
            ),
        ]
        return others.map { name, other in
            file("file_multitable_\(name)", clean + "\r\n" + plain.table(other), codes: ["further_table"])
        }
    }

    private static func hex(_ text: String) -> String {
        text.utf8.map { "0x" + String($0, radix: 16, uppercase: true) }.joined(separator: "_")
    }

    private static var dialects: [PollutedFile] {
        let all = [header] + rows
        var files = [";", "\t", "|", " ", ", ", "||", "^"].map { delimiter in
            file("file_field_delimiter_\(hex(delimiter))", WrittenDialect(delimiter: delimiter).table(all))
        }
        files += ["'", "`"].map { quote in
            file(
                "file_quotation_char_\(hex(quote))",
                WrittenDialect(quote: quote, escape: quote).table(all),
                codes: ["quoting"]
            )
        }
        files.append(file("file_escape_char_0x5C", WrittenDialect(escape: "\\").table(all), codes: ["quoting"]))
        files.append(file("file_escape_char_none", WrittenDialect(escape: "").table(all), codes: ["stray_quote"]))
        files += ["\n", "\r"].map { end in
            file("file_record_delimiter_\(hex(end))", WrittenDialect(lineEnd: end).table(all))
        }
        files.append(
            file(
                "ours_delimiter_quote_0x3B_0x27",
                WrittenDialect(delimiter: ";", quote: "'", escape: "'").table(all),
                codes: ["quoting"]
            )
        )
        files.append(
            file(
                "ours_spaces_around_quotes",
                all.map {
                    $0.map { plain.cell($0).hasPrefix("\"") ? " \(plain.cell($0)) " : $0 }.joined(separator: ",")
                        + "\r\n"
                }
                .joined()
            )
        )
        return files
    }

    // MARK: Single rows

    /// The file with the row of that number (0 is the header) written as `line`.
    private static func with(_ row: Int, _ line: String) -> String {
        var lines = ([header] + rows).map { plain.row($0) + "\r\n" }
        lines[row] = line
        return lines.joined()
    }

    private static func polluted(
        _ kind: String,
        _ place: String,
        row: Int,
        line: String,
        cells: [String],
        column: Int? = nil,
        codes: Set<String>
    ) -> PollutedFile {
        var rows = rows
        if row > 0 { rows[row - 1] = cells }
        return PollutedFile(
            name: "\(kind)_\(place)",
            kind: kind,
            text: with(row, line),
            header: row == 0 ? cells : header,
            rows: rows,
            pollutedRow: row,
            column: row > 0 ? column.map { header[$0] } : nil,
            codes: codes
        )
    }

    /// A separator is missing or superfluous: the row has the cells that it has then.
    private static var separators: [PollutedFile] {
        var files: [PollutedFile] = []
        for (row, cells) in ([header] + rows).enumerated() {
            let written = cells.map(plain.cell)
            for column in 0..<7 where !written[column].hasPrefix("\"") && !written[column + 1].hasPrefix("\"") {
                var less = cells
                less.replaceSubrange(column...(column + 1), with: [cells[column] + cells[column + 1]])
                let line = plain.row(less) + "\r\n"
                if row == 0 { less.append("column_8") }
                files.append(
                    polluted(
                        "row_less_sep",
                        "row\(row)_del\(column)",
                        row: row,
                        line: line,
                        cells: less,
                        codes: ["ragged_row", "header_width"]
                    )
                )
            }
            for column in 0...8 {
                var more = cells
                more.insert("", at: column)
                files.append(
                    polluted(
                        "row_more_sep",
                        "row\(row)_col\(column)",
                        row: row,
                        line: plain.row(more) + "\r\n",
                        cells: cells,
                        codes: [
                            "ragged_row", "row_realigned", "surplus_cells", "header_width", "blank_columns_dropped",
                        ]
                    )
                )
            }
        }
        return files
    }

    /// One quote too many: before, inside or behind a cell, be it quoted or not.
    private static var quotes: [PollutedFile] {
        var files: [PollutedFile] = []
        for (row, cells) in ([header] + rows).enumerated() {
            for (column, cell) in cells.enumerated() {
                let isQuoted = plain.cell(cell).hasPrefix("\"")
                for (place, at) in [("start", 0), ("middle", 1), ("end", cell.count)]
                where at < max(cell.count, 1) || place == "end" {
                    if place == "middle", cell.count < 3 { continue }
                    var polluted = cell
                    polluted.insert("\"", at: polluted.index(polluted.startIndex, offsetBy: at))
                    var expected = cells
                    expected[column] = polluted
                    // The quote is put in raw, behind what the cell's own quotes were made of.
                    let inner =
                        String(cell.prefix(at)).replacing("\"", with: "\"\"") + "\""
                        + String(cell.dropFirst(at)).replacing("\"", with: "\"\"")
                    var written = cells.map(plain.cell)
                    written[column] = isQuoted ? "\"\(inner)\"" : inner
                    files.append(
                        Self.polluted(
                            "row_extra_quote",
                            "\(place)_row\(row)_col\(column)",
                            row: row,
                            line: written.joined(separator: ",") + "\r\n",
                            cells: expected,
                            column: column,
                            codes: ["stray_quote"]
                        )
                    )
                }
            }
        }
        return files
    }

    /// One row has another delimiter than the others.
    private static var rowDelimiters: [PollutedFile] {
        var files: [PollutedFile] = []
        for delimiter in [";", "\t", "|", " ", ", "] {
            for (row, cells) in ([header] + rows).enumerated() {
                let line = WrittenDialect(delimiter: delimiter).row(cells) + "\r\n"
                files.append(
                    polluted(
                        "row_field_delimiter",
                        "\(row)_\(hex(delimiter))",
                        row: row,
                        line: line,
                        cells: cells,
                        // Spaces before names are trimmed away in any header: there is nothing to tell.
                        codes: row == 0 && delimiter == ", " ? [] : ["row_delimiter"]
                    )
                )
            }
        }
        return files
    }

    /// One row ends otherwise than the others.
    private static var rowLineEnds: [PollutedFile] {
        var files: [PollutedFile] = []
        for end in ["\n", "\r"] {
            for (row, cells) in ([header] + rows).enumerated() {
                var file = polluted(
                    "row_record_delimiter",
                    "\(row)_\(hex(end))",
                    row: row,
                    line: plain.row(cells) + end,
                    cells: cells,
                    codes: ["mixed_line_ends"]
                )
                // It is reported for the file as a whole.
                file.pollutedRow = nil
                files.append(file)
            }
        }
        return files
    }

    /// Ours: header cells that are blank or say the same as their neighbour.
    private static var columns: [PollutedFile] {
        (0..<8).flatMap { column in
            var blank = header
            blank[column] = ""
            var published = header
            published[column] = "column_\(column + 1)"
            var twice = header
            twice[column] = header[(column + 1) % 8]
            var suffixed = twice
            suffixed[max(column, (column + 1) % 8)] += "_2"
            return [
                file(
                    "ours_column_blank_header",
                    plain.table([blank] + rows),
                    header: published,
                    codes: ["blank_header"]
                ),
                file(
                    "ours_column_duplicate_header",
                    plain.table([twice] + rows),
                    header: suffixed,
                    codes: ["duplicate_header"]
                ),
            ]
        }
    }
}
