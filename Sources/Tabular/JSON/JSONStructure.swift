/// What a whole JSON text is made of, as far as tables are concerned.
struct JSONStructure {
    let top: JSONSyntax.Kind
    /// Every array that can be reached through objects only, in the order of their ends.
    let arrays: [JSONArray]
    /// The value of a top-level `"type"`, where it is a string.
    let type: [UInt8]?

    /// Whether the text calls itself a GeoJSON feature collection (RFC 7946 §3.3).
    var isFeatureCollection: Bool { type.map { $0.elementsEqual("FeatureCollection".utf8) } ?? false }
}

/// The elements of an array, counted by kind.
struct JSONElements: Hashable {
    private(set) var count = 0
    private(set) var objects = 0
    private(set) var arrays = 0
    private(set) var strings = 0
    /// Elements of the longest element that is an array.
    private(set) var width = 0
    /// Whether the first element is an array of strings only, and of at least one: a header.
    private(set) var beginsWithHeader = false

    @inline(__always)
    mutating func add(_ kind: JSONSyntax.Kind) {
        count += 1
        switch kind {
        case .object: objects += 1
        case .string: strings += 1
        case .array(let elements):
            arrays += 1
            width = max(width, elements.count)
            if count == 1 { beginsWithHeader = elements.count > 0 && elements.strings == elements.count }
        case .number, .boolean, .null: break
        }
    }

    /// Whether all are objects.
    var areObjects: Bool { count == objects }
    /// Whether they are rows whose first is a header.
    var areRows: Bool { beginsWithHeader && count == arrays }
    /// Whether they are single values, and there are any.
    var areCells: Bool { count > 0 && objects == 0 && arrays == 0 }
}

/// An array that can be reached through objects only: perhaps the table.
struct JSONArray {
    /// The keys on the way to it.
    let path: [[UInt8]]
    /// JSON Pointer of the array (RFC 6901), `""` for the whole text.
    let pointer: String
    /// Offset of its `[`.
    let offset: Int
    let elements: JSONElements
    /// The keys of all elements that are objects, in first-seen order, without escapes.
    let keys: [[UInt8]]
    /// Offset of the first value of a record that is longer than a cell may be; nil for none.
    let longValue: Int?
}

/// Which of a text's arrays is the table.
enum JSONTableChoice {
    /// An array of objects.
    case objects(JSONArray)
    /// An array of arrays, the first of which holds the names of the columns.
    case rows(JSONArray)
    /// Arrays of as many single values side by side in one object: each is a column.
    case columns([JSONArray])

    /// How many records the table has.
    var rowCount: Int {
        switch self {
        case .objects(let array): array.elements.count
        case .rows(let array): array.elements.count - 1
        case .columns(let arrays): arrays.first?.elements.count ?? 0
        }
    }

    /// The table: the array of objects with most elements, the first of equals.
    ///
    /// Where there is none, the same of arrays with a
    /// header; then columns side by side; then an empty array.
    ///
    /// - Returns: The table, and the pointers of the other filled arrays of the same form; nil where nothing is a table.
    static func choose(_ structure: JSONStructure) -> (table: JSONTableChoice, others: [String])? {
        let filled = structure.arrays.filter { $0.elements.count > 0 }
        let objects = filled.filter(\.elements.areObjects)
        if let table = largest(objects) { return (.objects(table), others(objects, table)) }
        let rows = filled.filter(\.elements.areRows)
        if let table = largest(rows) { return (.rows(table), others(rows, table)) }
        if let columns = columns(filled.filter(\.elements.areCells)) { return (.columns(columns), []) }
        let empty = structure.arrays.filter { $0.elements.count == 0 }
        guard filled.isEmpty, empty.count == 1 else { return nil }
        return (.objects(empty[0]), [])
    }

    private static func largest(_ arrays: [JSONArray]) -> JSONArray? {
        // In the order of the text; the arrays are in the order of their ends, which is the same as none holds another.
        arrays.reduce(nil) { best, array in
            best.map { $0.elements.count >= array.elements.count } ?? false ? best : array
        }
    }

    private static func others(_ arrays: [JSONArray], _ table: JSONArray) -> [String] {
        arrays.filter { $0.offset != table.offset }.map(\.pointer)
    }

    /// At least two arrays of the same length in one object, where that object holds no array of another length.
    private static func columns(_ arrays: [JSONArray]) -> [JSONArray]? {
        let parents = Dictionary(grouping: arrays.filter { !$0.path.isEmpty }) { Array($0.path.dropLast()) }
        let tables = parents.values.filter { members in
            members.count > 1 && members.allSatisfy { $0.elements.count == members[0].elements.count }
        }
        return tables.count == 1 ? tables.first : nil
    }
}
