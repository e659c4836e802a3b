import Tabular
import Testing

@testable import Validation

@Suite struct `Sentences about schemas` {
    static let sentences: [(fault: SchemaFault, ja: String, en: String)] = [
        (
            .unreadableJSON(.init(fault: .syntax, line: 12)),
            "12行目で、JSONとして読めなくなります。記号の閉じ忘れや余分なコンマを確かめてください。",
            "Line 12 is not JSON. Look for an unclosed bracket or quote, or a comma too many."
        ),
        (
            .unreadableJSON(.init(fault: .repeatedName("name"), line: 3)),
            "3行目で、名前「name」が同じオブジェクトに二度あります。一方を除いてください。",
            "The name “name” on line 3 occurs twice in one object. Remove one."
        ),
        (
            .unreadableFile(name: "aed.json"),
            "スキーマ「aed.json」を読み込めません。ファイルがあること、読み取りが許可されていることを確かめてください。",
            "The schema “aed.json” cannot be read. Check that the file exists and may be read."
        ),
        (
            .inFile(name: "aed.json", pointer: "/fields", SchemaFault.noFields.message),
            "スキーマ「aed.json」の /fields に誤りがあります。「fields」が空です。列を一つ以上書いてください。",
            "The schema “aed.json” has a fault at /fields. “fields” is empty. Describe at least one column."
        ),
        (.wrongKind(.wholeNumber), "ここには0以上の整数を書いてください。", "Write a whole number from 0 here."),
        (.missingMember("name"), "「name」がありません。加えてください。", "“name” is missing. Add it."),
        (
            .repeatedField("名称"), "列「名称」が二度書かれています。一方を除くか、名前を変えてください。",
            "The column “名称” is described twice. Remove or rename one of them."
        ),
        (
            .unknownType("geopoint"),
            "型「geopoint」は扱えません。string, integer, number, boolean, date, time, datetime, year, yearmonthのどれかにしてください。",
            "The type “geopoint” is not supported. Use one of string, integer, number, boolean, date, time, datetime, year, yearmonth."
        ),
        (
            .unknownConstraint("minimun"),
            "制約「minimun」は扱えません。required, unique, minimum, maximum, minLength, maxLength, pattern, enumのどれかにしてください。",
            "The constraint “minimun” is not supported. Use one of required, unique, minimum, maximum, minLength, maxLength, pattern, enum."
        ),
        (
            .constraintNotForType("minimum", .string), "制約「minimum」は型「string」には使えません。制約を除くか、型を改めてください。",
            "The constraint “minimum” does not apply to the type “string”. Remove it or change the type."
        ),
        (
            .valueNotOfType("約20", .integer), "「約20」は型「integer」の値ではありません。型に合う値にしてください。",
            "“約20” is not a value of the type “integer”. Write one that is."
        ),
        (
            .reversedBounds("10", "9"), "下限「10」が上限「9」を超えています。入れ替えてください。",
            "The lower bound “10” is above the upper bound “9”. Exchange them."
        ),
        (
            .keyWithoutField("番号"), "主キーの列「番号」が「fields」にありません。列を加えるか、主キーから除いてください。",
            "The key column “番号” is not among the fields. Add the field or take it out of the key."
        ),
        (
            .pattern(.init(fault: .groupNotClosed, offset: 3)), "正規表現の4文字目：「(」が閉じていません。「)」で閉じてください。",
            "Character 4 of the pattern: this “(” is never closed. Close it with “)”."
        ),
        (
            .pattern(.init(fault: .unsupported("\\1"), offset: 0)),
            "正規表現の1文字目：「\\1」（後方参照、先読み、単語境界など）は使えません。使わない形に直してください。",
            "Character 1 of the pattern: “\\1” (back-reference, look-around, word boundary …) is not supported. Write the pattern without it."
        ),
    ]

    @Test(arguments: sentences) func `say what is wrong and what to do in both languages`(
        _ sample: (fault: SchemaFault, ja: String, en: String),
    ) {
        #expect(sample.fault.message == Bilingual(ja: sample.ja, en: sample.en))
    }
}
