/// A JSON text from outside, read within bounds: at most 64 levels, no repeated keys, numbers kept as written (RFC 8259).
///
/// Foundation's readers disagree on repeated keys and round large numbers, so what clients send meets this one. Bodies are small
/// (1 MiB); it copies freely.
package enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// The literal, for example `1e3`.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// In the order of the text.
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Why a text is no JSON that is accepted.
    package struct SyntaxError: Error, Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case syntax
            case tooDeep
            case repeatedKey(String)
        }
        package let kind: Kind
        /// Where it was noticed, in bytes from 0.
        package let offset: Int
    }

    /// Reads the whole of `bytes`.
    package init(_ bytes: some Collection<UInt8>) throws(SyntaxError) {
        var reader = JSONReader(bytes: Array(bytes))
        self = try reader.document()
    }

    /// Reads the whole of `text`.
    package init(_ text: String) throws(SyntaxError) { try self.init(Array(text.utf8)) }

    /// The value of a member; nil when there is none, or when this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}
