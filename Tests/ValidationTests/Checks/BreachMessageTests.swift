import Tabular
import Testing

@testable import Validation

@Suite struct `Sentences about broken rules` {
    static let sentences: [(breach: Breach, ja: String, en: String)] = [
        (
            .missingColumn(name: "名称", isRequired: true), "必須の列「名称」がありません。見出しにこの列を加え、値を入れてください。",
            "The required column “名称” is missing. Add it to the header and fill it in."
        ),
        (
            .missingColumn(name: "備考", isRequired: false), "列「備考」がありません。値がない場合も、空の列として加えてください。",
            "The column “備考” is missing. Add it, empty if there are no values."
        ),
        (
            .extraColumn, "スキーマにない列です。見出しの書き誤りなら直し、不要なら除いてください。",
            "The schema has no such column. Correct the heading if it is misspelt, or remove the column."
        ),
        (
            .columnName(expected: "NO"), "この列を「NO」として調べました。見出しを「NO」に直してください。",
            "This column was checked as “NO”. Change its heading to “NO”."
        ),
        (.required, "必須の値が空です。値を入れてください。", "A required value is empty. Fill it in."),
        (
            .typeMismatch(value: "約20", .integer, isInferred: false),
            "「約20」は整数ではありません。単位や「約」などの文字を除き、半角数字だけで書いてください（例 20）。",
            "“約20” is not a whole number. Leave out units and words and write half-width digits only, as in 20."
        ),
        (
            .typeMismatch(value: "4月", .date, isInferred: false),
            "「4月」は日付ではありません。YYYY-MM-DD の形で書いてください（例 2024-04-01）。",
            "“4月” is not a date. Write it as YYYY-MM-DD, as in 2024-04-01."
        ),
        (
            .typeMismatch(value: "二", .integer, isInferred: true),
            "この列のほかの値は整数ですが、「二」はそう読めません。値を確かめてください。",
            "The other values of this column are each a whole number; “二” is not. Check it."
        ),
        (
            .unique(value: "007", firstRow: 12), "「007」は12行目にもあります。重複しない値にしてください。",
            "“007” already occurs in row 12. Give each row a value of its own."
        ),
        (
            .minimum(value: "0", "20"), "「0」は下限の20を下回っています。20以上の値に直してください。",
            "“0” is below the minimum of 20. Correct it to 20 or more."
        ),
        (
            .maximum(value: "343.2", "46"), "「343.2」は上限の46を超えています。46以下の値に直してください。",
            "“343.2” is above the maximum of 46. Correct it to 46 or less."
        ),
        (
            .minLength(count: 1, 2), "1文字しかありません。2文字以上で書いてください。",
            "There are too few characters (1). Write at least 2."
        ),
        (
            .maxLength(count: 3, 2), "3文字あります。2文字以内に縮めてください。",
            "There are too many characters (3). Shorten the value to at most 2."
        ),
        (
            .pattern(value: "35201", "[0-9]{6}"), "「35201」は決められた形（[0-9]{6}）に合いません。この形に書き直してください。",
            "“35201” does not have the required form ([0-9]{6}). Rewrite it in that form."
        ),
        (
            .format(value: "なし", "uri"),
            "「なし」はURL（https:// などで始まるもの）の形ではありません。半角で書き直してください。",
            "“なし” is not a URL (it begins with https:// or the like). Rewrite it as one."
        ),
        (
            .enumeration(value: "あり", allowed: ["有", "無"]), "「あり」は使えません。「有」、「無」のどれかにしてください。",
            "“あり” is not allowed. Use one of “有”, “無”."
        ),
        (
            .enumeration(value: "○", allowed: ["1"]), "「○」は使えません。「1」にするか、空にしてください。",
            "“○” is not allowed. Write “1” or leave the cell empty."
        ),
        (
            .surroundingSpace(value: "有", .enumeration), "「有」の前後に空白か改行があります。取り除いてください。",
            "There is white space around “有”. Remove it."
        ),
        (
            .primaryKey(columns: ["年", "月"], firstRow: 3), "主キー（年、月）が3行目と同じです。行ごとに異なる値にしてください。",
            "The key (年, 月) is the same as in row 3. Give each row its own."
        ),
        (
            .uniquePartial(limit: 100),
            "異なる値が多いため、重複は初めの100種類の値とだけ比べました。残りは別に確かめてください。",
            "There are very many different values: repeats were sought among the first 100 only. Check the rest otherwise."
        ),
    ]

    @Test(arguments: sentences) func `say what is wrong and what to do in both languages`(
        _ sample: (breach: Breach, ja: String, en: String),
    ) {
        #expect(sample.breach.message == Bilingual(ja: sample.ja, en: sample.en))
    }

    @Test func `exist for every rule`() {
        #expect(Set(Self.sentences.map(\.breach.rule)) == Set(Rule.allCases))
    }

    @Test func `name a dozen values of a long list`() {
        let message = Breach.enumeration(value: "x", allowed: (1...650).map(String.init)).message
        #expect(message.ja.hasSuffix("「11」、「12」 …のどれかにしてください。"))
    }

    @Test func `go with the names of Table Schema in snake case`() {
        #expect(
            Rule.allCases.map(\.rawValue) == [
                "missing_column", "extra_column", "column_name", "required", "type_mismatch", "unique", "minimum",
                "maximum", "min_length", "max_length", "pattern", "format", "enum", "primary_key", "unique_partial",
            ]
        )
    }
}
