/// Finds the column of a key.
///
/// Records of one file mostly have the same keys in the same order, so the column behind the last one found is tried
/// first, then those that follow it, and only then a dictionary.
struct KeyIndex {
    private(set) var keys: [[UInt8]]
    private var places: [[UInt8]: Int]
    /// All keys one after the other, so that comparing them touches nothing else.
    private var bytes: [UInt8] = []
    /// Where each key ends in `bytes`.
    private var ends: [Int] = []
    private var expected = 0
    /// How many columns are tried before the dictionary is asked.
    private static let reach = 8

    init(_ keys: [[UInt8]] = []) {
        self.keys = keys
        places = Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
        for key in keys { append(key) }
    }

    private mutating func append(_ key: [UInt8]) {
        bytes.append(contentsOf: key)
        ends.append(bytes.count)
    }

    /// The next key is the first of a record.
    @inline(__always)
    mutating func startRecord() {
        expected = 0
    }

    /// The column of a key as it stands in the text, nil where it has none.
    @inline(__always)
    mutating func find(_ key: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> Int? {
        if !isEscaped {
            let place = bytes.withUnsafeBufferPointer { bytes in
                ends.withUnsafeBufferPointer { ends in
                    var start = expected == 0 ? 0 : ends[expected - 1]
                    for place in expected..<min(expected + Self.reach, ends.count) {
                        let end = ends[place]
                        if SameBytes.check(UnsafeBufferPointer(rebasing: bytes[start..<end]), key) { return place }
                        start = end
                    }
                    return -1
                }
            }
            if place >= 0 {
                expected = place + 1
                return place
            }
        }
        guard let place = places[JSONText.bytes(key, isEscaped: isEscaped)] else { return nil }
        expected = place + 1
        return place
    }

    /// Adds a key where it is not there yet.
    mutating func insert(_ key: UnsafeBufferPointer<UInt8>, isEscaped: Bool) {
        let bytes = JSONText.bytes(key, isEscaped: isEscaped)
        guard places[bytes] == nil else { return }
        places[bytes] = keys.count
        keys.append(bytes)
        append(bytes)
    }
}
