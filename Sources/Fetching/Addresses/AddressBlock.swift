/// A CIDR block: `127.0.0.0/8`, `fd00::/8`, or a single address without a length.
///
/// Operators name blocks with `--allow-address`; our own table of non-public ranges is made of them too.
package struct AddressBlock: Hashable, Sendable {
    let family: IPAddress.Family
    let prefix: UInt128
    let length: Int

    /// Reads `ADDRESS` or `ADDRESS/LENGTH`.
    ///
    /// Bits beyond the length are ignored. Nil when either part is not well formed. `::ffff:127.0.0.0/104` means
    /// `127.0.0.0/8`.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let written = parts.first, let address = IPAddress(String(Substring(written))) else { return nil }
        guard parts.count == 2 else {
            self.init(address, length: address.family.bitWidth)
            return
        }
        let digits = parts[1]
        guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            var length = Int(String(Substring(digits)))
        else { return nil }
        let isMapped = address.family == .v4 && written.contains(UInt8(ascii: ":"))
        if isMapped { length -= 96 }
        guard (0...address.family.bitWidth).contains(length) else { return nil }
        self.init(address, length: length)
    }

    private init(_ address: IPAddress, length: Int) {
        family = address.family
        self.length = length
        prefix = address.bits >> UInt128(address.family.bitWidth - length)
    }

    func contains(_ address: IPAddress) -> Bool {
        address.family == family && address.bits >> UInt128(family.bitWidth - length) == prefix
    }
}
