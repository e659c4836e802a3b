#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An IPv4 or IPv6 address as a number.
///
/// An IPv4-mapped IPv6 address (`::ffff:a.b.c.d`) *is* its IPv4 address here, so that the two spellings can never be
/// judged differently.
package struct IPAddress: Hashable, Sendable {
    /// The width decides which blocks an address can be in.
    package enum Family: Hashable, Sendable {
        /// 32 bits.
        case v4
        /// 128 bits.
        case v6

        var bitWidth: Int { self == .v4 ? 32 : 128 }
    }

    package let family: Family
    /// Big-endian value; an IPv4 address fills the low 32 bits.
    package let bits: UInt128

    init(family: Family, bits: UInt128) {
        let mappedPrefix: UInt128 = 0xffff
        guard family == .v6, bits >> 32 == mappedPrefix else {
            self.family = family
            self.bits = bits
            return
        }
        self.family = .v4
        self.bits = bits & 0xffff_ffff
    }

    /// Reads the canonical text forms (`inet_pton`): dotted decimal with four parts, or RFC 4291 text.
    ///
    /// Nil for anything else, so also for `127.1`, `0x7f.1` and the like, which only curl's URL reader turns into
    /// addresses.
    package init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(four)
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self.init(six)
    }

    /// As curl and `inet_pton` read it: dotted decimal, or RFC 4291 text without brackets.
    package var text: String {
        if family == .v4 {
            return [24, 16, 8, 0].map { String(UInt8(truncatingIfNeeded: bits >> UInt128($0))) }.joined(separator: ".")
        }
        return stride(from: 112, through: 0, by: -16).map {
            String(UInt16(truncatingIfNeeded: bits >> UInt128($0)), radix: 16)
        }.joined(separator: ":")
    }

    init(_ address: in_addr) {
        self.init(family: .v4, bits: UInt128(UInt32(bigEndian: address.s_addr)))
    }

    init(_ address: in6_addr) {
        let bits = withUnsafeBytes(of: address) { bytes in
            bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        }
        self.init(family: .v6, bits: bits)
    }
}
