import Tabular

extension TableSchema {
    /// The schema as Table Schema JSON (version 2), field order kept.
    ///
    /// Reading it back gives an equal schema of the same name.
    package func json() -> [UInt8] { descriptor().bytes() }

    /// The schema as a JSON tree, to be set into a larger descriptor.
    package func descriptor() -> JSONValue {
        var members = [JSONValue.Member("$schema", .string("https://datapackage.org/profiles/2.0/tableschema.json"))]
        members.append("title", title)
        members.append("description", description)
        members.append("ydp:standard", standard)
        members.append("ydp:generation", generation)
        members.append(.init("fields", .array(fields.map(\.descriptor))))
        if missingValues != [""] { members.append("missingValues", missingValues) }
        if !primaryKey.isEmpty { members.append("primaryKey", primaryKey) }
        return .object(members)
    }
}

extension TableSchema.Field {
    fileprivate var descriptor: JSONValue {
        var members: [JSONValue.Member] = []
        members.append("name", name)
        members.append("type", type.rawValue)
        members.append("format", format)
        members.append("title", title)
        members.append("description", description)
        let constraints = constraints.members(for: type)
        if !constraints.isEmpty { members.append(.init("constraints", .object(constraints))) }
        return .object(members)
    }
}

extension TableSchema.Constraints {
    fileprivate func members(for type: ColumnType) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if required { members.append(.init("required", .boolean(true))) }
        if unique { members.append(.init("unique", .boolean(true))) }
        if let minimum { members.append(.init("minimum", Self.literal(minimum, of: type))) }
        if let maximum { members.append(.init("maximum", Self.literal(maximum, of: type))) }
        if let minLength { members.append(.init("minLength", .number("\(minLength)"))) }
        if let maxLength { members.append(.init("maxLength", .number("\(maxLength)"))) }
        members.append("pattern", pattern)
        if let enumeration { members.append(.init("enum", .array(enumeration.map { Self.literal($0, of: type) }))) }
        return members
    }

    /// A JSON number or truth value where the type has one, else a string.
    ///
    /// Texts that JSON would not take as a number stay strings.
    private static func literal(_ text: String, of type: ColumnType) -> JSONValue {
        switch type {
        case .boolean: .boolean(text == "true")
        case .integer, .number, .year: (try? JSONValueReader.read(Array(text.utf8))) ?? .string(text)
        default: .string(text)
        }
    }
}

extension [JSONValue.Member] {
    fileprivate mutating func append(_ name: String, _ text: String?) {
        if let text { append(.init(name, .string(text))) }
    }

    fileprivate mutating func append(_ name: String, _ texts: [String]) {
        append(.init(name, .array(texts.map(JSONValue.string))))
    }
}
