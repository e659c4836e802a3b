/// The smallest and the largest of many texts, ordered by their bytes, which orders UTF-8 by code point.
///
/// The first eight bytes of both are kept as numbers, so that most texts are told to lie between by two comparisons.
struct TextExtremes {
    private var least: [UInt8] = []
    private var greatest: [UInt8] = []
    private var leastHead: UInt64 = 0
    private var greatestHead: UInt64 = 0
    private var isEmpty = true

    /// Smallest and largest; nil where there was no text.
    var bounds: (least: [UInt8], greatest: [UInt8])? { isEmpty ? nil : (least, greatest) }

    @inline(__always)
    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        let head = Self.head(text)
        // Equal heads say nothing: a shorter text has zeros there, as a longer one may have.
        if isEmpty || head <= leastHead || head >= greatestHead { compare(text, head) }
    }

    @inline(never)
    private mutating func compare(_ text: UnsafeBufferPointer<UInt8>, _ head: UInt64) {
        if isEmpty || Self.order(text, least) < 0 {
            least = Array(text)
            leastHead = head
        }
        if isEmpty || Self.order(text, greatest) > 0 {
            greatest = Array(text)
            greatestHead = head
        }
        isEmpty = false
    }

    /// The first eight bytes, the first of them highest, zeros behind the text's end.
    @inline(__always)
    private static func head(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(text)
        if raw.count >= 8 { return UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)) }
        var head: UInt64 = 0
        for byte in raw { head = head << 8 | UInt64(byte) }
        return raw.isEmpty ? 0 : head << UInt64(8 * (8 - raw.count))
    }

    /// As `memcmp` says, without a call for the texts of many columns (addresses, identifiers) that all begin alike.
    @inline(__always)
    private static func compare(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Int {
        var at = 0
        while at + 8 <= count {
            let one = UInt64(bigEndian: left.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let other = UInt64(bigEndian: right.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            if one != other { return one < other ? -1 : 1 }
            at += 8
        }
        while at < count {
            let one = left.load(fromByteOffset: at, as: UInt8.self)
            let other = right.load(fromByteOffset: at, as: UInt8.self)
            if one != other { return one < other ? -1 : 1 }
            at += 1
        }
        return 0
    }

    /// Below, at or above zero as `memcmp`.
    private static func order(_ left: UnsafeBufferPointer<UInt8>, _ right: [UInt8]) -> Int {
        right.withUnsafeBufferPointer { right in
            let shared = min(left.count, right.count)
            guard shared > 0, let leftStart = left.baseAddress, let rightStart = right.baseAddress else {
                return left.count - right.count
            }
            let order = compare(leftStart, rightStart, shared)
            return order != 0 ? order : left.count - right.count
        }
    }
}
