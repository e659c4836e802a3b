import Testing

@testable import Fetching

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct `Address policy` {
    private static let policy = AddressPolicy(ports: [80, 443, 8_080, 8_443])

    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
        "198.51.100.7", "192.31.196.1", "192.52.193.1", "192.175.48.1", "2620:4f:8000::1", "203.0.113.9", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
        "2001::1", "2001:0:4136:e378::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1",
        "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
    ])
    func `an address that is not public is refused`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!AddressPolicy.isPublic(address))
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255", "203.0.112.255", "223.255.255.255", "::ffff:8.8.8.8", "2001:200::1", "2400:4050::1",
        "2606:4700::1111",
    ])
    func `an address of the public internet is allowed`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressPolicy.isPublic(address))
    }

    @Test(
        arguments: [
            ("8.8.8.8", 443, [], AddressPolicy.Verdict.allowed),
            ("8.8.8.8", 22, [], .portNotAllowed),
            ("127.0.0.1", 80, [], .notPublic),
            ("127.0.0.1", 5_432, [], .notPublic),
            ("127.0.0.1", 5_432, ["127.0.0.0/8"], .allowed),
            ("::ffff:127.0.0.1", 5_432, ["127.0.0.0/8"], .allowed),
            ("127.0.0.1", 5_432, ["::ffff:127.0.0.0/104"], .allowed),
            ("10.0.0.1", 80, ["127.0.0.0/8"], .notPublic),
            ("::1", 80, ["127.0.0.0/8"], .notPublic),
            ("8.8.8.8", 22, ["8.8.8.0/24"], .allowed),
            ("fd00::5", 9_000, ["fd00::/8"], .allowed),
        ] as [(String, UInt16, [String], AddressPolicy.Verdict)]
    )
    func `port and exceptions are judged together`(
        address: String,
        port: UInt16,
        exceptions: [String],
        verdict: AddressPolicy.Verdict,
    ) throws {
        let socket = try #require(Self.socket(address, port))
        let blocks = exceptions.compactMap { AddressBlock($0) }
        #expect(blocks.count == exceptions.count)
        #expect(Self.policy.judge(socket, exceptions: blocks) == verdict)
    }

    @Test(arguments: [
        "", "/8", "127.0.0.1/33", "127.0.0.1/-1", "127.0.0.1/", "127.0.0.1/8/8", "127.1/8", "fd00::/129", "a/8",
    ])
    func `text that is no block is refused`(text: String) {
        #expect(AddressBlock(text) == nil)
    }

    @Test func `a socket address of another family is none of ours`() {
        var unix = sockaddr()
        unix.sa_family = sa_family_t(AF_UNIX)
        #expect(SocketAddress(&unix, length: MemoryLayout<sockaddr>.size) == nil)
    }

    private static func socket(_ text: String, _ port: UInt16) -> SocketAddress? {
        var six = sockaddr_in6()
        var four = sockaddr_in()
        if inet_pton(AF_INET, text, &four.sin_addr) == 1 {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            return read(&four, MemoryLayout<sockaddr_in>.size)
        }
        guard inet_pton(AF_INET6, text, &six.sin6_addr) == 1 else { return nil }
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = port.bigEndian
        return read(&six, MemoryLayout<sockaddr_in6>.size)
    }

    private static func read(_ address: UnsafeRawPointer, _ length: Int) -> SocketAddress? {
        SocketAddress(address.assumingMemoryBound(to: sockaddr.self), length: length)
    }
}
