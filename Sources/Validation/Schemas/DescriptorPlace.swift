import Tabular

/// A value inside a schema together with its JSON Pointer (RFC 6901), so that every fault names its place.
struct DescriptorPlace {
    let value: JSONValue
    let pointer: String

    func requireObject() throws(SchemaError) { _ = try members() }

    /// The member, or nil when it is absent or null.
    func member(_ name: String) throws(SchemaError) -> DescriptorPlace? {
        guard let member = value[name], member != .null else { return nil }
        return DescriptorPlace(value: member, pointer: pointer + "/" + Self.escaped(name))
    }

    func members() throws(SchemaError) -> [(name: String, place: DescriptorPlace)] {
        guard case .object(let members) = value else { throw wrong(.object) }
        return members.map { member in
            (member.name, DescriptorPlace(value: member.value, pointer: pointer + "/" + Self.escaped(member.name)))
        }
    }

    func elements() throws(SchemaError) -> [DescriptorPlace] {
        guard case .array(let elements) = value else { throw wrong(.list) }
        return elements.enumerated().map { DescriptorPlace(value: $0.element, pointer: "\(pointer)/\($0.offset)") }
    }

    func string() throws(SchemaError) -> String {
        guard case .string(let text) = value else { throw wrong(.string) }
        return text
    }

    func boolean() throws(SchemaError) -> Bool {
        guard case .boolean(let flag) = value else { throw wrong(.boolean) }
        return flag
    }

    func wholeNumber() throws(SchemaError) -> Int {
        guard case .number(let literal) = value, let number = Int(literal), number >= 0 else {
            throw wrong(.wholeNumber)
        }
        return number
    }

    func strings() throws(SchemaError) -> [String] {
        guard case .array(let elements) = value else { throw wrong(.listOfStrings) }
        var strings: [String] = []
        for element in elements {
            guard case .string(let text) = element else { throw wrong(.listOfStrings) }
            strings.append(text)
        }
        return strings
    }

    func stringOrStrings() throws(SchemaError) -> [String] {
        if case .string(let text) = value { return [text] }
        return try strings()
    }

    /// Strings, or as version 2 also allows objects with `value` and `label`.
    func missingValues() throws(SchemaError) -> [String] {
        var values: [String] = []
        for element in try elements() {
            let spelling = try element.value["value"] == nil ? element : element.member("value") ?? element
            values.append(try spelling.string())
        }
        return values
    }

    /// The value as text, checked to be one of `type`: `20` and `"20"` are the same.
    func literal(of type: ColumnType) throws(SchemaError) -> String {
        let text: String
        switch value {
        case .string(let string): text = string
        case .number(let literal): text = literal
        case .boolean(let flag): text = flag ? "true" : "false"
        default: throw wrong(.scalarValue)
        }
        guard Bound(text, as: type) != nil else { throw SchemaError(pointer: pointer, .valueNotOfType(text, type)) }
        return text
    }

    /// A regular expression that compiles.
    func pattern() throws(SchemaError) -> String {
        let source = try string()
        do {
            _ = try Pattern(source)
            return source
        } catch {
            throw SchemaError(pointer: pointer, .pattern(error))
        }
    }

    private func wrong(_ kind: SchemaFault.JSONKind) -> SchemaError {
        SchemaError(pointer: pointer, .wrongKind(kind))
    }

    /// RFC 6901 §3: `~` and `/` inside a name.
    private static func escaped(_ name: String) -> String {
        var escaped = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
