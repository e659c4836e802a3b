internal import Glibc

/// Counts how often each value of a column occurs, as long as there are at most 1,000 of them.
///
/// An open-addressed table of indices into `entries`; text lies end to end in `texts`. Beyond the bound everything is
/// dropped and counting costs nothing more, which is what becomes of most columns after their first thousand rows.
struct DistinctValues: ~Copyable {
    /// A value and how often it came.
    private struct Entry {
        let hash: UInt64
        let kind: Kind
        /// The integer, the bits of the number, or where the text begins.
        let payload: Int64
        let textCount: Int
        var count: Int
    }

    private enum Kind: UInt8 { case integer, number, text }

    private static let limit = 1_000
    /// A power of two, so that the table is never more than half full.
    private static let slotCount = 2_048

    /// Position in `entries` plus one; 0 where free.
    private var slots: [UInt16]
    private var entries: [Entry] = []
    private var texts: [UInt8] = []
    private let textLimit: Int
    private(set) var isExact = true

    /// - Parameter textLimit: bytes of text that are kept at most; a column of longer texts is not counted exactly.
    init(textLimit: Int) {
        self.textLimit = textLimit
        slots = [UInt16](repeating: 0, count: Self.slotCount)
    }

    var count: Int { entries.count }

    mutating func add(_ value: Int64) {
        guard isExact else { return }
        add(kind: .integer, payload: value, text: UnsafeBufferPointer(start: nil, count: 0))
    }

    mutating func add(_ value: Double) {
        guard isExact else { return }
        // Zero has two bit patterns and one meaning.
        let bits = value == 0 ? 0 : Int64(bitPattern: value.bitPattern)
        add(kind: .number, payload: bits, text: UnsafeBufferPointer(start: nil, count: 0))
    }

    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        guard isExact else { return }
        add(kind: .text, payload: 0, text: text)
    }

    /// At most `limit` values with counts, most frequent first, then by value.
    func mostFrequent(_ limit: Int) -> [(value: CountedValue, count: Int)] {
        entries
            .map { (value: value(of: $0), count: $0.count) }
            .sorted { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }
            .prefix(limit)
            .map { $0 }
    }

    private func value(of entry: Entry) -> CountedValue {
        switch entry.kind {
        case .integer: .integer(entry.payload)
        case .number: .number(Double(bitPattern: UInt64(bitPattern: entry.payload)))
        case .text: .text(Array(texts[Int(entry.payload)..<Int(entry.payload) + entry.textCount]))
        }
    }

    private mutating func add(kind: Kind, payload: Int64, text: UnsafeBufferPointer<UInt8>) {
        let hash = kind == .text ? Self.hash(of: text) : Self.mixed(UInt64(bitPattern: payload) ^ UInt64(kind.rawValue))
        var slot = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        while slots[slot] != 0 {
            let position = Int(slots[slot]) - 1
            if entries[position].hash == hash, isSame(entries[position], kind: kind, payload: payload, text: text) {
                entries[position].count += 1
                return
            }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        guard entries.count < Self.limit, texts.count + text.count <= textLimit else { return giveUp() }
        let start = kind == .text ? Int64(texts.count) : payload
        texts.append(contentsOf: text)
        entries.append(Entry(hash: hash, kind: kind, payload: start, textCount: text.count, count: 1))
        slots[slot] = UInt16(entries.count)
    }

    private func isSame(_ entry: Entry, kind: Kind, payload: Int64, text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard entry.kind == kind else { return false }
        guard kind == .text else { return entry.payload == payload }
        guard entry.textCount == text.count, let start = text.baseAddress else { return entry.textCount == text.count }
        return texts.withUnsafeBytes { texts in
            guard let known = texts.baseAddress else { return false }
            return memcmp(known + Int(entry.payload), start, text.count) == 0
        }
    }

    private mutating func giveUp() {
        isExact = false
        slots = []
        entries = []
        texts = []
    }

    /// Not meant to withstand chosen collisions: at most 1,000 entries make the worst case bounded.
    private static func hash(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
        let raw = UnsafeRawBufferPointer(text)
        var at = 0
        while at + 8 <= raw.count {
            hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var rest: UInt64 = 1
        while at < raw.count {
            rest = rest << 8 | UInt64(raw[at])
            at += 1
        }
        return mixed(hash ^ rest)
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}

/// A value that was counted, ordered as its column's type orders.
enum CountedValue: Comparable {
    case integer(Int64)
    case number(Double)
    /// UTF-8.
    case text([UInt8])

    static func < (left: CountedValue, right: CountedValue) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left < right
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
        // Numbers before text that did not fit.
        case (.integer, _), (.number, .text): true
        case (.number, .integer), (.text, _): false
        }
    }
}
