import Tabular

/// The sentences of what changed between two versions, in both languages: what, how much, and what stays as it is.
enum ChangeMessages {
    private static let stays = Bilingual(
        ja: "公開中の版はそのままです。内容を確かめて承認してください。",
        en: "The published version stays; check the content and approve it."
    )

    private static func sentence(_ ja: String, _ en: String) -> Bilingual {
        Bilingual(ja: "\(ja)\(stays.ja)", en: "\(en) \(stays.en)")
    }

    static let truncation = sentence(
        "前の版は改行で終わっていましたが、今回は行の途中で終わっています。ファイルの終わりが欠けたおそれがあります。",
        "The last version ended with a line end, this one ends within a line: the end of the file may be missing."
    )

    static func ragged(_ count: Int, of rows: Int) -> Bilingual {
        sentence(
            "\(rows) 行のうち \(count) 行で、セルの数が見出しと違います。",
            "\(count) of \(rows) rows have more or fewer cells than the header."
        )
    }

    /// - Parameter renamed: the new name that each of the names probably has.
    static func gone(_ names: [String], renamed: [String: String]) -> Bilingual {
        let shown = names.prefix(5)
        let ja = shown.map { name in renamed[name].map { "\(name)（\($0) に変わった可能性）" } ?? name }
        let en = shown.map { name in renamed[name].map { "\(name) (renamed to \($0)?)" } ?? name }
        let more = names.count > 5
        return sentence(
            "列がなくなりました: \(ja.joined(separator: "、"))\(more ? " ほか" : "")。",
            "Columns are gone: \(en.joined(separator: ", "))\(more ? " and more" : "")."
        )
    }

    static func emptied(_ name: String, before: Double, now: Double) -> Bilingual {
        sentence(
            "列「\(name)」の値の入った行が \(percent(before)) から \(percent(now)) に減りました。",
            "Column “\(name)” was filled in \(percent(before)) of the rows and now is in \(percent(now))."
        )
    }

    static func drift(
        _ name: String,
        from old: ColumnType,
        to new: ColumnType,
        _ misfits: Int,
        of cells: Int
    ) -> Bilingual {
        sentence(
            "列「\(name)」は \(old.rawValue) でしたが、\(cells) 個の値のうち \(misfits) 個がその型ではありません（\(new.rawValue) になります）。",
            "Column “\(name)” was \(old.rawValue), but \(misfits) of \(cells) values are not (it would become \(new.rawValue))."
        )
    }

    static func zerosLost(_ name: String, _ count: Int) -> Bilingual {
        sentence(
            "列「\(name)」の値の先頭の 0 がなくなりました（前の版では \(count) 個）。表計算ソフトが数とみなしたおそれがあります。",
            "The leading zeros of column “\(name)” are gone (\(count) values had one): a spreadsheet may have taken them for quantities."
        )
    }

    static func sameValues(_ name: String) -> Bilingual {
        sentence("列「\(name)」の値がすべて同じになりました。", "All values of column “\(name)” are the same now.")
    }

    static func shifted(right: Bool, _ count: Int, of columns: Int) -> Bilingual {
        sentence(
            "\(columns) 列のうち \(count) 列の値が、\(right ? "右" : "左")へ一列ずれています。",
            "The values of \(count) of \(columns) columns have moved one column to the \(right ? "right" : "left")."
        )
    }

    static func identity(_ name: String, _ share: Double) -> Bilingual {
        sentence(
            "列「\(name)」の値のうち、前の版から残っているのは \(percent(share)) だけです。別の表になっていないか確かめてください。",
            "Only \(percent(share)) of the values of column “\(name)” are still there: it may be another table."
        )
    }

    static func outside(_ name: String, _ count: Int, of places: Int) -> Bilingual {
        sentence(
            "列「\(name)」の \(places) か所のうち \(count) か所が山口県の外です。緯度と経度の入れ違いも確かめてください。",
            "\(count) of \(places) places (column “\(name)”) lie outside Yamaguchi; latitude and longitude may be swapped."
        )
    }

    static func myNumber(_ name: String) -> Bilingual {
        Bilingual(
            ja: "列「\(name)」にマイナンバーと思われる番号があります。公開できません（番号法）。提供元にただちに知らせてください。",
            en: "Column “\(name)” seems to hold My Numbers, which must not be published. Tell the publisher at once."
        )
    }

    static func persons(_ names: [String]) -> Bilingual {
        sentence(
            "個人の情報と思われる列があります（\(names.joined(separator: "、"))）。",
            "There seem to be data of persons (\(names.joined(separator: ", ")))."
        )
    }

    static func rollback(to number: Int) -> Bilingual {
        sentence(
            "内容が以前の版 \(number) とまったく同じです。古いファイルに戻っていないか確かめてください。",
            "The content is exactly that of the older version \(number): an old file may have come back."
        )
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
