package import Tabular

/// The words of ``QueryError``, in one place.
extension QueryError {
    /// What is wrong and what to do about it.
    package var message: Bilingual {
        switch kind {
        case .unknownColumn(let name, nil):
            Bilingual(
                ja: "「\(name)」という列はありません。列の一覧はスキーマで確かめられます。",
                en: "There is no column “\(name)”. The schema lists the columns."
            )
        case .unknownColumn(let name, let nearest?):
            Bilingual(
                ja: "「\(name)」という列はありません。「\(nearest)」ではありませんか。",
                en: "There is no column “\(name)”. Did you mean “\(nearest)”?"
            )
        case .operatorNotAllowed(let column, let type, let op, let allowed):
            Bilingual(
                ja: "列「\(column)」（型 \(type)）に \(op) は使えません。使えるのは \(allowed.joined(separator: "、")) です。",
                en: "The column “\(column)” (type \(type)) has no \(op). It allows \(allowed.joined(separator: ", "))."
            )
        case .badValue(let column, let type, let value):
            Bilingual(
                ja: "「\(value)」は列「\(column)」の型 \(type) の値として読めません。",
                en: "“\(value)” is no value of type \(type), which the column “\(column)” has."
            )
        case .badValueCount(let column, "sort"):
            Bilingual(
                ja: "並べ替えに使える列は \(SortOrder.keyLimit) 列までです（「\(column)」が多すぎます）。",
                en: "At most \(SortOrder.keyLimit) columns can be sorted by (“\(column)” is one too many)."
            )
        case .badValueCount(let column, "between"):
            Bilingual(
                ja: "列「\(column)」の between には、下限と上限の 2 つの値を指定してください。",
                en: "Give between two values, the lowest and the highest, for the column “\(column)”."
            )
        case .badValueCount(let column, let op):
            Bilingual(
                ja: "列「\(column)」の \(op) に指定した値の数が正しくありません。",
                en: "The number of values for \(op) on the column “\(column)” is not right."
            )
        case .badCursor:
            Bilingual(
                ja: "cursor が正しくありません。前の応答の links.next をそのまま使ってください。",
                en: "The cursor is not valid. Use links.next of the answer before as it is."
            )
        case .cursorExpired:
            Bilingual(
                ja: "この表は新しい版に替わりました。最初のページから読み直してください。",
                en: "The table has a newer version now. Start again from the first page."
            )
        case .noCoordinates:
            Bilingual(
                ja: "この表には緯度・経度の列がないため、bbox は使えません。",
                en: "This table has no columns of latitude and longitude, so bbox cannot be used."
            )
        case .badFilter(let fault):
            fault.position.map { position in
                Bilingual(
                    ja: "filter の \(position) 文字目：\(fault.message.ja)",
                    en: "The filter, at character \(position): \(fault.message.en)"
                )
            } ?? fault.message
        case .badAggregate(let part, let fault):
            Bilingual(ja: "「\(part)」：\(fault.message.ja)", en: "“\(part)”: \(fault.message.en)")
        case .tooComplex:
            Bilingual(
                ja: "条件が多すぎます。条件や値を減らしてください。",
                en: "The query has too many conditions. Use fewer conditions or values."
            )
        case .busy:
            Bilingual(
                ja: "ただいま問い合わせが混み合っています。少し待ってからもう一度お試しください。",
                en: "Too many queries are waiting. Try again in a moment."
            )
        case .timeout:
            Bilingual(
                ja: "問い合わせに時間がかかりすぎたため中止しました。条件を絞るか、エクスポートを使ってください。",
                en: "The query took too long and was ended. Narrow it down, or use an export."
            )
        }
    }
}
