import Tabular
import Testing

@testable import Validation

@Suite struct `A report` {
    private static func sample(_ findings: [Finding] = [], truncated: Bool = false) -> Report {
        var reading = Reading()
        reading.encoding = .cp932
        reading.delimiter = ","
        reading.lineEnd = .crlf
        reading.headerLine = 1
        reading.rowCount = 2
        return Report(
            source: "一覧.csv",
            reading: reading,
            columns: [
                Column(name: "名称", title: " 名称", type: .string),
                Column(name: "緯度", title: "緯度", type: .number, format: "latitude"),
            ],
            schema: "aed.old",
            rowCount: 2,
            errorCount: 1,
            warningCount: 0,
            findings: findings,
            isTruncated: truncated
        )
    }

    private static let mismatch = Finding(
        code: "required",
        severity: .error,
        row: 12,
        line: 14,
        column: "住所",
        value: "",
        message: Bilingual(ja: "必須の値が空です。", en: "A required value is empty.")
    )
    private static let whole = Finding(
        code: "mixed_line_ends",
        severity: .warning,
        message: Bilingual(ja: "混在。", en: "Mixed.")
    )

    @Test func `is JSON in the order of the interface, with every member`() {
        let json = String(decoding: Self.sample([Self.mismatch, Self.whole], truncated: true).json(), as: UTF8.self)
        #expect(
            json == #"""
                {"source":"一覧.csv","format":"csv","encoding":"shift_jis",\#
                "dialect":{"delimiter":",","lineEnd":"crlf","byteOrderMark":false,"jsonPath":null},\#
                "header":{"line":1,"rows":1},"schema":"aed.old",\#
                "columns":[{"name":"名称","title":" 名称","type":"string","format":null},\#
                {"name":"緯度","title":"緯度","type":"number","format":"latitude"}],\#
                "counts":{"rows":2,"errors":1,"warnings":0},\#
                "findings":[{"code":"required","severity":"error","row":12,"line":14,"column":"住所","value":"",\#
                "message":{"ja":"必須の値が空です。","en":"A required value is empty."}},\#
                {"code":"mixed_line_ends","severity":"warning","row":null,"line":null,"column":null,"value":null,\#
                "message":{"ja":"混在。","en":"Mixed."}}],"truncated":true}
                """#
        )
    }

    @Test func `is text that says how the file was read and lists findings one per line`() {
        let report = Self.sample([Self.mismatch, Self.whole], truncated: true)
        #expect(
            report.text(language: "ja") == """
                一覧.csv  2行、エラー 1件、警告 0件
                  形式: csv
                  文字コード: shift_jis
                  区切り: コンマ
                  改行: crlf
                  見出し: 1行目
                  スキーマ: aed.old

                列:
                  1. 名称  文字列
                  2. 緯度  数値（緯度）

                見つかったこと:
                  エラー 行 12（14行目） 列「住所」: 必須の値が空です。 [required]
                  警告 混在。 [mixed_line_ends]
                  件数が多いため、一部だけを載せています。

                """
        )
        #expect(
            report.text(language: "en") == """
                一覧.csv  2 rows, 1 error, 0 warnings
                  Format: csv
                  Encoding: shift_jis
                  Delimiter: comma
                  Line ends: crlf
                  Header: line 1
                  Schema: aed.old

                Columns:
                  1. 名称  string
                  2. 緯度  number (latitude)

                Findings:
                  error row 12 (line 14), column “住所”: A required value is empty. [required]
                  warning Mixed. [mixed_line_ends]
                  There are more findings than are listed here.

                """
        )
    }

    @Test func `tells once what is wrong in many rows of a column, in text and on the page`() {
        let empty = [1, 2, 3, 5, 9, 10, 12].map { row in
            Finding(
                code: "required",
                severity: .error,
                row: row,
                line: row + 1,
                column: "住所",
                value: "",
                message: Self.mismatch.message
            )
        }
        let others = [4, 6].map { row in
            Finding(
                code: "minimum",
                severity: .error,
                row: row,
                column: "緯度",
                message: Bilingual(ja: "低い。", en: "Low.")
            )
        }
        let report = Self.sample((empty + others).sorted { ($0.row ?? 0) < ($1.row ?? 0) } + [Self.whole])
        #expect(
            report.text(language: "ja").contains(
                """
                  エラー 列「住所」 7行（行 1–3, 5, 9–10 …）: 必須の値が空です。 [required]
                  エラー 行 4 列「緯度」: 低い。 [minimum]
                  エラー 行 6 列「緯度」: 低い。 [minimum]
                  警告 混在。 [mixed_line_ends]

                """
            )
        )
        #expect(report.html(language: "en").contains("<td>column “住所”, 7 rows (1–3, 5, 9–10 …)</td>"))
        // The report for programs lists each.
        #expect(String(decoding: report.json(), as: UTF8.self).split(separator: "\"code\":").count == 11)
    }

    @Test func `tells values that differ one by one`() {
        let findings = (1...6).map { (row: Int) in
            Finding(
                code: "type_mismatch",
                severity: .error,
                row: row,
                column: "人数",
                value: "約\(row)",
                message: Bilingual(ja: "整数ではありません。", en: "No integer.")
            )
        }
        let html = Self.sample(findings).html(language: "ja")
        for row in 1...6 { #expect(html.contains("<td>約\(row)</td>")) }
    }

    @Test func `says that nothing was found`() {
        #expect(Self.sample().text(language: "ja").contains("  問題は見つかりませんでした。\n"))
        #expect(Self.sample().html(language: "en").contains("<p>Nothing was found to be wrong.</p>"))
    }

    @Test func `tells where JSON records were instead of a header`() {
        var report = Self.sample()
        report.reading.format = .json
        report.reading.jsonPath = "/features"
        report.reading.headerLine = nil
        let text = report.text(language: "en")
        #expect(text.contains("  Records at: /features\n"))
        #expect(!text.contains("Header:"))
        #expect(String(decoding: report.json(), as: UTF8.self).contains(#""header":{"line":null,"rows":1}"#))
    }

    @Test func `lets no control character of a file reach the terminal`() {
        var report = Self.sample([
            Finding(
                code: "enum",
                severity: .error,
                row: 1,
                line: 2,
                column: "\u{1B}]0;x\u{7}",
                message: Bilingual(ja: "「\u{9B}31m\u{202E}\r\n」", en: "")
            )
        ])
        report.source = "a\nb\u{7F}.csv"
        let text = report.text(language: "ja")
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !(0x00...0x1F).contains($0.value) })
        #expect(text.unicodeScalars.allSatisfy { !(0x7F...0x9F).contains($0.value) && $0.value != 0x202E })
        #expect(text.hasPrefix("a␊b␡.csv  "))
        #expect(text.contains("列「␛]0;x␇」: 「\u{FFFD}31m\u{FFFD}␍␊」"))
    }

    static let hostile = [
        "<script>alert(1)</script>", "\"onmouseover='x'", "&lt;", "</style><b>", "<\u{0301}script>", "\"\u{0301}",
        "\u{0}<i>",
        "\u{202E}<", "]]>", "<!--",
    ]

    @Test(arguments: hostile) func `is a page on which text from the file is text only`(_ text: String) {
        var report = Self.sample([
            Finding(code: "enum", severity: .error, column: text, value: text, message: Bilingual(ja: text, en: text))
        ])
        report.source = text
        report.schema = text
        report.columns[0].name = text
        let plain = Self.sample([
            Finding(code: "enum", severity: .error, column: "x", value: "x", message: Bilingual(ja: "x", en: "x"))
        ])
        for language in ["ja", "en"] {
            let page = report.html(language: language)
            let markup = Self.markup(in: page)
            #expect(markup == Self.markup(in: plain.html(language: language)))
            #expect(!markup.contains { $0.contains("script") })
            #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
        }
    }

    /// Everything between `<` and `>`, byte by byte as a browser's tokenizer sees it.
    private static func markup(in page: String) -> [String] {
        var tags: [String] = []
        var current: [UInt8]?
        for byte in page.utf8 {
            if byte == UInt8(ascii: "<") {
                current = []
            } else if byte == UInt8(ascii: ">") {
                if let bytes = current { tags.append(String(decoding: bytes, as: UTF8.self)) }
                current = nil
            } else {
                current?.append(byte)
            }
        }
        return tags
    }

    @Test func `is one page that loads nothing`() {
        let page = Self.sample([Self.mismatch]).html(language: "ja")
        #expect(page.hasPrefix("<!doctype html>\n<html lang=\"ja\">"))
        #expect(page.contains("default-src 'none'"))
        for forbidden in ["<script", "src=", "href=", "url(", "@import"] { #expect(!page.contains(forbidden)) }
        #expect(page.contains("<td>行 12（14行目） 列「住所」</td>"))
    }
}
