import OpenData
import Tabular

/// The preview table of a resource.
struct PreviewView {
    struct Header {
        var text: String
        var isNumber: Bool
    }

    struct Row {
        var number: String
        var cells: [Cell]
    }

    struct Cell {
        var text: String
        var isNumber: Bool
        var isNull: Bool
    }

    var caption: String
    var headers: [Header]
    var rows: [Row]

    /// Scalars of a cell that are shown.
    private static let longestCell = 160

    init(_ preview: Preview, rowCount: Int, _ words: Words) {
        let isNumber = preview.fields.map { Self.numbers.contains($0.type) }
        caption =
            preview.rows.count < rowCount
            ? words(.previewCaption, NumberText.grouped(preview.rows.count), NumberText.grouped(rowCount))
            : words(.previewWhole, NumberText.grouped(rowCount))
        headers = zip(preview.fields, isNumber).map { Header(text: $0.name, isNumber: $1) }
        rows = preview.rows.map { row in
            Row(
                number: row.id,
                cells: zip(row.cells, isNumber).map { text, isNumber in
                    Cell(
                        text: Excerpt.start(text ?? "", limit: Self.longestCell),
                        isNumber: isNumber,
                        isNull: text == nil
                    )
                }
            )
        }
    }

    private static let numbers = Set([ColumnType.integer, .number].map(\.rawValue))
}
