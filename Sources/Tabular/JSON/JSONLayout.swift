/// How records lie in JSON text: everything a pass over them needs to know.
struct JSONLayout: Sendable {
    /// What comes before each record.
    enum Shape: Sendable {
        /// Elements of an array.
        case array
        /// One object per line.
        case lines
        /// Elements of an array of GeoJSON features: the columns are their properties and their geometry, or its longitude and
        /// latitude where all geometries are points.
        case features(points: Bool)
    }

    var text: DecodedText
    var shape: Shape
    /// Offset of the first record (or of the `]` of an empty array).
    var start: Int
    var rowCount: Int
    /// Keys of the columns, without escapes, in first-seen order.
    var keys: [[UInt8]] = []
    var limits: ReadingLimits

    /// A cursor at the first record.
    var cursor: JSONCursor { JSONCursor(base: text.base, count: text.count, at: start) }
}

/// Finds the column of a key.
///
/// Records of one file mostly have the same keys in the same order, so the column behind the last one found is tried
/// first.
struct KeyIndex {
    private(set) var keys: [[UInt8]]
    private var places: [[UInt8]: Int]
    private var expected = 0

    init(_ keys: [[UInt8]] = []) {
        self.keys = keys
        places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    }

    /// The next key is the first of a record.
    mutating func startRecord() {
        expected = 0
    }

    /// The column of a key as it stands in the text, nil where it has none.
    mutating func find(_ key: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> Int? {
        if !isEscaped, expected < keys.count, keys[expected].withUnsafeBufferPointer({ SameBytes.check($0, key) }) {
            expected += 1
            return expected - 1
        }
        guard let place = places[JSONText.bytes(key, isEscaped: isEscaped)] else { return nil }
        expected = place + 1
        return place
    }

    /// Adds a key that ``find(_:isEscaped:)`` did not find and returns its column.
    mutating func add(_ key: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> Int {
        let bytes = JSONText.bytes(key, isEscaped: isEscaped)
        places[bytes] = keys.count
        keys.append(bytes)
        expected = keys.count
        return keys.count - 1
    }
}
