/// Everything that reading can notice without giving up: the one table of codes, severities and sentences of this module.
enum Notice: Hashable {
    case preambleSkipped(lines: Int)
    case titleSkipped(lines: Int)
    case noHeader
    case headerRowsJoined(rows: Int)
    case headerWidth(header: Int, rows: Int)
    case quoting(quote: UInt8, escape: UInt8?)
    case rowDelimiter(delimiter: String)
    case repeatedHeader
    case furtherTable(rows: Int)
    case notesSkipped(lines: Int)
    case totalRow
    case blankHeader(name: String)
    case duplicateHeader(title: String, name: String)
    case similarHeaders(one: String, other: String)
    case blankColumnsDropped(count: Int)
    case blankRowsDropped(count: Int)
    case blankRow
    case blankLine
    case raggedRow(expected: Int, found: Int)
    case surplusCells(count: Int)
    case surplusCellDropped
    case strayQuote
    case mixedLineEnds(crlf: Int, lf: Int, cr: Int)
    case innerByteOrderMark
    case privateUseCharacter(scalar: UInt32)
    case sanitizedText
    case typeMismatch(type: ColumnType)
    case nullSpelling(count: Int)
    case eraOutOfRange(normalized: String)
    case coordinateOutOfRange(isLatitude: Bool)
    case gzipUnpacked
    case jsonArrayChosen(pointer: String, others: [String], count: Int)
    case geoOpenRing
    case geoSwapped
    case geoOutOfArea

