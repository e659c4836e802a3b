import Foundation

/// JSON as the log and the projection keep it: keys sorted, slashes and Japanese unescaped, moments as RFC 3339 text.
enum CanonicalJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// - Throws: ``CatalogError`` `.damaged`: only our own text is read.
    static func value<Value: Decodable>(_ type: Value.Type = Value.self, from text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw CatalogError(.damaged("a stored \(type) cannot be read"))
        }
    }
}
