import OpenData

/// Makes names of ours from names of sources.
enum RecordName {
    private static let longest = 100

    /// `name` in lower case with whatever our names cannot hold replaced by `-`; nil when nothing usable is left.
    static func sanitized(_ name: String) -> String? {
        if Identifier.isValidName(name) { return name }
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                bytes.append(byte)
            default:
                if bytes.last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
            }
        }
        let edges: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: "_")]
        let body = bytes.drop { edges.contains($0) }.prefix(longest)
        let text = String(decoding: body.reversed().drop { edges.contains($0) }.reversed(), as: UTF8.self)
        return Identifier.isValidName(text) ? text : nil
    }

    /// The names to try for a record, best first: its own, its own after the source's, and one that nothing else can have.
    static func candidates(for record: RemoteRecord, source: String) -> [String] {
        let own = sanitized(record.name)
        let digest = Identifier.uuid("name", "\(source)/\(record.id)").utf8.prefix(8)
        let last = "\(source.prefix(longest - 9))-\(String(Substring(digest)))"
        let prefixed = own.map { String("\(source)-\($0)".prefix(longest)) }
        return [own, prefixed, last].compactMap(\.self).filter(Identifier.isValidName)
    }

    /// A name for a publisher of whom only a title is known that no name can be made from: always the same for one source.
    static func organization(titled title: String, source: String) -> String {
        let digest = Identifier.uuid("publisher", "\(source)/\(title)").utf8.prefix(8)
        return "\(source.prefix(longest - 9))-\(String(Substring(digest)))"
    }
}
