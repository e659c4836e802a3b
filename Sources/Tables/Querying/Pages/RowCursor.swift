internal import Crypto

/// Where a page ended: the last row's number in one version of one resource's table, under one order.
///
/// The row never changes, so what it compares as is read again from the file instead of being carried in the link.
/// Layout of the 45 bytes, before base64url (RFC 4648 §5) without padding:
///
///     0      layout (1)
///     1…8    start of SHA-256 of the resource's id
///     9…16   version, big-endian
///     17…24  start of the table file's hash
///     25…32  start of SHA-256 of the order
///     33…40  row number, big-endian
///     41…44  start of SHA-256 of all before: tells a damaged link from an old one
struct RowCursor {
    private static let layout: UInt8 = 1
    private static let byteCount = 45

    let row: Int64

    init(row: Int64) { self.row = row }

    /// Reads a cursor that was made for this table and order.
    /// - Throws: ``QueryError/Kind/badCursor``, or ``QueryError/Kind/cursorExpired`` where it was made for another
    ///   version.
    init(_ text: String, table: TableReference, order: SortOrder) throws(QueryError) {
        guard let bytes = Self.decoded(text), bytes.count == Self.byteCount, bytes[0] == Self.layout,
            bytes[41...].elementsEqual(Self.start(of: bytes[..<41], count: 4))
        else { throw QueryError(.badCursor) }
        let place = Self.place(table)
        guard bytes[1..<9].elementsEqual(place[..<8]) else { throw QueryError(.badCursor) }
        guard bytes[9..<25].elementsEqual(place[8...]) else { throw QueryError(.cursorExpired) }
        guard bytes[25..<33].elementsEqual(Self.start(of: order.signature.utf8, count: 8)) else {
            throw QueryError(.badCursor)
        }
        row = bytes[33..<41].reduce(0) { $0 << 8 | Int64($1) }
    }

    /// The cursor as links carry it.
    func text(table: TableReference, order: SortOrder) -> String {
        var bytes = [Self.layout] + Self.place(table)
        bytes += Self.start(of: order.signature.utf8, count: 8)
        bytes += Self.bigEndian(row)
        bytes += Self.start(of: bytes, count: 4)
        return Self.encoded(bytes)
    }

    private static func place(_ table: TableReference) -> [UInt8] {
        start(of: table.resource.utf8, count: 8) + bigEndian(Int64(table.version))
            + start(of: table.table.utf8, count: 8)
    }

    private static func bigEndian(_ value: Int64) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func start(of bytes: some Sequence<UInt8>, count: Int) -> [UInt8] {
        Array(SHA256.hash(data: Array(bytes)).prefix(count))
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        // The length is a multiple of three, so there is no rest to pad.
        for at in stride(from: 0, to: bytes.count, by: 3) {
            let group = Int(bytes[at]) << 16 | Int(bytes[at + 1]) << 8 | Int(bytes[at + 2])
            for shift in [18, 12, 6, 0] { text.append(digits[group >> shift & 63]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil where the text has another length or other digits than a cursor.
    private static func decoded(_ text: String) -> [UInt8]? {
        guard text.utf8.count == byteCount / 3 * 4 else { return nil }
        var bytes: [UInt8] = []
        var group = 0
        for (index, digit) in text.utf8.enumerated() {
            guard let value = digits.firstIndex(of: digit) else { return nil }
            group = group << 6 | value
            guard index % 4 == 3 else { continue }
            for shift in [16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: group >> shift)) }
            group = 0
        }
        return bytes
    }
}
