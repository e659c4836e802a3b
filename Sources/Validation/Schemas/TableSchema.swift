package import Tabular

/// A Table Schema (Frictionless, https://datapackage.org/standard/table-schema/): what a table's columns must be.
package struct TableSchema: Hashable, Sendable {
    /// What one column must be.
    package struct Field: Hashable, Sendable {
        package var name: String
        package var type: ColumnType
        /// For strings `email`, `uri` or `uuid`: checked.
        ///
        /// Nil for no format.
        package var format: String?
        package var title: String?
        package var description: String?
        package var constraints: Constraints

        package init(
            name: String,
            type: ColumnType,
            format: String? = nil,
            title: String? = nil,
            description: String? = nil,
            constraints: Constraints = .init(),
        ) {
            self.name = name
            self.type = type
            self.format = format
            self.title = title
            self.description = description
            self.constraints = constraints
        }
    }

    /// What the values of one column must be, beside their type.
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

    /// File name without extension: `aed.new`.
    ///
    /// Empty for an unnamed schema.
    package var name: String
    package var title: String?
    /// Where the schema comes from and how sure it is; nil when it does not say.
    package var description: String?
    package var fields: [Field]
    /// Spellings that mean null, default `[""]`.
    package var missingValues: [String]
    package var primaryKey: [String]
    /// Slug of the municipal standard dataset that it describes, and its generation (`old`, `new`); nil for others.
    package var standard: String?
    package var generation: String?

    package init(
        name: String,
        title: String? = nil,
        description: String? = nil,
        fields: [Field],
        missingValues: [String] = [""],
        primaryKey: [String] = [],
        standard: String? = nil,
        generation: String? = nil,
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.fields = fields
        self.missingValues = missingValues
        self.primaryKey = primaryKey
        self.standard = standard
        self.generation = generation
    }
}
