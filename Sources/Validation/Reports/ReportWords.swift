import Tabular

/// The words of reports for people, in one language.
struct ReportWords {
    /// The language's tag, for `lang`.
    let tag: String
    private let isJapanese: Bool

    /// - Parameter language: `ja` or `en`; anything else is taken for English.
    init(language: String) {
        isJapanese = language == "ja"
        tag = isJapanese ? "ja" : "en"
    }

    private func word(_ ja: String, _ en: String) -> String { isJapanese ? ja : en }

    func message(_ message: Bilingual) -> String { word(message.ja, message.en) }

    var title: String { word("検査結果", "Report") }
    var reading: String { word("読み取り方", "How it was read") }
    var columns: String { word("列", "Columns") }
    var findings: String { word("見つかったこと", "Findings") }
    var noFindings: String { word("問題は見つかりませんでした。", "Nothing was found to be wrong.") }
    var truncated: String {
        word("件数が多いため、一部だけを載せています。", "There are more findings than are listed here.")
    }

    var columnHeadings: [String] {
        [word("番号", "No."), word("名前", "Name"), word("型", "Type"), word("種別", "Format")]
    }

    var findingHeadings: [String] {
        [word("程度", "Severity"), word("場所", "Where"), word("値", "Value"), word("内容", "What")]
    }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: word("エラー", "error")
        case .warning: word("警告", "warning")
        case .info: word("情報", "info")
        }
    }

    /// Where a finding is, or `列「住所」 100行（行 1–100）` where several say the same.
    func place(of group: RepeatedFindings.Group<Finding>) -> String {
        guard !group.rows.isEmpty else { return place(of: group.first) }
        let rows = RepeatedFindings.text(group.rows)
        let count = word("\(group.rows.count)行（行 \(rows)）", "\(group.rows.count) rows (\(rows))")
        guard let column = group.first.column else { return count }
        return word("列「\(column)」 \(count)", "column “\(column)”, \(count)")
    }

    /// `行 12（14行目） 列「住所」`; empty when the finding concerns the whole file.
    func place(of finding: Finding) -> String {
        var parts: [String] = []
        switch (finding.row, finding.line) {
        case (let row?, let line?): parts.append(word("行 \(row)（\(line)行目）", "row \(row) (line \(line))"))
        case (let row?, nil): parts.append(word("行 \(row)", "row \(row)"))
        case (nil, let line?): parts.append(word("\(line)行目", "line \(line)"))
        case (nil, nil): break
        }
        if let column = finding.column { parts.append(word("列「\(column)」", "column “\(column)”")) }
        return parts.joined(separator: word(" ", ", "))
    }

    /// `数値（緯度）`.
    func type(of column: Column) -> String {
        let type = name(of: column.type)
        return column.format.map { type + word("（\(format($0))）", " (\(format($0)))") } ?? type
    }

    /// A type; in English by its name in Table Schema.
    func name(of type: ColumnType) -> String {
        guard isJapanese else { return type.rawValue }
        return switch type {
        case .string: "文字列"
        case .integer: "整数"
        case .number: "数値"
        case .boolean: "真偽"
        case .date: "日付"
        case .time: "時刻"
        case .datetime: "日時"
        case .year: "年"
        case .yearmonth: "年月"
        }
    }

    /// What values of a format are; in English by its name.
    func format(_ format: String) -> String { isJapanese ? Self.formats[format] ?? format : format }

    private static let formats = [
        "latitude": "緯度", "longitude": "経度", "phone": "電話番号", "email": "メールアドレス",
        "municipality_code": "地方公共団体コード", "corporate_number": "法人番号", "postal_code": "郵便番号", "geojson": "位置・形",
    ]

    /// Rows and findings in one line.
    func counts(_ report: Report) -> String {
        word(
            "\(report.rowCount)行、エラー \(report.errorCount)件、警告 \(report.warningCount)件",
            "\(count(report.rowCount, "row")), \(count(report.errorCount, "error")), \(count(report.warningCount, "warning"))"
        )
    }

    private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// How the file was read, as pairs of a name and a value.
    func reading(_ report: Report) -> [(name: String, value: String)] {
        let reading = report.reading
        var lines = [
            (word("形式", "Format"), reading.format.rawValue),
            (word("文字コード", "Encoding"), encoding(reading)),
        ]
        if let delimiter = reading.delimiter { lines.append((word("区切り", "Delimiter"), self.delimiter(delimiter))) }
        if let lineEnd = reading.lineEnd { lines.append((word("改行", "Line ends"), lineEnd.rawValue)) }
        if let path = reading.jsonPath {
            lines.append((word("記録の場所", "Records at"), path.isEmpty ? word("文書全体", "the whole document") : path))
        } else {
            lines.append((word("見出し", "Header"), header(reading)))
        }
        if let schema = report.schema { lines.append((word("スキーマ", "Schema"), schema)) }
        return lines
    }

    private func encoding(_ reading: Reading) -> String {
        reading.hasByteOrderMark
            ? reading.encoding.rawValue + word("（BOMあり）", " (with byte-order mark)") : reading.encoding.rawValue
    }

    private func delimiter(_ delimiter: String) -> String {
        switch delimiter {
        case ",": word("コンマ", "comma")
        case "\t": word("タブ", "tab")
        case ";": word("セミコロン", "semicolon")
        default: delimiter
        }
    }

    private func header(_ reading: Reading) -> String {
        guard let line = reading.headerLine, reading.headerRows > 0 else { return word("なし", "none") }
        guard reading.headerRows > 1 else { return word("\(line)行目", "line \(line)") }
        return word("\(line)行目から\(reading.headerRows)行", "\(reading.headerRows) rows from line \(line)")
    }
}
