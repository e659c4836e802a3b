/// The indexes that a table file was built with; a file need not have any.
struct QueryIndexes: Hashable {
    /// Physical names of the columns that have one (`by_cN` over `cN`).
    var columns: Set<String> = []
    /// Whether the text of all string columns is indexed (`words`).
    var hasWords = false
    /// Whether that index knows where in a text words stand, so that it can be asked for phrases (FTS5 §4.6, `detail`).
    var hasPositions = false

    init() {}

    /// Reads what is there.
    /// - Parameter connection: over the file, not yet restricted to its rows.
    init(_ connection: Connection) throws {
        let statement = try connection.prepare(
            "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name IN ('rows', 'words')"
        )
        while try statement.step() {
            let name = statement.string(1)
            switch statement.string(0) {
            case "index" where name.utf8.starts(with: "by_".utf8): columns.insert(String(name.dropFirst(3)))
            case "table" where name.utf8.elementsEqual("words".utf8):
                hasWords = true
                hasPositions = !statement.string(2).contains("detail")
            default: break
            }
        }
    }
}
