package import Tabular

/// Builds one JSON text in the order of the calls, as bytes: for answers that are small (rows are never written here).
package struct JSONBuilder: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    /// The bytes of one object.
    package static func object(_ body: (inout JSONBuilder) throws -> Void) rethrows -> [UInt8] {
        var json = JSONBuilder()
        try json.object(body)
        return json.bytes
    }

    // MARK: In arrays, and at the top

    /// An object whose members `body` writes.
    package mutating func object(_ body: (inout JSONBuilder) throws -> Void) rethrows {
        try enclose("{", "}", body)
    }

    /// An array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONBuilder) throws -> Void) rethrows {
        try enclose("[", "]", body)
    }

    /// A string, or `null` for nil.
    package mutating func element(_ value: String?) {
        separate()
        write(value)
    }

    /// JSON text made elsewhere.
    package mutating func element(raw: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: raw)
    }

    // MARK: In objects

    /// A member that is an object.
    package mutating func object(_ name: String, _ body: (inout JSONBuilder) throws -> Void) rethrows {
        key(name)
        try enclose("{", "}", body)
    }

    /// A member that is an array.
    package mutating func array(_ name: String, _ body: (inout JSONBuilder) throws -> Void) rethrows {
        key(name)
        try enclose("[", "]", body)
    }

    /// A string, or `null` for nil.
    package mutating func field(_ name: String, _ value: String?) {
        key(name)
        separate()
        write(value)
    }

    /// A whole number, or `null` for nil.
    package mutating func field(_ name: String, _ value: Int?) {
        key(name)
        separate()
        guard let value else { return write(nil) }
        JSONBytes.append(Int64(value), to: &bytes)
    }

    /// `true` or `false`, or `null` for nil.
    package mutating func field(_ name: String, _ value: Bool?) {
        key(name)
        separate()
        bytes.append(contentsOf: (value.map { $0 ? "true" : "false" } ?? "null").utf8)
    }

    /// `{"ja":…,"en":…}`, or `null` for nil.
    package mutating func field(_ name: String, _ value: Bilingual?) {
        guard let value else { return field(name, String?.none) }
        object(name) { json in
            json.field("ja", value.ja)
            json.field("en", value.en)
        }
    }

    /// A member that is an array of strings.
    package mutating func field(_ name: String, _ values: [String]) {
        array(name) { json in
            for value in values { json.element(value) }
        }
    }

    /// JSON text made elsewhere.
    package mutating func field(_ name: String, raw: some Collection<UInt8>) {
        key(name)
        separate()
        bytes.append(contentsOf: raw)
    }

    // MARK: Pieces

    private mutating func key(_ name: String) {
        separate()
        JSONBytes.appendString(name.utf8, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func write(_ value: String?) {
        guard let value else { return bytes.append(contentsOf: "null".utf8) }
        JSONBytes.appendString(value.utf8, to: &bytes)
    }

    private mutating func enclose(
        _ open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        _ body: (inout JSONBuilder) throws -> Void,
    ) rethrows {
        separate()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        try body(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }
}
