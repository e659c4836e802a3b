/// Which values a column has had, for finding repeats: value hash → first row.
///
/// Only 64-bit hashes are kept (12 bytes a slot, at most 100 MB), not the values. The hash is Swift's, keyed afresh in every
/// process, so nobody can construct two values that collide; by chance, two different values among as many as are kept share a
/// hash with a probability below 10⁻⁶. That would show as one false finding, never as a lost one.
struct SeenValues {
    /// Most different values that are kept, just under 70 % of 2²³ slots; later new ones go unnoticed and ``isFull`` says so.
    static let limit = 5_800_000

    /// Three words a slot, the two halves of the hash and the row, side by side so that looking one up waits for memory once.
    private var words: [UInt32]
    private var mask: Int
    private var count = 0
    private(set) var isFull = false
    /// Sum of what was fetched, which keeps the loads from being left out.
    private var fetched: UInt32 = 0

    /// - Parameter rows: how many values are to be expected; more are taken, but make the table grow.
    init(rows: Int = 0) {
        var slots = 64
        while slots * 7 < min(rows, Self.limit) * 10 { slots *= 2 }
        words = Array(repeating: 0, count: slots * 3)
        mask = slots - 1
    }

    /// The row that had the same value before, or nil when this is the first; then `row` is remembered.
    ///
    /// Asking for one row twice gives the same answer.
    mutating func firstRow(of hash: UInt64, row: Int) -> Int? {
        // Zero marks an empty slot.
        let key = hash == 0 ? 1 : hash
        let low = UInt32(truncatingIfNeeded: key)
        let high = UInt32(truncatingIfNeeded: key >> 32)
        let row = UInt32(truncatingIfNeeded: row)
        var slot = Int(low) & mask
        while words[slot * 3] | words[slot * 3 + 1] != 0 {
            if words[slot * 3] == low, words[slot * 3 + 1] == high {
                let first = words[slot * 3 + 2]
                return first == row ? nil : Int(first)
            }
            slot = (slot + 1) & mask
        }
        guard count < Self.limit else {
            isFull = true
            return nil
        }
        words[slot * 3] = low
        words[slot * 3 + 1] = high
        words[slot * 3 + 2] = row
        count += 1
        if count * 10 > (mask + 1) * 7 { grow() }
        return nil
    }

    /// Loads the slots of many hashes that are about to be looked up.
    ///
    /// The loads do not wait for each other, as those of look-ups do, where each has to be understood before the next.
    mutating func fetch(_ hashes: UnsafeBufferPointer<UInt64>) {
        var sum: UInt32 = 0
        for hash in hashes { sum &+= words[(Int(UInt32(truncatingIfNeeded: hash)) & mask) * 3] }
        fetched = sum
    }

    /// Whether a value of another table is among these.
    func haveAny(of other: SeenValues) -> Bool {
        // By their places both tables go on side by side, so nothing waits for memory.
        for start in stride(from: 0, to: other.words.count, by: 3) {
            let (low, high) = (other.words[start], other.words[start + 1])
            guard low | high != 0 else { continue }
            var slot = Int(low) & mask
            while words[slot * 3] | words[slot * 3 + 1] != 0 {
                if words[slot * 3] == low, words[slot * 3 + 1] == high { return true }
                slot = (slot + 1) & mask
            }
        }
        return false
    }

    private mutating func grow() {
        let old = words
        words = Array(repeating: 0, count: old.count * 2)
        mask = mask * 2 + 1
        for start in stride(from: 0, to: old.count, by: 3) where old[start] | old[start + 1] != 0 {
            var slot = Int(old[start]) & mask
            while words[slot * 3] | words[slot * 3 + 1] != 0 { slot = (slot + 1) & mask }
            for word in 0..<3 { words[slot * 3 + word] = old[start + word] }
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
