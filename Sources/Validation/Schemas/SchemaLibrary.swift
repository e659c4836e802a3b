package import Tabular

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The Table Schemas of the municipal standard datasets (`schemas/*.json`), found by name or recognised by a table's header.
package struct SchemaLibrary: Sendable {
    /// In order of name.
    package let schemas: [TableSchema]

    package init(schemas: [TableSchema]) { self.schemas = schemas.sorted { $0.name < $1.name } }

    /// Reads every `*.json` below `directory`.
    /// - Throws: ``SchemaError`` with the name of the file that cannot be used, or of the directory when it cannot be read.
    package init(directory: String) throws {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: directory + "/") else {
            throw SchemaError(pointer: "", .unreadableFile(name: Self.lastComponent(directory)))
        }
        let schemas = try names.filter { $0.hasSuffix(".json") }.map { name in
            try Self.read("\(directory)/\(name)", name: name)
        }
        self.init(schemas: schemas)
    }

    /// The schema in one file, named after the file without its extension.
    /// - Throws: ``SchemaError``.
    package static func read(file path: String) throws(SchemaError) -> TableSchema {
        try read(path, name: lastComponent(path))
    }

    private static func read(_ path: String, name: String) throws(SchemaError) -> TableSchema {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SchemaError(pointer: "", .unreadableFile(name: name))
        }
        let schemaName = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
        do {
            return try TableSchema(name: schemaName, json: [UInt8](data))
        } catch {
            throw SchemaError(
                pointer: error.pointer,
                .inFile(name: name, pointer: error.pointer, error.message)
            )
        }
    }

    private static func lastComponent(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The schema of that name; nil when the library has none.
    package func schema(named name: String) -> TableSchema? { schemas.first { $0.name == name } }
}

extension SchemaLibrary {
    /// Least share of a schema's columns that a table must have to be recognised.
    private static let convincingShare = 0.7

    /// The schema whose column names the table's header matches best; nil when none is convincing
    /// (at least 70 % of the schema's columns, and all that it requires).
    ///
    /// Names are compared as ``ColumnMatch`` does. Among several, the one with the larger share of its columns wins, then the one
    /// that leaves fewer of the table's columns over, then the one with more names matched to the letter, then the newer.
    package func recognise(_ columns: [Column]) -> TableSchema? {
        schemas.compactMap { Candidate($0, columns: columns) }.max()?.schema
    }

    private struct Candidate: Comparable {
        let schema: TableSchema
        let share: Double
        let extraCount: Int
        let exactCount: Int

        /// Nil when the table is no convincing match.
        init?(_ schema: TableSchema, columns: [Column]) {
            let match = ColumnMatch(schema: schema, columns: columns)
            let share = Double(match.matchedCount) / Double(max(schema.fields.count, 1))
            let hasRequired = zip(schema.fields, match.columns).allSatisfy { field, column in
                column != nil || !field.constraints.required
            }
            guard share >= convincingShare, hasRequired else { return nil }
            self.schema = schema
            self.share = share
            extraCount = match.extraColumns.count
            exactCount = match.exactCount
        }

        /// Worse before better.
        static func < (one: Candidate, other: Candidate) -> Bool {
            if one.share != other.share { return one.share < other.share }
            if one.extraCount != other.extraCount { return one.extraCount > other.extraCount }
            if one.exactCount != other.exactCount { return one.exactCount < other.exactCount }
            if one.isNew != other.isNew { return other.isNew }
            return one.schema.name > other.schema.name
        }

        private var isNew: Bool { schema.generation == "new" }
    }
}
