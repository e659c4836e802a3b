/// The sentences of ``TabularError``: what happened, where, and what to do. One function per reason.
extension TabularError {
    static func unreadable() -> TabularError {
        TabularError(
            code: "unreadable",
            message: Bilingual(
                ja: "ファイルを読み取れません。ファイルがあるか、読み取る権限があるかを確かめてください。",
                en: "The file cannot be read. Check that it exists and that reading it is allowed."
            )
        )
    }

    static func emptyBody() -> TabularError {
        TabularError(
            code: "empty_body",
            message: Bilingual(
                ja: "ファイルに内容がありません（空、または空白だけです）。公開元のファイルを確かめてください。",
                en: "The file has no content (it is empty or blank). Check the file at its source."
            )
        )
    }

    static func nulByte(line: Int) -> TabularError {
        TabularError(
            code: "nul_byte",
            line: line,
            message: Bilingual(
                ja: "\(line) 行目に NUL 文字（0x00）があります。テキストではないか、壊れています。CSV（UTF-8）で書き出し直してください。",
                en:
                    "Line \(line) has a NUL byte (0x00): the file is not text, or is damaged. Export it again as CSV in UTF-8."
            )
        )
    }

    static func contentMismatch(_ found: Bilingual) -> TabularError {
        TabularError(
            code: "content_mismatch",
            message: Bilingual(
                ja: "表のテキスト（CSV・JSON）ではなく、\(found.ja)です。CSV（UTF-8）または JSON で公開されたファイルを指定してください。",
                en:
                    "This is \(found.en), not a table as text (CSV, JSON). Give a file published as CSV in UTF-8 or as JSON."
            )
        )
    }

    static func decompressionLimit(bytes: Int) -> TabularError {
        TabularError(
            code: "decompression_limit",
            message: Bilingual(
                ja: "gzip を展開すると上限（\(bytes) バイト）を超えます。ファイルを分けるか、圧縮せずに公開されたものを指定してください。",
                en:
                    "Unpacking the gzip file gives more than \(bytes) bytes. Split the file, or give one that is not compressed."
            )
        )
    }

    static func corruptGzip() -> TabularError {
        TabularError(
            code: "corrupt_gzip",
            message: Bilingual(
                ja: "gzip の圧縮データが壊れています。公開元のファイルを確かめ、取得し直してください。",
                en: "The gzip data is damaged. Check the file at its source and fetch it again."
            )
        )
    }

    static func truncatedGzip() -> TabularError {
        TabularError(
            code: "truncated_gzip",
            message: Bilingual(
                ja: "gzip の圧縮データが途中で終わっています。公開元のファイルを確かめ、取得し直してください。",
                en: "The gzip data ends too early. Check the file at its source and fetch it again."
            )
        )
    }

    static func charsetMixed(utf8: [Int], cp932: [Int], utf8Count: Int, cp932Count: Int) -> TabularError {
        TabularError(
            code: "charset_mixed",
            verdict: .held,
            line: utf8Count < cp932Count ? utf8.first : cp932.first,
            message: Bilingual(
                ja: "一つのファイルに文字コードが混ざっています。UTF-8 の行: \(list(utf8, utf8Count, ja: true))。"
                    + "Shift_JIS（CP932）の行: \(list(cp932, cp932Count, ja: true))。すべて UTF-8 で保存し直してください。",
                en: "The file mixes encodings. Lines in UTF-8: \(list(utf8, utf8Count, ja: false)). "
                    + "Lines in Shift_JIS (CP932): \(list(cp932, cp932Count, ja: false)). Save the whole file as UTF-8."
            )
        )
    }

    static func charsetUndefined(bytes: [UInt8], encoding: String, line: Int) -> TabularError {
        let hex = bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined(separator: " ")
        return TabularError(
            code: "charset_undefined",
            verdict: .held,
            line: line,
            message: Bilingual(
                ja: "\(line) 行目に \(encoding) の文字でないバイト（\(hex)）があります。文字コードを確かめ、UTF-8 で保存し直してください。",
                en:
                    "Line \(line) has bytes that are no character of \(encoding) (\(hex)). Check the encoding and save as UTF-8."
            )
        )
    }

