import Tabular

extension TableSchema {
    /// Reads a Table Schema from JSON: version 1 (with `profile`) or the standard's version 2 (with `$schema`).
    ///
    /// Beside the standard's properties it reads `ydp:standard` and `ydp:generation`. Foreign keys concern more than one table
    /// and are left to whoever holds both; `rdfType`, `example` and other properties that only describe are passed over. What
    /// would change the set of valid values and is not supported is an error, never ignored.
    /// - Throws: ``SchemaError`` with the JSON Pointer of what is wrong.
    package init(name: String, json: [UInt8]) throws(SchemaError) {
        let root: JSONValue
        do {
            root = try JSONValueReader.read(json)
        } catch {
            throw SchemaError(pointer: "", .unreadableJSON(error))
        }
        try self.init(name: name, descriptor: root)
    }

    /// Reads a Table Schema out of a larger descriptor, for example the `schema` of a data package's resource.
    /// - Throws: ``SchemaError``; its pointer begins at `descriptor`.
    package init(name: String, descriptor: JSONValue) throws(SchemaError) {
        let place = DescriptorPlace(value: descriptor, pointer: "")
        try place.requireObject()
        for property in ["uniqueKeys", "fieldsMatch"] where descriptor[property] != nil {
            throw SchemaError(pointer: "/\(property)", .unsupportedProperty(property))
        }
        guard let list = try place.member("fields")?.elements() else {
            throw SchemaError(pointer: "", .missingMember("fields"))
        }
        guard !list.isEmpty else { throw SchemaError(pointer: "/fields", .noFields) }
        var fields: [Field] = []
        var names: Set<String> = []
        for element in list {
            let field = try Field(element)
            guard names.insert(field.name).inserted else {
                throw SchemaError(pointer: element.pointer + "/name", .repeatedField(field.name))
            }
            fields.append(field)
        }
        self.init(
            name: name,
            title: try place.member("title")?.string(),
            description: try place.member("description")?.string(),
            fields: fields,
            missingValues: try place.member("missingValues")?.missingValues() ?? [""],
            primaryKey: try place.member("primaryKey")?.stringOrStrings() ?? [],
            standard: try place.member("ydp:standard")?.string(),
            generation: try place.member("ydp:generation")?.string(),
        )
        if let stranger = primaryKey.first(where: { !names.contains($0) }) {
            throw SchemaError(pointer: "/primaryKey", .keyWithoutField(stranger))
        }
    }
}

extension TableSchema.Field {
    /// Properties of a field that change which spellings are values; `groupChar`, `bareNumber` and the rest are not supported.
    private static let unsupportedProperties = [
        "trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber", "missingValues", "categories",
        "delimiter",
    ]

    fileprivate init(_ place: DescriptorPlace) throws(SchemaError) {
        try place.requireObject()
        guard let name = try place.member("name")?.string() else {
            throw SchemaError(pointer: place.pointer, .missingMember("name"))
        }
        for property in Self.unsupportedProperties where place.value[property] != nil {
            throw SchemaError(pointer: "\(place.pointer)/\(property)", .unsupportedProperty(property))
        }
        let type = try place.member("type")?.columnType() ?? .string
        self.init(
            name: name,
            type: type,
            format: try place.member("format")?.format(of: type),
            title: try place.member("title")?.string(),
            description: try place.member("description")?.string(),
        )
        if let member = try place.member("constraints") {
            constraints = try TableSchema.Constraints(member, type: type)
        }
    }
}

extension DescriptorPlace {
    fileprivate func columnType() throws(SchemaError) -> ColumnType {
        let name = try string()
        // `any` accepts every value, which is what a string column does.
        if name == "any" { return .string }
        guard let type = ColumnType(rawValue: name) else { throw SchemaError(pointer: pointer, .unknownType(name)) }
        return type
    }

    /// `default` and `any` name no format of their own: cells are read leniently in any case.
    fileprivate func format(of type: ColumnType) throws(SchemaError) -> String? {
        let format = try string()
        if format == "default" { return nil }
        if format == "any", [.date, .time, .datetime].contains(type) { return nil }
        guard type == .string, ValueFormat(rawValue: format) != nil else {
            throw SchemaError(pointer: pointer, .unknownFormat(format, type))
        }
        return format
    }
}
