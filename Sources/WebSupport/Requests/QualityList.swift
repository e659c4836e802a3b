/// A header of the form `a;q=0.8, b` (RFC 9110 §12.4.2): `Accept`, `Accept-Encoding`, `Accept-Language`.
package struct QualityList: Hashable, Sendable {
    /// One entry of the list.
    package struct Item: Hashable, Sendable {
        /// Lower case, without parameters.
        package let name: String
        /// Thousandths, 0 to 1000.
        package let weight: Int
    }

    /// In the order of the header.
    ///
    /// Items with a malformed weight count as refused (weight 0).
    package let items: [Item]

    /// - Parameter header: nil gives an empty list.
    package init(_ header: String?) {
        items = (header ?? "").utf8.split(separator: UInt8(ascii: ",")).prefix(64).compactMap { part in
            let pieces = part.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            guard let name = pieces.first.map(Self.trimmed), !name.isEmpty else { return nil }
            let weight = pieces.dropFirst().map(Self.trimmed).first { $0.hasPrefix("q=") }
            return Item(name: name, weight: weight.map { Self.thousandths($0.utf8.dropFirst(2)) } ?? 1000)
        }
    }

    /// Weight of `name`: its own, else the one of `*`; nil when the list names neither.
    package func weight(of name: String) -> Int? {
        (items.first { $0.name == name } ?? items.first { $0.name == "*" })?.weight
    }

    /// `0`, `0.5`, `1.000`: at most three decimals, at most 1; anything else is 0.
    private static func thousandths(_ text: Substring.UTF8View) -> Int {
        guard let first = text.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "1") else { return 0 }
        let decimals = text.dropFirst()
        guard !decimals.isEmpty else { return first == UInt8(ascii: "1") ? 1000 : 0 }
        guard decimals.first == UInt8(ascii: "."), decimals.count <= 4 else { return 0 }
        var value = Int(first - UInt8(ascii: "0"))
        for position in 1...3 {
            let digit = decimals.dropFirst(position).first ?? UInt8(ascii: "0")
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return 0 }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return min(value, 1000)
    }

    private static func trimmed(_ bytes: Substring.UTF8View) -> String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
        return String(Substring(bytes)).lowercased()
    }
}
