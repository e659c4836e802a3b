import Tabular

/// A JSON text as a tree that keeps what schemas and reports need kept: the order of members and the spelling of numbers.
///
/// For descriptors and reports, which are small; rows never pass through it.
package enum JSONValue: Hashable, Sendable {
    /// A named value of an object, in the order of the text.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    case null
    case boolean(Bool)
    /// The literal as written: `20`, `0.1`, `1e3`.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Members in source order, names distinct.
    case object([Member])

    /// The member's value; nil when this is no object or has no such member.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}

extension JSONValue {
    /// The tree as UTF-8, without white space, non-ASCII as it is.
    package func bytes() -> [UInt8] {
        var buffer: [UInt8] = []
        write(to: &buffer)
        return buffer
    }

    private func write(to buffer: inout [UInt8]) {
        switch self {
        case .null: buffer += "null".utf8
        case .boolean(let value): buffer += (value ? "true" : "false").utf8
        case .number(let literal): buffer += literal.utf8
        case .string(let text): JSONBytes.appendString(text.utf8, to: &buffer)
        case .array(let elements): write(elements, between: ("[", "]"), to: &buffer) { $0.write(to: &$1) }
        case .object(let members):
            write(members, between: ("{", "}"), to: &buffer) { member, buffer in
                JSONBytes.appendString(member.name.utf8, to: &buffer)
                buffer.append(UInt8(ascii: ":"))
                member.value.write(to: &buffer)
            }
        }
    }

    private func write<Element>(
        _ elements: [Element],
        between brackets: (open: String, close: String),
        to buffer: inout [UInt8],
        each: (Element, inout [UInt8]) -> Void,
    ) {
        buffer += brackets.open.utf8
        for (index, element) in elements.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            each(element, &buffer)
        }
        buffer += brackets.close.utf8
    }
}
