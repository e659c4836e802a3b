import Foundation

/// Where the members of a record are in an オープンデータ一覧.
///
/// Headers are compared in one width, without blanks and marks: hand-made lists write `ライセンス`, ` ﾗｲｾﾝｽ` and `ライセンス（※）`.
struct OpenDataListColumns: Sendable {
    /// A member of the list.
    enum Member: CaseIterable, Sendable {
        case code, number, prefecture, city, title, subtitle, summary, keywords, category, modified, page, frequency,
            creator
        case contactName, contactMail, fileTitle, accessURL, downloadURL, fileSummary, format, license, status
    }

    private let indices: [Member: Int]

    /// Nil when the header is not that of such a list: it must have titles and addresses.
    init?(_ headers: [String]) {
        let headers = headers.map(Self.squeezed)
        var indices: [Member: Int] = [:]
        for (member, names) in Self.names {
            indices[member] = names.lazy.compactMap { name in headers.firstIndex(of: Self.squeezed(name)) }.first
        }
        guard indices[.title] != nil, indices[.downloadURL] != nil || indices[.accessURL] != nil else { return nil }
        self.indices = indices
    }

    /// The index of a member's column; nil when the list has none.
    func index(_ member: Member) -> Int? { indices[member] }

    /// Whether the columns are those of 2023, which name datasets and files apart.
    var isNew: Bool { indices[.fileTitle] != nil || indices[.subtitle] != nil || indices[.accessURL] != nil }

    /// Names of 2023 first, then those of 2017.
    private static let names: [(Member, [String])] = [
        (.code, ["全国地方公共団体コード", "都道府県コード又は市区町村コード"]),
        (.number, ["データセット_ID", "NO", "ID"]),
        (.prefecture, ["都道府県名"]),
        (.city, ["地方公共団体名", "市区町村名"]),
        (.title, ["データセット_タイトル", "データ名称", "データセット名"]),
        (.subtitle, ["データセット_サブタイトル"]),
        (.summary, ["データセット_概要", "データ概要"]),
        (.keywords, ["データセット_キーワード"]),
        (.category, ["データセット_分類", "分類"]),
        (.modified, ["データセット_最終更新日", "最終更新日"]),
        (.page, ["データセット_URL"]),
        (.frequency, ["データセット_更新頻度", "更新頻度"]),
        (.creator, ["データセット_作成者"]),
        (.contactName, ["データセット_連絡先名称"]),
        (.contactMail, ["データセット_連絡先メールアドレス"]),
        (.fileTitle, ["ファイル_タイトル"]),
        (.accessURL, ["ファイル_アクセスURL"]),
        (.downloadURL, ["ファイル_ダウンロードURL", "URL"]),
        (.fileSummary, ["ファイル_説明"]),
        (.format, ["ファイル_形式", "データ形式"]),
        (.license, ["ファイル_ライセンス", "ライセンス"]),
        (.status, ["ファイル_ステータス"]),
    ]

    private static func squeezed(_ text: String) -> String {
        let folded = text.precomposedStringWithCompatibilityMapping.uppercased()
        return String(
            String.UnicodeScalarView(
                folded.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            )
        )
    }
}
