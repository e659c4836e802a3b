#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where a connection would go: what the resolver answered and the system is about to be asked for.
struct SocketAddress: Hashable, Sendable {
    let address: IPAddress
    let port: UInt16

    init(address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// Reads a `sockaddr` of `length` bytes.
    ///
    /// Nil for families other than IPv4 and IPv6 and for cut structures.
    init?(_ generic: UnsafePointer<sockaddr>, length: Int) {
        let raw = UnsafeRawPointer(generic)
        switch Int32(generic.pointee.sa_family) {
        case AF_INET:
            guard length >= MemoryLayout<sockaddr_in>.size else { return nil }
            let four = raw.loadUnaligned(as: sockaddr_in.self)
            address = IPAddress(four.sin_addr)
            port = UInt16(bigEndian: four.sin_port)
        case AF_INET6:
            guard length >= MemoryLayout<sockaddr_in6>.size else { return nil }
            let six = raw.loadUnaligned(as: sockaddr_in6.self)
            address = IPAddress(six.sin6_addr)
            port = UInt16(bigEndian: six.sin6_port)
        default:
            return nil
        }
    }
}
