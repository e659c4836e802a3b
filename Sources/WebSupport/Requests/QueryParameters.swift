package import Hummingbird

/// The query string of an address, decoded once, in order, repeats kept.
package struct QueryParameters: Hashable, Sendable {
    /// One `name=value`.
    package struct Item: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let items: [Item]

    /// More than any honest address has; each costs a comparison with the known names.
    private static let mostItems = 200

    package init(items: [Item]) { self.items = items }

    /// Reads `a=1&b=2`; `+` is a blank; an item without `=` has the empty value.
    /// - Throws: ``Problem`` `bad-encoding` for a stray `%`, for bytes that are no UTF-8 and for NUL; `too-many-parameters`.
    package init(_ text: String) throws(Problem) {
        var items: [Item] = []
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let equals = part.firstIndex(of: UInt8(ascii: "="))
            let name = part[..<(equals ?? part.endIndex)]
            let value = equals.map { part[part.index(after: $0)...] } ?? part[part.endIndex...]
            guard let name = PercentDecoding.decode(Array(name)[...], plusIsSpace: true),
                let value = PercentDecoding.decode(Array(value)[...], plusIsSpace: true)
            else { throw .badEncoding }
            items.append(Item(name, value))
            guard items.count <= Self.mostItems else { throw .tooManyParameters(Self.mostItems) }
        }
        self.items = items
    }

    /// All values of `name`, in order.
    package func all(_ name: String) -> [String] {
        items.compactMap { $0.name == name ? $0.value : nil }
    }

    /// The value of a parameter that may come once; nil when it does not come.
    /// - Throws: ``Problem`` `duplicate-parameter`.
    package func single(_ name: String) throws(Problem) -> String? {
        let values = all(name)
        guard values.count <= 1 else { throw .duplicateParameter(name) }
        return values.first
    }

    /// A whole number in ASCII digits (a sign only where negative numbers are allowed); nil when the parameter does not come.
    /// - Throws: ``Problem`` `bad-parameter` naming the range, `duplicate-parameter`.
    package func integer(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = try single(name) else { return nil }
        guard let value = Self.integer(text), range.contains(value) else {
            throw .badParameter(name, value: text, expected: .integer(range))
        }
        return value
    }

    /// One of `values`; nil when the parameter does not come.
    /// - Throws: ``Problem`` `bad-parameter` naming the allowed values and the nearest, `duplicate-parameter`.
    package func choice(_ name: String, of values: [String]) throws(Problem) -> String? {
        guard let text = try single(name) else { return nil }
        guard values.contains(text) else { throw .badParameter(name, value: text, expected: .oneOf(values)) }
        return text
    }

    /// Refuses names that nobody knows, so that a misspelt filter never gives everything.
    /// - Parameter known: `lang` is always known besides.
    /// - Throws: ``Problem`` `unknown-parameter` for the first, with the nearest known name.
    package func refuseUnknown(_ known: [String]) throws(Problem) {
        for item in items where item.name != "lang" && !known.contains(item.name) {
            throw .unknownParameter(item.name, known: known)
        }
    }

    /// ASCII digits with an optional minus, nothing else (Swift's own reader also takes `+5`).
    package static func integer(_ text: String) -> Int? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        let isNumber = !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isNumber ? Int(text) : nil
    }
}

extension Request {
    /// The address's query string, decoded.
    /// - Throws: ``Problem`` as ``QueryParameters/init(_:)``.
    package func queryParameters() throws(Problem) -> QueryParameters {
        try QueryParameters(uri.query ?? "")
    }
}
