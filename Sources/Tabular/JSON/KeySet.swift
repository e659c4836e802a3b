/// The keys of one JSON object while it is read, to notice one that comes twice.
///
/// Most objects have few keys, which are compared one by one as they stand in the text; many are kept in a set, so that a
/// hostile object of a million keys costs no more than its size.
struct KeySet {
    private static let few = 24
    private var slices: [(text: UnsafeBufferPointer<UInt8>, isEscaped: Bool)] = []
    private var many: Set<[UInt8]> = []

    /// The key when it was there before, otherwise nil.
    ///
    /// Keys are compared without their escapes, as bytes.
    mutating func insert(_ key: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> [UInt8]? {
        guard many.isEmpty else {
            let bytes = JSONText.bytes(key, isEscaped: isEscaped)
            return many.insert(bytes).inserted ? nil : bytes
        }
        for slice in slices where Self.isEqual(slice, (key, isEscaped)) {
            return JSONText.bytes(key, isEscaped: isEscaped)
        }
        slices.append((key, isEscaped))
        if slices.count > Self.few {
            many = Set(slices.map { JSONText.bytes($0.text, isEscaped: $0.isEscaped) })
            slices = []
        }
        return nil
    }

    private static func isEqual(
        _ one: (text: UnsafeBufferPointer<UInt8>, isEscaped: Bool),
        _ other: (text: UnsafeBufferPointer<UInt8>, isEscaped: Bool)
    ) -> Bool {
        guard one.isEscaped || other.isEscaped else { return SameBytes.check(one.text, other.text) }
        return JSONText.bytes(one.text, isEscaped: one.isEscaped)
            == JSONText.bytes(other.text, isEscaped: other.isEscaped)
    }
}
