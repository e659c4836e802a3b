import Tabular

/// The spellings that a schema counts as no value.
struct MissingValues {
    private let spellings: [[UInt8]]
    private let includesEmpty: Bool

    init(_ spellings: [String]) {
        self.spellings = spellings.filter { !$0.isEmpty }.map { Array($0.utf8) }
        includesEmpty = spellings.contains("")
    }

    /// Whether a cell says nothing exactly where it is blank.
    var areUsual: Bool { includesEmpty && spellings.isEmpty }

    /// Whether the field says nothing: it is missing, one of the spellings, or blank.
    ///
    /// A blank cell (nothing but white space, also U+3000) counts as the empty spelling; only strings can have it as a
    /// value, if the schema takes the spelling away.
    @inline(__always)
    func contain(_ field: FieldSlice, type: ColumnType) -> Bool {
        guard field.kind != .missing else { return true }
        let bytes = field.bytes
        if includesEmpty || type != .string, WhiteSpace.isAll(of: bytes) { return true }
        for spelling in spellings where spelling.count == bytes.count && spelling.elementsEqual(bytes) { return true }
        return false
    }
}
