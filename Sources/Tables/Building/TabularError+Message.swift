internal import Tabular

/// The words of what only the building of a table file can refuse.
extension TabularError {
    static func rowTooLong(row: Int, line: Int?) -> TabularError {
        TabularError(
            code: "row_too_long",
            line: line,
            message: Bilingual(
                ja: "\(row) 行目が長すぎます（1 行は 32 MiB まで）。長い文章は別のファイルに分けてください。",
                en: "Row \(row) is too long (a row may have 32 MiB). Keep long texts in files of their own."
            ),
        )
    }

    static func tooManyColumns(_ count: Int, limit: Int) -> TabularError {
        TabularError(
            code: "too_many_columns",
            message: Bilingual(
                ja: "列が \(count) 列あります（\(limit) 列まで）。表を分けてください。",
                en: "There are \(count) columns (at most \(limit) are possible). Split the table."
            ),
        )
    }
}
