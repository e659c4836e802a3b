/// Rules of names and ids. Names are part of URLs and of SQL-free lookups; ids never change for one thing.
package enum Identifier {
    /// Whether `name` matches `[a-z0-9][a-z0-9_-]{1,99}` and is not reserved (`new`, `edit`, `search`).
    package static func isValidName(_ name: String) -> Bool { fatalError("stub") }
    /// A UUID (version 8) made from the SHA-256 of `kind`, NUL, `key`: the same thing gets the same id on every machine.
    package static func uuid(_ kind: String, _ key: String) -> String { fatalError("stub") }
    /// Whether `text` is a UUID in lower-case canonical form.
    package static func isUUID(_ text: String) -> Bool { fatalError("stub") }
}
