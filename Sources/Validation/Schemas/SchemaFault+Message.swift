import Tabular

/// All sentences about schemas that cannot be used. They are read by whoever wrote the schema.
extension SchemaFault {
    var message: Bilingual {
        switch self {
        case .unreadableJSON(let failure): failure.message
        case .unreadableFile(let name):
            Bilingual(
                ja: "スキーマ「\(name)」を読み込めません。ファイルがあること、読み取りが許可されていることを確かめてください。",
                en: "The schema “\(name)” cannot be read. Check that the file exists and may be read."
            )
        case .inFile(let name, let pointer, let message):
            Bilingual(
                ja: "スキーマ「\(name)」\(pointer.isEmpty ? "" : "の \(pointer) ")に誤りがあります。\(message.ja)",
                en: "The schema “\(name)” has a fault\(pointer.isEmpty ? "" : " at \(pointer)"). \(message.en)"
            )
        case .wrongKind(let kind): kind.message
        case .missingMember(let name):
            Bilingual(ja: "「\(name)」がありません。加えてください。", en: "“\(name)” is missing. Add it.")
        case .noFields:
            Bilingual(
                ja: "「fields」が空です。列を一つ以上書いてください。",
                en: "“fields” is empty. Describe at least one column."
            )
        case .repeatedField(let name):
            Bilingual(
                ja: "列「\(name)」が二度書かれています。一方を除くか、名前を変えてください。",
                en: "The column “\(name)” is described twice. Remove or rename one of them."
            )
        case .unknownType(let name):
            Bilingual(
                ja: "型「\(name)」は扱えません。\(Self.types)のどれかにしてください。",
                en: "The type “\(name)” is not supported. Use one of \(Self.types)."
            )
        case .unknownFormat(let format, let type):
            Bilingual(
                ja: "型「\(type.rawValue)」に書式「\(format)」は使えません。「format」を除くか「default」にしてください。",
                en:
                    "The format “\(format)” is not supported for the type “\(type.rawValue)”. Remove it or use “default”."
            )
        case .unknownConstraint(let name):
            Bilingual(
                ja: "制約「\(name)」は扱えません。\(Self.constraints)のどれかにしてください。",
                en: "The constraint “\(name)” is not supported. Use one of \(Self.constraints)."
            )
        case .constraintNotForType(let name, let type):
            Bilingual(
                ja: "制約「\(name)」は型「\(type.rawValue)」には使えません。制約を除くか、型を改めてください。",
                en:
                    "The constraint “\(name)” does not apply to the type “\(type.rawValue)”. Remove it or change the type."
            )
        case .unsupportedProperty(let name):
            Bilingual(
                ja: "「\(name)」は値の意味を変えますが、まだ扱えません。除いて、標準の書き方の値だけを受け入れてください。",
                en:
                    "“\(name)” changes what values mean and is not supported. Remove it and accept the standard spelling only."
            )
        case .valueNotOfType(let value, let type):
            Bilingual(
                ja: "「\(value)」は型「\(type.rawValue)」の値ではありません。型に合う値にしてください。",
                en: "“\(value)” is not a value of the type “\(type.rawValue)”. Write one that is."
            )
        case .reversedBounds(let minimum, let maximum):
            Bilingual(
                ja: "下限「\(minimum)」が上限「\(maximum)」を超えています。入れ替えてください。",
                en: "The lower bound “\(minimum)” is above the upper bound “\(maximum)”. Exchange them."
            )
        case .pattern(let error): error.message
        case .keyWithoutField(let name):
            Bilingual(
                ja: "主キーの列「\(name)」が「fields」にありません。列を加えるか、主キーから除いてください。",
                en: "The key column “\(name)” is not among the fields. Add the field or take it out of the key."
            )
        }
    }

    private static let types = ColumnType.allCases.map(\.rawValue).joined(separator: ", ")
    private static let constraints = TableSchema.Constraints.names.joined(separator: ", ")
}

extension SchemaFault.JSONKind {
    fileprivate var message: Bilingual {
        let names: (ja: String, en: String) =
            switch self {
            case .object: ("オブジェクト", "an object")
            case .string: ("文字列", "a string")
            case .boolean: ("true か false", "true or false")
            case .list: ("配列", "a list")
            case .listOfStrings: ("文字列の配列", "a list of strings")
            case .wholeNumber: ("0以上の整数", "a whole number from 0")
            case .scalarValue: ("文字列、数、true、false のどれか", "a string, a number, true or false")
            }
        return Bilingual(ja: "ここには\(names.ja)を書いてください。", en: "Write \(names.en) here.")
    }
}

