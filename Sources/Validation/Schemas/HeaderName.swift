/// Column names as people vary them, brought to one form so that they compare: full-width and half-width letters, digits, kana
/// and brackets are one, case, white space, brackets and punctuation do not count.
///
/// What varies was counted over 328 real files (`ＮＯ`, `備　考`, `名称カナ`, `料金（基本）`, `災害種別_崖崩れ_土石流及び地滑り`). Foundation's NFKC is
/// not used: it is one of its heavier parts, and headers need these few foldings only.
enum HeaderName {
    static func folded(_ name: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if let voiced = voiced(folded.last, by: scalar) {
                folded.removeLast()
                folded.append(voiced)
                continue
            }
            let plain = plain(scalar)
            if !isIgnored(plain) { folded.append(plain) }
        }
        return String(folded)
    }

    /// Full width to half width, half-width kana to full width, capitals to small letters.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x41...0x5A: Unicode.Scalar(scalar.value + 0x20) ?? scalar
        case 0xFF21...0xFF3A: Unicode.Scalar(scalar.value - 0xFEE0 + 0x20) ?? scalar
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0xFF61...0xFF9D: halfWidthKana[Int(scalar.value - 0xFF61)]
        default: scalar
        }
    }

    /// U+FF61 to U+FF9D in order.
    private static let halfWidthKana = Array(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars
    )

    /// The letter that a letter and a half-width voicing mark (U+FF9E, U+FF9F) make together; nil for any other pair.
    private static func voiced(_ letter: Unicode.Scalar?, by mark: Unicode.Scalar) -> Unicode.Scalar? {
        guard let letter, mark.value == 0xFF9E || mark.value == 0xFF9F else { return nil }
        if letter == "ウ", mark.value == 0xFF9E { return "ヴ" }
        guard (0x30AB...0x30DB).contains(letter.value) else { return nil }
        return Unicode.Scalar(letter.value + (mark.value == 0xFF9E ? 1 : 2))
    }

    /// White space, brackets and what separates the words of a name; the long-vowel mark ー is a letter.
    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return !("a"..."z").contains(scalar) && !("0"..."9").contains(scalar)
        }
        return ignored.contains(scalar) || scalar.properties.isWhitespace
    }

    private static let ignored = Set("　、。・「」『』【】〔〕［］｛｝〈〉《》～〜‐‑–—―−／＿\u{FEFF}\u{200B}".unicodeScalars)
}

extension HeaderName {
    /// Names that mean the same column of the standard sets, folded: each list is one column.
    ///
    /// Both 時間 and 日時 stand in official papers (the template of 公共施設 says one, its definition the other).
    private static let synonyms: [[String]] = [
        ["都道府県コード又は市区町村コード", "市区町村コード", "都道府県コードまたは市区町村コード"],
        ["都道府県名", "都道府県名又は市町村名"],
        ["利用可能日時特記事項", "利用可能時間特記事項"],
        ["名称_カナ", "カナ名称"],
        ["所在地_連結表記", "所在地_連結標記"],
        ["所在地_番地以下", "所在地_ー以下"],
        ["災害種別_地震", "災害種別_地震(火災)"],
        ["想定収容人数", "想定収用人数"],
        ["対象となる町会・自治会", "対象となる地区"],
        ["電話番号", "管理先電話番号"],
    ]

    private static let synonymKeys: [String: Int] = {
        var keys: [String: Int] = [:]
        for (key, names) in synonyms.enumerated() {
            for name in names { keys[folded(name)] = key }
        }
        return keys
    }()

    /// Whether two folded names are known to mean one column.
    static func areSynonyms(_ first: String, _ second: String) -> Bool {
        guard let key = synonymKeys[first] else { return false }
        return synonymKeys[second] == key
    }
}
