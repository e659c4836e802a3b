/// Numbers of SQLite's file format that writing pages needs (SQLite documentation, "Database File Format", sections 1.3,
/// 1.6 and 2.1), for pages of ``size`` bytes without reserved space.
enum PageFormat {
    /// Bytes of a page, as ``TableFileLayout/preparation`` sets it.
    static let size = 16_384
    /// The page that holds the byte at 1 GiB, where SQLite takes its locks: nothing is ever stored there.
    static let lockPage = UInt32((1 << 30) / size + 1)

    /// The number of the page that is appended behind `count` pages.
    static func page(behind count: UInt32) -> UInt32 {
        count + 1 == lockPage ? count + 2 : count + 1
    }

    /// The first byte of a b-tree page.
    static let tableLeaf: UInt8 = 0x0D
    static let tableInterior: UInt8 = 0x05

    /// Bytes before the cell pointers.
    static let leafHeader = 8
    static let interiorHeader = 12

    /// A payload of a table's leaf up to this lies whole in its cell.
    static let largestLocal = size - 35
    /// What stays in the cell at least when a payload goes on in overflow pages.
    private static let smallestLocal = (size - 12) * 32 / 255 - 23
    /// Payload that an overflow page holds behind the number of the next one.
    static let overflowContent = size - 4

    /// Bytes of a payload that lie in its cell.
    static func localBytes(ofPayload count: Int) -> Int {
        guard count > largestLocal else { return count }
        let local = smallestLocal + (count - smallestLocal) % overflowContent
        return local <= largestLocal ? local : smallestLocal
    }

    /// Bytes of a number as a variable-length integer (section 1.6).
    static func varintBytes(_ value: UInt64) -> Int {
        if value >> 56 != 0 { return 9 }
        var bytes = 1
        var rest = value >> 7
        while rest != 0 {
            bytes += 1
            rest >>= 7
        }
        return bytes
    }

    /// Writes a variable-length integer.
    /// - Returns: its bytes, 1…9.
    @inline(__always)
    static func writeVarint(_ value: UInt64, at target: UnsafeMutableRawPointer) -> Int {
        if value < 0x80 {
            target.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
            return 1
        }
        if value < 0x4000 {
            target.storeBytes(of: UInt8(truncatingIfNeeded: value >> 7) | 0x80, as: UInt8.self)
            target.storeBytes(of: UInt8(truncatingIfNeeded: value) & 0x7F, toByteOffset: 1, as: UInt8.self)
            return 2
        }
        return writeLongVarint(value, at: target)
    }

    private static func writeLongVarint(_ value: UInt64, at target: UnsafeMutableRawPointer) -> Int {
        let count = varintBytes(value)
        var rest = value
        var at = count - 1
        if count == 9 {
            // The ninth byte carries eight bits.
            target.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: 8, as: UInt8.self)
            rest >>= 8
            at = 7
        }
        let last = at
        while at >= 0 {
            let more: UInt8 = at == last && count < 9 ? 0 : 0x80
            target.storeBytes(of: UInt8(truncatingIfNeeded: rest) & 0x7F | more, toByteOffset: at, as: UInt8.self)
            rest >>= 7
            at -= 1
        }
        return count
    }
}
