/// Decides for every single connection whether it may be made: the one guard against server-side request forgery.
///
/// It judges the *socket address*, after curl and the resolver have had their say, and never the text of a URL: `127.1`,
/// `2130706433`, `0x7f.1`, `127。0。0。1`, a name with a private A record and a name that changes its answer between two look-ups
/// all end up here as the same four bytes (hazards.md F12).
struct AddressPolicy: Sendable {
    enum Verdict: Hashable, Sendable {
        case allowed
        /// The address is not a public one.
        case notPublic
        /// The address is public, but the port is not one that files are published on.
        case portNotAllowed
    }

    /// Ports that public servers may be asked on.
    let ports: Set<UInt16>

    /// Judges one connection; addresses inside `exceptions`, which the operator allowed for this source, are allowed on any port.
    /// - Parameter morePorts: ports allowed beside ``ports``.
    func judge(_ socket: SocketAddress, exceptions: [AddressBlock], morePorts: Set<UInt16> = []) -> Verdict {
        if exceptions.contains(where: { $0.contains(socket.address) }) { return .allowed }
        guard Self.isPublic(socket.address) else { return .notPublic }
        return ports.contains(socket.port) || morePorts.contains(socket.port) ? .allowed : .portNotAllowed
    }

    /// Whether an address is one of the public internet: IPv4 outside the table; IPv6 inside 2000::/3 and outside the table.
    static func isPublic(_ address: IPAddress) -> Bool {
        if address.family == .v6, globalUnicast?.contains(address) != true { return false }
        return !nonPublic.contains { $0.contains(address) }
    }

    private static let globalUnicast = AddressBlock("2000::/3")

    /// The IANA special-purpose registries (RFC 6890 and later entries), and the tunnels that carry an IPv4 address inside an
    /// IPv6 one and would lead around the IPv4 half of the table.
    private static let nonPublic: [AddressBlock] = [
        "0.0.0.0/8",  // this network
        "10.0.0.0/8",  // private
        "100.64.0.0/10",  // carrier-grade NAT
        "127.0.0.0/8",  // loopback
        "169.254.0.0/16",  // link-local, cloud metadata
        "172.16.0.0/12",  // private
        "192.0.0.0/24",  // protocol assignments
        "192.0.2.0/24",  // documentation
        "192.31.196.0/24",  // AS112
        "192.52.193.0/24",  // AMT
        "192.88.99.0/24",  // 6to4 relays
        "192.168.0.0/16",  // private
        "192.175.48.0/24",  // AS112
        "198.18.0.0/15",  // benchmarking
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",  // documentation
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4",  // reserved, broadcast
        "2001::/23",  // protocol assignments: Teredo, ORCHID, benchmarking
        "2001:db8::/32",  // documentation
        "2002::/16",  // 6to4
        "2620:4f:8000::/48",  // AS112
        "3fff::/20",  // documentation
    ].compactMap { AddressBlock($0) }
}
