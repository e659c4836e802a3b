/// The values of one statement, numbered as they are named in its text.
struct SQLParameters {
    private(set) var values: [SQLValue]

    init(_ values: [SQLValue] = []) { self.values = values }

    /// Takes in a value.
    /// - Returns: what stands for it in the text: `?7`.
    mutating func add(_ value: SQLValue) -> String {
        values.append(value)
        return "?\(values.count)"
    }
}

/// Conditions joined so that the expression is as shallow as it can be: SQLite bounds the depth, and a chain is as deep
/// as long.
enum SQLJoin {
    static func all(_ conditions: [String]) -> String { joined(conditions[...], by: " AND ") }
    static func any(_ conditions: [String]) -> String { joined(conditions[...], by: " OR ") }

    /// `WHERE …`, or nothing.
    static func filter(_ conditions: [String]) -> String { conditions.isEmpty ? "" : " WHERE \(all(conditions))" }

    private static func joined(_ conditions: ArraySlice<String>, by word: String) -> String {
        guard conditions.count > 1 else { return conditions.first ?? "" }
        let middle = conditions.startIndex + conditions.count / 2
        return "(\(joined(conditions[..<middle], by: word))\(word)\(joined(conditions[middle...], by: word)))"
    }
}
