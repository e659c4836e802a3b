extension JSONValue {
    /// Reads one JSON text (RFC 8259) from outside: strict UTF-8, at most 64 levels deep, names in an object distinct.
    ///
    /// Nil when the bytes are no such text or more than `limit`.
    package init?(_ bytes: [UInt8], limit: Int) {
        guard let value = try? JSONValueReader.read(bytes, limit: limit) else { return nil }
        self = value
    }

    /// The elements; nil when this is no array.
    package var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The number as a whole one; nil when this is no number or not whole.
    package var wholeNumber: Int? {
        guard case .number(let literal) = self else { return nil }
        return Int(literal)
    }
}
