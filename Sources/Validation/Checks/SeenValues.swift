/// Which values a column has had, for finding repeats: value hash → first row.
///
/// Only 64-bit hashes are kept (12 bytes a slot, at most 100 MB), not the values. The hash is Swift's, keyed afresh in every
/// process, so nobody can construct two values that collide; by chance, two different values among as many as are kept share a
/// hash with a probability below 10⁻⁶. That would show as one false finding, never as a lost one.
struct SeenValues {
    /// Most different values that are kept, just under 70 % of 2²³ slots; later new ones go unnoticed and ``isFull`` says so.
    static let limit = 5_800_000

    private var hashes: [UInt64]
    private var rows: [UInt32]
    private var count = 0
    private(set) var isFull = false

    init() {
        hashes = Array(repeating: 0, count: 64)
        rows = Array(repeating: 0, count: 64)
    }

    /// The row that had the same value before, or nil when this is the first; then `row` is remembered.
    ///
    /// Asking for one row twice gives the same answer.
    mutating func firstRow(of hash: UInt64, row: Int) -> Int? {
        // Zero marks an empty slot.
        let key = hash == 0 ? 1 : hash
        var slot = Int(truncatingIfNeeded: key) & (hashes.count - 1)
        while hashes[slot] != 0 {
            if hashes[slot] == key { return rows[slot] == UInt32(truncatingIfNeeded: row) ? nil : Int(rows[slot]) }
            slot = (slot + 1) & (hashes.count - 1)
        }
        guard count < Self.limit else {
            isFull = true
            return nil
        }
        hashes[slot] = key
        rows[slot] = UInt32(truncatingIfNeeded: row)
        count += 1
        if count * 10 > hashes.count * 7 { grow() }
        return nil
    }

    private mutating func grow() {
        let (oldHashes, oldRows) = (hashes, rows)
        hashes = Array(repeating: 0, count: oldHashes.count * 2)
        rows = Array(repeating: 0, count: hashes.count)
        for (key, row) in zip(oldHashes, oldRows) where key != 0 {
            var slot = Int(truncatingIfNeeded: key) & (hashes.count - 1)
            while hashes[slot] != 0 { slot = (slot + 1) & (hashes.count - 1) }
            hashes[slot] = key
            rows[slot] = row
        }
    }
}

extension SeenValues {
    /// The keyed hash of one value.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
