/// What SQLite answered where it should have answered something else.
///
/// Turned into a ``TableError`` or a ``QueryError`` before it
/// leaves the module.
struct SQLiteFailure: Error, Hashable {
    /// The extended result code.
    let code: Int32
    /// What was asked of it; for logs.
    let statement: String

    /// The result code without its extension.
    var primaryCode: Int32 { code & 0xFF }
}
