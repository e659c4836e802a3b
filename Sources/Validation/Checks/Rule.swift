import Tabular

/// The rules that a table is held against.
///
/// The raw values are the codes of findings: Table Schema's own names in snake case.
enum Rule: String, Hashable, Sendable, CaseIterable {
    case missingColumn = "missing_column"
    case extraColumn = "extra_column"
    /// The header says the name of a field in another spelling, or a known other name of it.
    case columnName = "column_name"
    case required
    case typeMismatch = "type_mismatch"
    case unique
    case minimum
    case maximum
    case minLength = "min_length"
    case maxLength = "max_length"
    case pattern
    case format
    case enumeration = "enum"
    case primaryKey = "primary_key"
    /// A column has more different values than are compared with one another.
    case uniquePartial = "unique_partial"
}

/// One broken rule with its facts; its words are in `Breach+Message.swift`.
enum Breach: Hashable, Sendable {
    /// A required column is an error; another one of the schema's a warning, since real files leave empty columns out.
    case missingColumn(name: String, isRequired: Bool)
    case extraColumn
    case columnName(expected: String)
    case required
    /// `isInferred`: the type is none that a schema asks for but what the column's other values have; then it is a doubt only.
    case typeMismatch(value: String, ColumnType, isInferred: Bool)
    case unique(value: String, firstRow: Int)
    case minimum(value: String, String)
    case maximum(value: String, String)
    case minLength(count: Int, Int)
    case maxLength(count: Int, Int)
    case pattern(value: String, String)
    case format(value: String, String)
    case enumeration(value: String, allowed: [String])
    /// The value would satisfy the rule (pattern, format or enum) without the white space around it.
    case surroundingSpace(value: String, Rule)
    case primaryKey(columns: [String], firstRow: Int)
    case uniquePartial(limit: Int)

    var rule: Rule {
        switch self {
        case .missingColumn: .missingColumn
        case .extraColumn: .extraColumn
        case .columnName: .columnName
        case .required: .required
        case .typeMismatch: .typeMismatch
        case .unique: .unique
        case .minimum: .minimum
        case .maximum: .maximum
        case .minLength: .minLength
        case .maxLength: .maxLength
        case .pattern: .pattern
        case .format: .format
        case .enumeration: .enumeration
        case .surroundingSpace(_, let rule): rule
        case .primaryKey: .primaryKey
        case .uniquePartial: .uniquePartial
        }
    }

    var severity: Severity {
        switch self {
        case .missingColumn(_, let isRequired): isRequired ? .error : .warning
        case .typeMismatch(_, _, let isInferred): isInferred ? .warning : .error
        case .extraColumn, .columnName: .warning
        case .uniquePartial: .info
        default: .error
        }
    }
}
