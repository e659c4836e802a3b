import Tabular

/// The constraints of Table Schema as a table: which types each applies to and how it is read.
extension TableSchema.Constraints {
    private struct Rule: Sendable {
        let name: String
        let types: Set<ColumnType>
        let read: @Sendable (inout TableSchema.Constraints, DescriptorPlace, ColumnType) throws(SchemaError) -> Void
    }

    private static let everyType = Set(ColumnType.allCases)
    private static let orderedTypes = everyType.subtracting([.string, .boolean])

    private static let rules: [Rule] = [
        Rule(name: "required", types: everyType) { constraints, place, _ throws(SchemaError) in
            constraints.required = try place.boolean()
        },
        Rule(name: "unique", types: everyType.subtracting([.boolean])) { constraints, place, _ throws(SchemaError) in
            constraints.unique = try place.boolean()
        },
        Rule(name: "minimum", types: orderedTypes) { constraints, place, type throws(SchemaError) in
            constraints.minimum = try place.literal(of: type)
        },
        Rule(name: "maximum", types: orderedTypes) { constraints, place, type throws(SchemaError) in
            constraints.maximum = try place.literal(of: type)
        },
        Rule(name: "minLength", types: [.string]) { constraints, place, _ throws(SchemaError) in
            constraints.minLength = try place.wholeNumber()
        },
        Rule(name: "maxLength", types: [.string]) { constraints, place, _ throws(SchemaError) in
            constraints.maxLength = try place.wholeNumber()
        },
        // Version 2 knows it for strings only, version 1 for most types; it is held against the text as the file has it.
        Rule(name: "pattern", types: everyType) { constraints, place, _ throws(SchemaError) in
            constraints.pattern = try place.pattern()
        },
        Rule(name: "enum", types: everyType) { constraints, place, type throws(SchemaError) in
            var values: [String] = []
            for element in try place.elements() { values.append(try element.literal(of: type)) }
            constraints.enumeration = values
        },
    ]

    /// In the order in which they are written and listed.
    static let names = rules.map(\.name)

    init(_ place: DescriptorPlace, type: ColumnType) throws(SchemaError) {
        self.init()
        for (name, member) in try place.members() {
            guard let rule = Self.rules.first(where: { $0.name == name }) else {
                throw SchemaError(pointer: member.pointer, .unknownConstraint(name))
            }
            guard rule.types.contains(type) else {
                throw SchemaError(pointer: member.pointer, .constraintNotForType(name, type))
            }
            try rule.read(&self, member, type)
        }
        try refuseReversedBounds(at: place.pointer, type: type)
    }

    private func refuseReversedBounds(at pointer: String, type: ColumnType) throws(SchemaError) {
        if let minimum, let maximum, let low = Bound(minimum, as: type), let high = Bound(maximum, as: type),
            Bound.isReversed(minimum: low, maximum: high)
        {
            throw SchemaError(pointer: "\(pointer)/minimum", .reversedBounds(minimum, maximum))
        }
        if let minLength, let maxLength, minLength > maxLength {
            throw SchemaError(pointer: "\(pointer)/minLength", .reversedBounds("\(minLength)", "\(maxLength)"))
        }
    }
}
