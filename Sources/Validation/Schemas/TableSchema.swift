package import Tabular

/// A Table Schema (Frictionless, https://datapackage.org/standard/table-schema/): what a table's columns must be.
package struct TableSchema: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package var name: String
        package var type: ColumnType
        package var title: String?
        package var description: String?
        package var constraints: Constraints

        package init(
            name: String, type: ColumnType, title: String? = nil, description: String? = nil, constraints: Constraints = .init(),
        ) {
            self.name = name
            self.type = type
            self.title = title
            self.description = description
            self.constraints = constraints
        }
    }

    package struct Constraints: Hashable, Sendable {
        package var required = false
        package var unique = false
        /// As written in the schema; compared as the field's type.
        package var minimum: String?
        package var maximum: String?
        /// In Unicode scalars, not bytes and not grapheme clusters.
        package var minLength: Int?
        package var maxLength: Int?
        /// An XML-Schema-like regular expression, anchored at both ends; run by our own linear matcher, never a backtracking one.
        package var pattern: String?
        package var enumeration: [String]?

        package init() {}
    }

    /// File name without extension: `aed.new`. Empty for an unnamed schema.
    package var name: String
    package var title: String?
    package var fields: [Field]
    /// Spellings that mean null, default `[""]`.
    package var missingValues: [String]
    package var primaryKey: [String]
    /// Slug of the municipal standard dataset that it describes, and its generation (`old`, `new`); nil for others.
    package var standard: String?
    package var generation: String?

    package init(
        name: String, title: String? = nil, fields: [Field], missingValues: [String] = [""], primaryKey: [String] = [],
        standard: String? = nil, generation: String? = nil,
    ) {
        self.name = name
        self.title = title
        self.fields = fields
        self.missingValues = missingValues
        self.primaryKey = primaryKey
        self.standard = standard
        self.generation = generation
    }

    /// Reads a Table Schema from JSON.
    /// - Throws: ``SchemaError`` with the JSON Pointer of what is wrong.
    package init(name: String, json: [UInt8]) throws(SchemaError) { fatalError("stub") }

    /// The schema as Table Schema JSON, field order kept.
    package func json() -> [UInt8] { fatalError("stub") }
}

/// Why a Table Schema cannot be used.
package struct SchemaError: Error, Hashable, Sendable {
    /// JSON Pointer into the schema, `/fields/3/constraints/pattern`.
    package let pointer: String
    package let message: Bilingual

    package init(pointer: String, message: Bilingual) {
        self.pointer = pointer
        self.message = message
    }
}
