/// Who asks, behind servers that pass requests on.
enum ForwardedClient {
    /// The client of a request.
    /// - Parameters:
    ///   - peer: the other end of the connection.
    ///   - header: `X-Forwarded-For`; each server that passed the request on appended whom it got it from.
    ///   - trusted: the operator's own such servers.
    /// - Returns: `peer` unless it is trusted; then the rightmost address of the header that is not, for everything left of it
    ///   can be made up by whoever sent it. An entry that is no address ends the search.
    static func address(peer: ClientAddress, header: some Collection<UInt8>, trusted: AddressRanges) -> ClientAddress {
        guard trusted.contains(peer) else { return peer }
        var client = peer
        for entry in header.split(separator: UInt8(ascii: ",")).reversed() {
            let bytes = entry.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            guard let address = ClientAddress(String(decoding: bytes, as: UTF8.self)) else { return client }
            client = address
            guard trusted.contains(address) else { return client }
        }
        return client
    }
}