extension JSONValueReader.Failure {
    fileprivate var message: Bilingual {
        switch fault {
        case .syntax:
            Bilingual(
                ja: "\(line)行目で、JSONとして読めなくなります。記号の閉じ忘れや余分なコンマを確かめてください。",
                en: "Line \(line) is not JSON. Look for an unclosed bracket or quote, or a comma too many."
            )
        case .tooDeep:
            Bilingual(
                ja: "\(line)行目で、入れ子が\(JSONValueReader.deepest)段を超えます。浅くしてください。",
                en: "Line \(line) is nested more than \(JSONValueReader.deepest) deep. Make it flatter."
            )
        case .tooLarge:
            Bilingual(
                ja: "スキーマが\(JSONValueReader.largest >> 20) MiBを超えています。小さくしてください。",
                en: "The schema is larger than \(JSONValueReader.largest >> 20) MiB. Make it smaller."
            )
        case .repeatedName(let name):
            Bilingual(
                ja: "\(line)行目で、名前「\(name)」が同じオブジェクトに二度あります。一方を除いてください。",
                en: "The name “\(name)” on line \(line) occurs twice in one object. Remove one."
            )
        }
    }
}

extension PatternError {
    var message: Bilingual {
        let words = fault.words
        return Bilingual(
            ja: "正規表現の\(offset + 1)文字目：\(words.ja)",
            en: "Character \(offset + 1) of the pattern: \(words.en)"
        )
    }
}

extension PatternError.Fault {
    fileprivate var words: (ja: String, en: String) {
        switch self {
        case .groupNotClosed: ("「(」が閉じていません。「)」で閉じてください。", "this “(” is never closed. Close it with “)”.")
        case .groupNotOpened:
            ("対応する「(」のない「)」です。文字そのものなら「\\)」と書いてください。", "this “)” closes nothing. Write “\\)” for the character.")
        case .classNotClosed: ("「[」が閉じていません。「]」で閉じてください。", "this “[” is never closed. Close it with “]”.")
        case .classEmpty: ("「[ ]」の中が空です。文字を書いてください。", "this “[ ]” is empty. Name the characters that are allowed.")
        case .rangeReversed: ("範囲の始めが終わりより後です。入れ替えてください。", "this range ends before it begins. Exchange its ends.")
        case .nothingToRepeat:
            (
                "繰り返す対象がありません。文字そのものなら前に「\\」を付けてください。",
                "there is nothing to repeat here. Put “\\” before it to mean the character."
            )
        case .braceNotRepetition:
            (
                "「{」は「{2}」「{2,}」「{2,5}」の形だけに使えます。文字そのものなら「\\{」と書いてください。",
                "“{” is used as in {2}, {2,} or {2,5} only. Write “\\{” for the character."
            )
        case .repetitionTooLarge:
            (
                "繰り返しは\(PatternParser.mostRepetitions)回までです。",
                "at most \(PatternParser.mostRepetitions) repetitions are allowed."
            )
        case .escapeUnfinished: ("「\\」に続く文字が足りません。", "what follows “\\” is incomplete.")
        case .escapeUnknown(let text):
            ("「\(text)」は決まった意味を持ちません。「\\」を除いてください。", "“\(text)” has no meaning. Remove the “\\”.")
        case .unsupported(let text):
            (
                "「\(text)」（後方参照、先読み、単語境界など）は使えません。使わない形に直してください。",
                "“\(text)” (back-reference, look-around, word boundary …) is not supported. Write the pattern without it."
            )
        case .scriptUnknown(let name):
            (
                "文字種「\(name)」は扱えません。Hiragana、Katakana、Han のどれかにしてください。",
                "the script “\(name)” is not supported. Use Hiragana, Katakana or Han."
            )
        case .tooLong:
            (
                "正規表現は\(PatternParser.longest)文字までです。短くしてください。",
                "a pattern has at most \(PatternParser.longest) characters. Shorten it."
            )
        case .tooDeep:
            (
                "かっこの入れ子は\(PatternParser.deepest)段までです。浅くしてください。",
                "groups are nested at most \(PatternParser.deepest) deep. Make it flatter."
            )
        case .tooComplex:
            ("繰り返しを展開すると大きくなりすぎます。回数を減らしてください。", "its repetitions grow too large. Use smaller counts.")
        }
    }
}
