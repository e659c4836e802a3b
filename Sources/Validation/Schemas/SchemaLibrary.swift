package import Tabular

/// The Table Schemas of the municipal standard datasets (`schemas/*.json`), found by name or recognised by a table's header.
package struct SchemaLibrary: Sendable {
    package let schemas: [TableSchema]

    package init(schemas: [TableSchema]) { self.schemas = schemas }

    /// Reads every `*.json` below `directory`.
    package init(directory: String) throws { fatalError("stub") }

    package func schema(named name: String) -> TableSchema? { schemas.first { $0.name == name } }

    /// The schema whose column names the table's header matches best; nil when none is convincing
    /// (at least 70 % of the schema's columns, and all that it requires).
    package func recognise(_ columns: [Column]) -> TableSchema? { fatalError("stub") }
}
