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
        "suspect_truncation": Bilingual(
            ja: "前の版は改行で終わっていたのに、今回は行の途中で終わっています。提供元のファイルの終わりを確かめてください。公開中の版はそのままです。",
            en:
                "The file may have been cut: it no longer ends with a line end. The published version stays; check the content and approve it."
        ),
        "ragged_rows": Bilingual(
            ja: "セルの数が見出しと違う行が多すぎます（0.1%を超え、2行以上）。区切り文字と引用符を確かめてください。公開中の版はそのままです。",
            en: "Too many rows do not fit the header. The published version stays; check the content and approve it."
        ),
        "column_emptied": Bilingual(
            ja: "列の値が大きく減りました（30ポイントを超える）。提供元の書き出しを確かめてください。公開中の版はそのままです。",
            en: "A column lost many of its values. The published version stays; check the content and approve it."
        ),
        "type_drift": Bilingual(
            ja: "数や日付だった列に、そうでない値が1%以上あります（例:「約20」）。提供元に直してもらうか、承認すると列の型が変わります。公開中の版はそのままです。",
            en:
                "A column has values that are not of its type. The published version stays; check the content and approve it."
        ),
        "leading_zero_loss": Bilingual(
            ja: "番号の先頭の0がなくなりました。表計算ソフトで開いて保存し直した跡です。列を文字列にして書き出してもらってください。公開中の版はそのままです。",
            en: "Leading zeros are gone. The published version stays; check the content and approve it."
        ),
        "distribution_shift": Bilingual(
            ja: "列の値が隣の列へずれたか、すべて同じ値になりました。行の先頭の区切り文字を確かめてください。公開中の版はそのままです。",
            en:
                "The values of a column are not what they were. The published version stays; check the content and approve it."
        ),
        "geo_out_of_area": Bilingual(
            ja: "場所の5分の1以上が山口県の外です。緯度と経度の入れ違いを確かめてください。正しければ `ydp review allow 名前 --anywhere`。公開中の版はそのままです。",
            en: "Places lie outside Yamaguchi. The published version stays; check the content and approve it."
        ),
        "pii_suspected": Bilingual(
            ja: "マイナンバー、または氏名・生年月日・住所のそろった列があります。提供元に知らせてください。マイナンバーのある版は承認できません。公開中の版はそのままです。",
            en: "There seem to be data of persons. The published version stays; check the content and approve it."
        ),
        "rollback_detected": Bilingual(
            ja: "以前の版とまったく同じ内容です。古いファイルに戻っていないか確かめてください。公開中の版はそのままです。",
            en:
                "The content is that of an older version. The published version stays; check the content and approve it."
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
