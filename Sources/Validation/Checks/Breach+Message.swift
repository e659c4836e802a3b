import Tabular

/// All sentences about broken rules: what is wrong and what to do. A finding names its row and column beside the sentence.
extension Breach {
    var message: Bilingual {
        switch self {
        case .missingColumn(let name, isRequired: true):
            Bilingual(
                ja: "必須の列「\(name)」がありません。見出しにこの列を加え、値を入れてください。",
                en: "The required column “\(name)” is missing. Add it to the header and fill it in."
            )
        case .missingColumn(let name, isRequired: false):
            Bilingual(
                ja: "列「\(name)」がありません。値がない場合も、空の列として加えてください。",
                en: "The column “\(name)” is missing. Add it, empty if there are no values."
            )
        case .extraColumn:
            Bilingual(
                ja: "スキーマにない列です。見出しの書き誤りなら直し、不要なら除いてください。",
                en: "The schema has no such column. Correct the heading if it is misspelt, or remove the column."
            )
        case .columnName(let expected):
            Bilingual(
                ja: "この列を「\(expected)」として調べました。見出しを「\(expected)」に直してください。",
                en: "This column was checked as “\(expected)”. Change its heading to “\(expected)”."
            )
        case .required:
            Bilingual(ja: "必須の値が空です。値を入れてください。", en: "A required value is empty. Fill it in.")
        case .typeMismatch(let value, let type, isInferred: true):
            Bilingual(
                ja: "この列のほかの値は\(type.kind.ja)ですが、「\(value)」はそう読めません。値を確かめてください。",
                en: "The other values of this column are each \(type.kind.en); “\(value)” is not. Check it."
            )
        case .typeMismatch(let value, let type, isInferred: false):
            Bilingual(
                ja: "「\(value)」は\(type.kind.ja)ではありません。\(type.advice.ja)",
                en: "“\(value)” is not \(type.kind.en). \(type.advice.en)"
            )
        case .unique(let value, let firstRow):
            Bilingual(
                ja: "「\(value)」は\(firstRow)行目にもあります。重複しない値にしてください。",
                en: "“\(value)” already occurs in row \(firstRow). Give each row a value of its own."
            )
        case .minimum(let value, let minimum):
            Bilingual(
                ja: "「\(value)」は下限の\(minimum)を下回っています。\(minimum)以上の値に直してください。",
                en: "“\(value)” is below the minimum of \(minimum). Correct it to \(minimum) or more."
            )
        case .maximum(let value, let maximum):
            Bilingual(
                ja: "「\(value)」は上限の\(maximum)を超えています。\(maximum)以下の値に直してください。",
                en: "“\(value)” is above the maximum of \(maximum). Correct it to \(maximum) or less."
            )
        case .minLength(let count, let minimum):
            Bilingual(
                ja: "\(count)文字しかありません。\(minimum)文字以上で書いてください。",
                en: "There are too few characters (\(count)). Write at least \(minimum)."
            )
        case .maxLength(let count, let maximum):
            Bilingual(
                ja: "\(count)文字あります。\(maximum)文字以内に縮めてください。",
                en: "There are too many characters (\(count)). Shorten the value to at most \(maximum)."
            )
        case .pattern(let value, let pattern):
            Bilingual(
                ja: "「\(value)」は決められた形（\(pattern)）に合いません。この形に書き直してください。",
                en: "“\(value)” does not have the required form (\(pattern)). Rewrite it in that form."
            )
        case .format(let value, let format):
            Bilingual(
                ja: "「\(value)」は\(Self.formatNames[format]?.ja ?? format)の形ではありません。半角で書き直してください。",
                en: "“\(value)” is not \(Self.formatNames[format]?.en ?? format). Rewrite it as one."
            )
        case .enumeration(let value, let allowed) where allowed.count == 1:
            Bilingual(
                ja: "「\(value)」は使えません。「\(allowed[0])」にするか、空にしてください。",
                en: "“\(value)” is not allowed. Write “\(allowed[0])” or leave the cell empty."
            )
        case .enumeration(let value, let allowed):
            Bilingual(
                ja: "「\(value)」は使えません。\(Self.list(allowed, "「", "」", "、"))のどれかにしてください。",
                en: "“\(value)” is not allowed. Use one of \(Self.list(allowed, "“", "”", ", "))."
            )
        case .surroundingSpace(let value, _):
            Bilingual(
                ja: "「\(value)」の前後に空白か改行があります。取り除いてください。",
                en: "There is white space around “\(value)”. Remove it."
            )
        case .primaryKey(let columns, let firstRow):
            Bilingual(
                ja: "主キー（\(columns.joined(separator: "、"))）が\(firstRow)行目と同じです。行ごとに異なる値にしてください。",
                en:
                    "The key (\(columns.joined(separator: ", "))) is the same as in row \(firstRow). Give each row its own."
            )
        case .uniquePartial(let limit):
            Bilingual(
                ja: "異なる値が多いため、重複は初めの\(limit)種類の値とだけ比べました。残りは別に確かめてください。",
                en:
                    "There are very many different values: repeats were sought among the first \(limit) only. Check the rest otherwise."
            )
        }
    }

    private static let formatNames: [String: (ja: String, en: String)] = [
        "email": ("メールアドレス", "an e-mail address"),
        "uri": ("URL（https:// などで始まるもの）", "a URL (it begins with https:// or the like)"),
        "uuid": ("UUID", "a UUID"),
    ]

    /// At most twelve values, so that a long code list does not fill the page.
    private static func list(_ values: [String], _ open: String, _ close: String, _ separator: String) -> String {
        let shown = values.prefix(12).map { open + $0 + close }.joined(separator: separator)
        return values.count > 12 ? shown + " …" : shown
    }
}

extension ColumnType {
    fileprivate var kind: (ja: String, en: String) {
        switch self {
        case .string: ("文字列", "text")
        case .integer: ("整数", "a whole number")
        case .number: ("数値", "a number")
        case .boolean: ("真偽値", "a truth value")
        case .date: ("日付", "a date")
        case .time: ("時刻", "a time of day")
        case .datetime: ("日時", "a date and time")
        case .year: ("年", "a year")
        case .yearmonth: ("年月", "a year and month")
        }
    }

    fileprivate var advice: (ja: String, en: String) {
        switch self {
        case .string: ("文字で書いてください。", "Write text.")
        case .integer:
            (
                "単位や「約」などの文字を除き、半角数字だけで書いてください（例 20）。",
                "Leave out units and words and write half-width digits only, as in 20."
            )
        case .number:
            (
                "単位や記号を除き、半角の数字と小数点で書いてください（例 34.185）。",
                "Leave out units and signs and write half-width digits with a decimal point, as in 34.185."
            )
        case .boolean: ("true か false で書いてください。", "Write true or false.")
        case .date: ("YYYY-MM-DD の形で書いてください（例 2024-04-01）。", "Write it as YYYY-MM-DD, as in 2024-04-01.")
        case .time: ("24時間制の HH:MM の形で書いてください（例 09:30）。", "Write it as HH:MM in 24 hours, as in 09:30.")
        case .datetime:
            (
                "YYYY-MM-DDTHH:MM:SS の形で書いてください（例 2024-04-01T09:30:00）。",
                "Write it as YYYY-MM-DDTHH:MM:SS, as in 2024-04-01T09:30:00."
            )
        case .year: ("西暦4桁で書いてください（例 2024）。", "Write four digits of the common era, as in 2024.")
        case .yearmonth: ("YYYY-MM の形で書いてください（例 2024-04）。", "Write it as YYYY-MM, as in 2024-04.")
        }
    }
}
