import Hummingbird

extension WebContext {
    /// A piece of the path that names something: decoded once and held to the grammar of names and ids, so that nothing else
    /// ever reaches a lookup.
    /// - Throws: ``Problem`` `bad-encoding` when it cannot be decoded, `not-found` when it cannot be a name.
    package func name(_ parameter: String) throws(Problem) -> String {
        let text = try text(parameter)
        guard Self.isName(text) else { throw .notFound }
        return text
    }

    /// A piece of the path, decoded once, any text.
    /// - Throws: ``Problem`` `bad-encoding`.
    package func text(_ parameter: String) throws(Problem) -> String {
        guard let raw = parameters.get(parameter), let text = PercentDecoding.decode(raw, plusIsSpace: false) else {
            throw .badEncoding
        }
        return text
    }

    /// 1 to 100 of `a-z A-Z 0-9 _ -`.
    private static func isName(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
