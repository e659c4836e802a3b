internal import Tabular

/// Names of columns as a table file publishes them.
enum PublishedNames {
    /// The row's number, which every answer carries beside the source's columns.
    static let rowNumber = "_id"

    /// Renames a source column that is called `_id` as a repeated name would be (`_id_2`), so that no answer has the
    /// key twice.
    static func reserved(_ columns: [Column]) -> [Column] {
        guard let index = columns.firstIndex(where: { isRowNumber($0.name) }) else { return columns }
        var renamed = columns
        var number = 2
        while columns.contains(where: { $0.name.utf8.elementsEqual("\(rowNumber)_\(number)".utf8) }) { number += 1 }
        renamed[index].name = "\(rowNumber)_\(number)"
        return renamed
    }

    /// Compares bytes: Swift's `==` would also take canonically equal spellings.
    static func isRowNumber(_ name: String) -> Bool { name.utf8.elementsEqual(rowNumber.utf8) }
}
