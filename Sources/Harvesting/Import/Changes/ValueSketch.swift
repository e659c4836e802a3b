/// A bounded sample of the different values of a column: those with the smallest hashes.
///
/// Two sketches keep the same values of what they share, whatever the order of the rows, so that overlaps can be told from them:
/// exactly up to the capacity, beyond it as an estimate (its error is below two percent points with 4,096 values).
struct ValueSketch: Hashable, Sendable {
    static let capacity = 4_096

    private var hashes: Set<UInt64> = []
    /// Every value whose hash is at most this is kept.
    private var limit = UInt64.max

    /// Whether no value was left out.
    var isExact: Bool { limit == .max }
    /// Different values kept.
    var count: Int { hashes.count }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        // FNV-1a with a last stir: the same in every process, which Swift's own hashing is not meant to be.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash ^= hash >> 33
        guard hash <= limit, hashes.insert(hash).inserted, hashes.count > 2 * Self.capacity else { return }
        let kept = hashes.sorted().prefix(Self.capacity)
        limit = kept.last ?? limit
        hashes = Set(kept)
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add($0) }
    }

    /// Which share of these values the other column has too; nil when nothing can be compared.
    func share(in other: ValueSketch) -> Double? {
        let bound = min(limit, other.limit)
        let compared = hashes.filter { $0 <= bound }
        guard !compared.isEmpty else { return nil }
        return Double(compared.count { other.hashes.contains($0) }) / Double(compared.count)
    }
}