    static func fieldTooLong(limit: Int, line: Int) -> TabularError {
        TabularError(
            code: "field_too_long",
            line: line,
            message: Bilingual(
                ja: "\(line) 行目から始まるセルが上限（\(limit) バイト）を超えています。引用符の閉じ忘れがないか確かめてください。",
                en:
                    "The cell that starts on line \(line) is longer than \(limit) bytes. Look for a quote that is never closed."
            )
        )
    }

    static func unterminatedQuote(line: Int) -> TabularError {
        TabularError(
            code: "unterminated_quote",
            line: line,
            message: Bilingual(
                ja: "\(line) 行目で始まった引用符（\"）が閉じられていません。閉じるか、中の引用符を二つ（\"\"）にしてください。",
                en: "The quote that opens on line \(line) is never closed. Close it, or double the quotes inside it."
            )
        )
    }

    static func tooManyColumns(limit: Int, line: Int) -> TabularError {
        TabularError(
            code: "too_many_columns",
            line: line,
            message: Bilingual(
                ja: "\(line) 行目の列数が上限（\(limit) 列）を超えています。区切り文字を確かめるか、表を分けてください。",
                en: "Line \(line) has more than \(limit) columns. Check the delimiter, or split the table."
            )
        )
    }

    static func tooManyRows(limit: Int) -> TabularError {
        TabularError(
            code: "too_many_rows",
            message: Bilingual(
                ja: "行数が上限（\(limit) 行）を超えています。ファイルを分けてください。",
                en: "The table has more than \(limit) rows. Split the file."
            )
        )
    }

    static func jsonTooDeep(limit: Int, line: Int) -> TabularError {
        TabularError(
            code: "json_too_deep",
            line: line,
            message: Bilingual(
                ja: "\(line) 行目で JSON の入れ子が \(limit) 段を超えました。平らな構造にしてください。",
                en: "On line \(line) the JSON is nested deeper than \(limit) levels. Flatten it."
            )
        )
    }

    static func jsonSyntax(_ what: Bilingual, line: Int) -> TabularError {
        TabularError(
            code: "json_syntax",
            line: line,
            message: Bilingual(
                ja: "\(line) 行目で JSON の文法に合いません: \(what.ja)。書き出し直すか、その行を直してください。",
                en: "Line \(line) is not valid JSON: \(what.en). Export it again, or correct that line."
            )
        )
    }

    static func jsonDuplicateKey(_ key: String, line: Int) -> TabularError {
        TabularError(
            code: "json_duplicate_key",
            line: line,
            message: Bilingual(
                ja: "\(line) 行目のオブジェクトに同じキー「\(key)」が二度あります。どちらが正しいか分からないため、一つにしてください。",
                en: "An object on line \(line) has the key “\(key)” twice. Which one counts is unclear: keep one."
            )
        )
    }

    static func jsonEncoding(line: Int) -> TabularError {
        TabularError(
            code: "json_encoding",
            line: line,
            message: Bilingual(
                ja: "\(line) 行目に UTF-8 として正しくない文字があります。JSON は UTF-8 で保存してください（RFC 8259）。",
                en: "Line \(line) has text that is not valid UTF-8. Save JSON as UTF-8 (RFC 8259)."
            )
        )
    }

    static func jsonShape(_ found: Bilingual) -> TabularError {
        TabularError(
            code: "json_shape",
            message: Bilingual(
                ja: "JSON が表になっていません。見つかったもの: \(found.ja)。オブジェクトの配列（[{…}, {…}]）を置いてください。",
                en: "The JSON is not a table. Found: \(found.en). Give an array of objects ([{…}, {…}])."
            )
        )
    }

    /// `3, 5, 8 …（20 行）`.
    private static func list(_ lines: [Int], _ count: Int, ja: Bool) -> String {
        let numbers = lines.prefix(10).map(String.init).joined(separator: ", ")
        guard count > min(lines.count, 10) else { return numbers }
        return ja ? "\(numbers) …（計 \(count) 行）" : "\(numbers) … (\(count) in all)"
    }
}
