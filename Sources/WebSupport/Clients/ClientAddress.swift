import Glibc
package import NIOCore

/// Where a request comes from, as a number: an IPv4 address is the IPv6 address that maps it (`::ffff:a.b.c.d`), so that both
/// spellings of one client are one.
package struct ClientAddress: Hashable, Sendable {
    let bits: UInt128

    init(bits: UInt128) { self.bits = bits }

    /// Nil for what is no internet address (a Unix socket).
    package init?(_ address: SocketAddress?) {
        guard let text = address?.ipAddress else { return nil }
        self.init(text)
    }

    /// Reads dotted decimal or RFC 4291 text; nil for anything else.
    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(four)
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(six)
        } else {
            return nil
        }
    }

    private init(_ four: in_addr) { bits = (0xffff << 32) | UInt128(UInt32(bigEndian: four.s_addr)) }

    private init(_ six: in6_addr) {
        bits = withUnsafeBytes(of: six) { bytes in bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
    }

    var isV4: Bool { bits >> 32 == 0xffff }

    /// The client as limits count it: one IPv4 address, or the /64 that one IPv6 household has.
    var household: ClientAddress { isV4 ? self : ClientAddress(bits: (bits >> 64) << 64) }
}

/// Ranges of addresses that an operator wrote: `127.0.0.0/8, ::1`.
package struct AddressRanges: Hashable, Sendable {
    private struct Range: Hashable {
        let prefix: UInt128
        let shift: UInt128
    }

    private let ranges: [Range]

    package static let none = AddressRanges(ranges: [])

    private init(ranges: [Range]) { self.ranges = ranges }

    /// Reads CIDR blocks and single addresses, separated by commas; an empty text has none.
    ///
    /// Nil when one is not well formed.
    package init?(_ text: String) {
        var ranges: [Range] = []
        for part in text.utf8.split(separator: UInt8(ascii: ",")) {
            let bytes = part.filter { $0 != UInt8(ascii: " ") }
            guard !bytes.isEmpty else { continue }
            let pieces = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            guard pieces.count <= 2, let address = ClientAddress(String(decoding: pieces[0], as: UTF8.self)) else {
                return nil
            }
            let isDotted = !pieces[0].contains(UInt8(ascii: ":"))
            let width = isDotted ? 32 : 128
            var length = width
            if pieces.count == 2 {
                guard let written = QueryParameters.integer(String(decoding: pieces[1], as: UTF8.self)),
                    (0...width).contains(written)
                else { return nil }
                length = written
            }
            let shift = UInt128(width - length)
            ranges.append(Range(prefix: address.bits >> shift, shift: shift))
        }
        self.init(ranges: ranges)
    }

    /// Whether `address` lies in one of them.
    package func contains(_ address: ClientAddress) -> Bool {
        ranges.contains { address.bits >> $0.shift == $0.prefix }
    }

    package var isEmpty: Bool { ranges.isEmpty }
}
