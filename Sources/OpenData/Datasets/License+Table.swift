extension License {
    /// All licences of the table, those most used in Japan first.
    ///
    /// Ids are ours where a version is named, else those of CKAN's built-in list (`licenses_…` of CKAN 2.11), so that
    /// both kinds of client find theirs.
    package static let all: [License] = japanese + creativeCommons + ckan

    private static let japanese: [License] = [
        License(
            id: "cc-by-4.0",
            title: "クリエイティブ・コモンズ 表示 4.0 国際",
            titleEnglish: "Creative Commons Attribution 4.0 International",
            url: "https://creativecommons.org/licenses/by/4.0/",
            isOpen: true
        ),
        License(
            id: "pdl-1.0",
            title: "公共データ利用規約（第1.0版）",
            titleEnglish: "Public Data License (Version 1.0)",
            url: "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
            isOpen: true
        ),
        License(
            id: "gjstu-2.0",
            title: "政府標準利用規約（第2.0版）",
            titleEnglish: "Government of Japan Standard Terms of Use (Version 2.0)",
            url: nil,
            isOpen: true
        ),
    ]

    private static let creativeCommons: [License] = [
        License(
            id: "cc-by-2.1-jp",
            title: "クリエイティブ・コモンズ 表示 2.1 日本",
            titleEnglish: "Creative Commons Attribution 2.1 Japan",
            url: "https://creativecommons.org/licenses/by/2.1/jp/",
            isOpen: true
        ),
        License(
            id: "cc-by-sa-4.0",
            title: "クリエイティブ・コモンズ 表示-継承 4.0 国際",
            titleEnglish: "Creative Commons Attribution-ShareAlike 4.0 International",
            url: "https://creativecommons.org/licenses/by-sa/4.0/",
            isOpen: true
        ),
        License(
            id: "cc-by-nd-4.0",
            title: "クリエイティブ・コモンズ 表示-改変禁止 4.0 国際",
            titleEnglish: "Creative Commons Attribution-NoDerivatives 4.0 International",
            url: "https://creativecommons.org/licenses/by-nd/4.0/",
            isOpen: false
        ),
        License(
            id: "cc-by-nc-4.0",
            title: "クリエイティブ・コモンズ 表示-非営利 4.0 国際",
            titleEnglish: "Creative Commons Attribution-NonCommercial 4.0 International",
            url: "https://creativecommons.org/licenses/by-nc/4.0/",
            isOpen: false
        ),
        License(
            id: "cc0-1.0",
            title: "CC0 1.0 全世界（著作権放棄）",
            titleEnglish: "CC0 1.0 Universal",
            url: "https://creativecommons.org/publicdomain/zero/1.0/",
            isOpen: true
        ),
    ]

    private static let ckan: [License] = [
        License(
            id: "cc-by",
            title: "クリエイティブ・コモンズ 表示",
            titleEnglish: "Creative Commons Attribution",
            url: "https://creativecommons.org/licenses/by/4.0/",
            isOpen: true
        ),
        License(
            id: "cc-by-sa",
            title: "クリエイティブ・コモンズ 表示-継承",
            titleEnglish: "Creative Commons Attribution-ShareAlike",
            url: "https://creativecommons.org/licenses/by-sa/4.0/",
            isOpen: true
        ),
        License(
            id: "cc-zero",
            title: "CC0（著作権放棄）",
            titleEnglish: "Creative Commons CCZero",
            url: "https://creativecommons.org/publicdomain/zero/1.0/",
            isOpen: true
        ),
        License(
            id: "cc-nc",
            title: "クリエイティブ・コモンズ 表示-非営利",
            titleEnglish: "Creative Commons Non-Commercial (Any)",
            url: "https://creativecommons.org/licenses/by-nc/4.0/",
            isOpen: false
        ),
        License(
            id: "odc-pddl",
            title: "オープンデータコモンズ パブリックドメイン（PDDL）",
            titleEnglish: "Open Data Commons Public Domain Dedication and License",
            url: "https://opendatacommons.org/licenses/pddl/",
            isOpen: true
        ),
        License(
            id: "odc-odbl",
            title: "オープンデータベースライセンス（ODbL）",
            titleEnglish: "Open Data Commons Open Database License",
            url: "https://opendatacommons.org/licenses/odbl/",
            isOpen: true
        ),
        License(
            id: "odc-by",
            title: "オープンデータコモンズ 表示（ODC-By）",
            titleEnglish: "Open Data Commons Attribution License",
            url: "https://opendatacommons.org/licenses/by/",
            isOpen: true
        ),
        License(
            id: "gfdl",
            title: "GNU 自由文書利用許諾契約書",
            titleEnglish: "GNU Free Documentation License",
            url: "https://www.gnu.org/licenses/fdl-1.3.html",
            isOpen: true
        ),
        License(
            id: "uk-ogl",
            title: "英国オープンガバメントライセンス",
            titleEnglish: "UK Open Government Licence",
            url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            isOpen: true
        ),
        License(
            id: "other-open",
            title: "その他（オープン）",
            titleEnglish: "Other (Open)",
            url: nil,
            isOpen: true
        ),
        License(
            id: "other-pd",
            title: "その他（パブリックドメイン）",
            titleEnglish: "Other (Public Domain)",
            url: nil,
            isOpen: true
        ),
        License(
            id: "other-at",
            title: "その他（表示）",
            titleEnglish: "Other (Attribution)",
            url: nil,
            isOpen: true
        ),
        License(
            id: "other-nc",
            title: "その他（非営利）",
            titleEnglish: "Other (Non-Commercial)",
            url: nil,
            isOpen: false
        ),
        License(
            id: "other-closed",
            title: "その他（オープンでない）",
            titleEnglish: "Other (Not Open)",
            url: nil,
            isOpen: false
        ),
        License(
            id: "notspecified",
            title: "ライセンスの記載なし",
            titleEnglish: "License not specified",
            url: nil,
            isOpen: false
        ),
    ]
}