    private static func shown(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

    /// Stable code, how much it matters, and the sentence in both languages.
    var entry: (code: String, severity: Severity, message: Bilingual) {
        switch self {
        case .preambleSkipped(let lines):
            (
                "preamble_skipped", .info,
                Bilingual(
                    ja: "見出し行の前後の注釈 \(lines) 行（# で始まる行）を読み飛ばしました。",
                    en: "Skipped \(lines) comment lines (beginning with #) around the header."
                )
            )
        case .titleSkipped(let lines):
            (
                "title_skipped", .warning,
                Bilingual(
                    ja: "見出し行の上の \(lines) 行を表題とみなして読み飛ばしました。見出しは 1 行目に置いてください。",
                    en:
                        "Took \(lines) lines above the header for a title and skipped them. Put the header on the first line."
                )
            )
        case .noHeader:
            (
                "no_header", .warning,
                Bilingual(
                    ja: "1 行目が見出しではなくデータのため、列を「column_1」「column_2」…と名付けました。見出し行を付けてください。",
                    en:
                        "The first line is data, not a header, so the columns are named “column_1”, “column_2” … Add a header line."
                )
            )
        case .headerRowsJoined(let rows):
            (
                "header_rows_joined", .warning,
                Bilingual(
                    ja: "見出しが \(rows) 行あるため、上下をつないで列の名前にしました（例: 人口_男）。見出しは 1 行にしてください。",
                    en:
                        "The header has \(rows) rows; they were joined into one name per column (as in 人口_男). Use one header row."
                )
            )
        case .headerWidth(let header, let rows):
            (
                "header_width", .error,
                Bilingual(
                    ja: "見出しは \(header) 列ですが、ほとんどの行は \(rows) 列です。見出しと値がずれていないか、区切り文字の抜けや余りを確かめてください。",
                    en:
                        "The header has \(header) cells, but most rows have \(rows). Names may be shifted: look for a missing or extra delimiter."
                )
            )
        case .quoting(let quote, let escape):
            (
                "quoting", .warning,
                Bilingual(
                    ja: "引用符が「\(Self.shown(quote))」\(escape.map { "、打ち消しが「\(Self.shown($0))」" } ?? "")です。"
                        + "CSV では引用符は「\"」、中の引用符は二つにしてください。",
                    en: "Cells are quoted with \(Self.shown(quote))"
                        + "\(escape.map { " and quotes inside are escaped with \(Self.shown($0))" } ?? ""). "
                        + "In CSV, quote with \" and double quotes inside."
                )
            )
        case .rowDelimiter(let delimiter):
            (
                "row_delimiter", .warning,
                Bilingual(
                    ja: "この行だけ区切り文字が「\(delimiter)」です。そのように区切って読みました。ほかの行とそろえてください。",
                    en:
                        "This row alone is delimited by “\(delimiter)” and was cut there. Use the delimiter of the other rows."
                )
            )
        case .repeatedHeader:
            (
                "repeated_header", .warning,
                Bilingual(
                    ja: "見出しと同じ行がデータの途中にあります。データの行ではないので削除してください。",
                    en: "A row among the data repeats the header. It is no data: delete it."
                )
            )
        case .furtherTable(let rows):
            (
                "further_table", .error,
                Bilingual(
                    ja: "この行から別の表が始まるため、ここまでを読み、あとの \(rows) 行を除きました。一つのファイルには一つの表だけを置いてください。",
                    en:
                        "Another table begins on this line; reading stopped before it and left out \(rows) rows. Put one table in one file."
                )
            )
        case .notesSkipped(let lines):
            (
                "notes_skipped", .warning,
                Bilingual(
                    ja: "表の下の \(lines) 行を注記とみなして除きました。注記は説明文に書いてください。",
                    en:
                        "Took \(lines) lines below the table for notes and left them out. Put notes into the description."
                )
            )
        case .totalRow:
            (
                "total_row", .warning,
                Bilingual(
                    ja: "合計の行がデータに混ざっています。集計すると二重に数えられるので、合計の行は置かないでください。",
                    en: "This row is a total among the data and would be counted twice. Leave totals out."
                )
            )
        case .blankHeader(let name):
            (
                "blank_header", .warning,
                Bilingual(
                    ja: "見出しが空の列を「\(name)」と名付けました。見出しを付けてください。",
                    en: "A column without a header was named “\(name)”. Give it a header."
                )
            )
        case .duplicateHeader(let title, let name):
            (
                "duplicate_header", .warning,
                Bilingual(
                    ja: "見出し「\(title)」が重複しているため「\(name)」としました。列ごとに違う見出しにしてください。",
                    en: "The header “\(title)” is repeated; this column is “\(name)”. Give each column its own header."
                )
            )
        case .similarHeaders(let one, let other):
            (
                "similar_headers", .warning,
                Bilingual(
                    ja: "見出し「\(one)」と「\(other)」は全角・半角や大文字・小文字だけが違います。取り違えないよう、別の名前にしてください。",
                    en: "The headers “\(one)” and “\(other)” differ only in width or case. Give them distinct names."
                )
            )
        case .blankColumnsDropped(let count):
            (
                "blank_columns_dropped", .info,
                Bilingual(
                    ja: "見出しも値もない右端の \(count) 列を除きました。",
                    en: "Left out \(count) columns at the right end that have neither header nor values."
                )
            )
        case .blankRowsDropped(let count):
            (
                "blank_rows_dropped", .info,
                Bilingual(
                    ja: "末尾の空行 \(count) 行を除きました。",
                    en: "Left out \(count) blank rows at the end."
                )
            )
        case .blankRow:
            (
                "blank_row", .warning,
                Bilingual(
                    ja: "すべてのセルが空の行です。不要なら削除してください。",
                    en: "All cells of this row are blank. Delete the row if it means nothing."
                )
            )
        case .blankLine:
            (
                "blank_line", .info,
                Bilingual(ja: "空の行を読み飛ばしました。", en: "Skipped an empty line.")
            )
        case .raggedRow(let expected, let found):
            (
                "ragged_row", .error,
                Bilingual(
                    ja: "列数が見出しと合いません（見出し \(expected) 列、この行 \(found) 列）。区切り文字や引用符の抜けを確かめてください。",
                    en:
                        "The row has \(found) cells where the header has \(expected). Look for a missing or extra delimiter or quote."
                )
            )
        case .surplusCells(let count):
            (
                "surplus_cells", .info,
                Bilingual(
                    ja: "行の末尾に余分な空のセルが \(count) 個あります。余分な区切り文字を除いてください。",
                    en: "The row has \(count) more blank cells at its end than the header. Remove the extra delimiters."
                )
            )
        case .surplusCellDropped:
            (
                "row_realigned", .warning,
                Bilingual(
                    ja: "余分な空のセルのため値が一つずつずれていたので、空のセルを除いて列に合わせました。余分な区切り文字を除いてください。",
                    en:
                        "A blank cell too many had shifted the values of this row; it was left out. Remove the extra delimiter."
                )
            )
        case .strayQuote:
            (
                "stray_quote", .warning,
                Bilingual(
                    ja: "引用符（\"）の使い方が CSV の規則に合わないため、文字として読みました。セル全体を引用符で囲み、中の引用符は二つにしてください。",
                    en:
                        "A quote stands where CSV does not allow one and was read as text. Quote the whole cell and double quotes inside."
                )
            )
        case .mixedLineEnds(let crlf, let lf, let cr):
            (
                "mixed_line_ends", .warning,
                Bilingual(
                    ja: "行末が混ざっています（CRLF \(crlf)、LF \(lf)、CR \(cr)）。どれか一つにそろえてください。",
                    en: "Line ends are mixed (CRLF \(crlf), LF \(lf), CR \(cr)). Use one kind."
                )
            )
        case .innerByteOrderMark:
            (
                "inner_byte_order_mark", .warning,
                Bilingual(
                    ja: "先頭以外に BOM（U+FEFF）があります。ファイルをつなげた跡かもしれません。",
                    en:
                        "There is a byte order mark (U+FEFF) that is not at the start. The file may have been pasted together."
                )
            )
        case .privateUseCharacter(let scalar):
            (
                "private_use_character", .warning,
                Bilingual(
                    ja: "外字（U+\(String(scalar, radix: 16, uppercase: true))）があります。他の環境では表示できないため、一般の文字に置き換えてください。",
                    en:
                        "There is a private-use character (U+\(String(scalar, radix: 16, uppercase: true))) that other systems cannot show. "
                        + "Replace it with a standard one."
                )
            )
        case .sanitizedText:
            (
                "sanitized_text", .warning,
                Bilingual(
                    ja: "「[sanitize]」という文字があります。ファイル無害化装置がハイフンなどを書き換えた跡です。元のファイルから公開し直してください。",
                    en:
                        "The text “[sanitize]” is left by a file sanitiser in place of hyphens and the like. Publish the original file again."
                )
            )
        case .typeMismatch(let type):
            (
                "type_mismatch", .warning,
                Bilingual(
                    ja: "この列のほかの値は\(type.japaneseName)ですが、この値はそう読めないため、文字のまま残しました。値を確かめてください。",
                    en:
                        "The other values of this column are of type \(type.rawValue); this one is not and was kept as text. Check it."
                )
            )
        case .nullSpelling(let count):
            (
                "null_spelling", .info,
                Bilingual(
                    ja: "この列では「-」「不明」などの \(count) 件を空の値として読みました。値がないセルは空にしてください。",
                    en:
                        "In this column \(count) cells such as “-” or “不明” were read as null. Leave cells without a value empty."
                )
            )
        case .eraOutOfRange(let normalized):
            (
                "era_out_of_range", .warning,
                Bilingual(
                    ja: "その元号にはない年月日です。年数をそのまま数えて \(normalized) と読みました。",
                    en: "The era did not have this date. It was counted on as \(normalized)."
                )
            )
        case .coordinateOutOfRange(let isLatitude):
            (
                "coordinate_out_of_range", .warning,
                Bilingual(
                    ja: "\(isLatitude ? "緯度（-90～90）" : "経度（-180～180）")の範囲にない値です。桁の誤りを確かめてください。",
                    en:
                        "The value is outside the range of a \(isLatitude ? "latitude (-90 to 90)" : "longitude (-180 to 180)"). Check its digits."
                )
            )
        case .gzipUnpacked, .jsonArrayChosen, .geoOpenRing, .geoSwapped, .geoOutOfArea:
            jsonEntry
        }
    }
}

extension ColumnType {
    /// What the type is called in Japanese sentences.
    var japaneseName: String {
        switch self {
        case .string: "文字列"
        case .integer: "整数"
        case .number: "数値"
        case .boolean: "有無・真偽"
        case .date: "日付"
        case .time: "時刻"
        case .datetime: "日時"
        case .year: "年"
        case .yearmonth: "年月"
        }
    }
}
