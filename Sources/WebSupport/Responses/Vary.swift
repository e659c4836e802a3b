package import HTTPTypes

extension HTTPFields {
    /// Adds `name` to `Vary` once.
    package mutating func addVary(_ name: String) {
        guard let present = self[.vary] else {
            self[.vary] = name
            return
        }
        let isThere = present.utf8.split(separator: UInt8(ascii: ",")).contains {
            Substring($0).drop { $0 == " " } == name[...]
        }
        if !isThere { self[.vary] = present + ", " + name }
    }
}
