import Tabular

/// The sentences of importing, in both languages; a test reads them as a table.
enum ImportMessages {
    /// The sentence for a reason code whose details are no longer at hand (the same bytes came again).
    static func message(forReason code: String) -> Bilingual {
        table[code]
            ?? Bilingual(
                ja: "この内容は前回から変わらず、確認待ちです（\(code)）。",
                en: "The same content came again and still waits for review (\(code))."
            )
    }

    /// Reason code of bytes that ended workers before.
    static let workerCrashed = "worker_crashed"

    /// Reason codes with a fixed sentence.
    static let table: [String: Bilingual] = [
        "zero_rows": Bilingual(
            ja: "データ行が一つもありません。公開中の版はそのままです。提供元のファイルを確かめてください。",
            en: "There are no rows. The published version stays; check the file at its source."
        ),
        "row_count_change": Bilingual(
            ja: "行数が大きく変わりました。公開中の版はそのままです。内容を確かめて承認してください。",
            en: "The number of rows changed greatly. The published version stays; check the content and approve it."
        ),
        "schema_change": Bilingual(
            ja: "なくなった列があります。公開中の版はそのままです。内容を確かめて承認してください。",
            en: "Columns are gone. The published version stays; check the content and approve it."
        ),
        workerCrashed: Bilingual(
            ja: "このファイルの読み取り中に処理が二度続けて異常終了したため、読み取りをやめました。公開中の版はそのままです。ファイルを添えて開発元に知らせてください。",
            en:
                "Reading this file ended a worker twice, so it is no longer tried. The published version stays; report the file to the developers."
        ),
    ]

    /// A withdrawn dataset takes no new file.
    static let withdrawn = Bilingual(
        ja: "このデータセットは取り下げられています。何も保存していません。別の名前で登録してください。",
        en: "This dataset is withdrawn; nothing was stored. Register the file under another name."
    )

    static func zeroRows(was rows: Int?) -> Bilingual {
        guard let rows else { return message(forReason: "zero_rows") }
        return Bilingual(
            ja: "データ行が一つもありません（公開中の版は \(rows) 行）。公開中の版はそのままです。提供元のファイルを確かめてください。",
            en:
                "There are no rows (the published version has \(rows)). The published version stays; check the file at its source."
        )
    }

    static func rowCountChange(from before: Int, to rows: Int) -> Bilingual {
        Bilingual(
            ja: "行数が \(before) 行から \(rows) 行に変わりました。公開中の版はそのままです。内容を確かめて承認してください。",
            en: "Rows went from \(before) to \(rows). The published version stays; check the content and approve it."
        )
    }
}
