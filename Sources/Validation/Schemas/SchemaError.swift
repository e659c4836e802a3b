package import Tabular

/// Why a Table Schema cannot be used.
package struct SchemaError: Error, Hashable, Sendable {
    /// JSON Pointer into the schema, `/fields/3/constraints/pattern`; empty for the whole document.
    package let pointer: String
    package let message: Bilingual

    package init(pointer: String, message: Bilingual) {
        self.pointer = pointer
        self.message = message
    }

    init(pointer: String, _ fault: SchemaFault) {
        self.init(pointer: pointer, message: fault.message)
    }
}

/// The facts behind a ``SchemaError``; its words are in `SchemaFault+Message.swift`.
enum SchemaFault: Error, Hashable, Sendable {
    case unreadableJSON(JSONValueReader.Failure)
    case unreadableFile(name: String)
    /// The file of that name holds a schema with a fault.
    indirect case inFile(name: String, pointer: String, Bilingual)
    /// A JSON value of another kind than the schema language asks for.
    case wrongKind(JSONKind)
    case missingMember(String)
    case noFields
    case repeatedField(String)
    case unknownType(String)
    case unknownFormat(String, ColumnType)
    case unknownConstraint(String)
    case constraintNotForType(String, ColumnType)
    /// A property that would change what is valid and that is not supported.
    case unsupportedProperty(String)
    case valueNotOfType(String, ColumnType)
    case reversedBounds(String, String)
    case pattern(PatternError)
    case keyWithoutField(String)

    /// What the schema language asks for at a place.
    enum JSONKind: Hashable, Sendable {
        case object, string, boolean, list, listOfStrings, wholeNumber, scalarValue
    }
}
