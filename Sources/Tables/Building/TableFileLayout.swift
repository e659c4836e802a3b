/// How a table file is laid out.
///
/// A reader of another layout version refuses the file instead of guessing.
///
///     rows(_id INTEGER PRIMARY KEY, c1, …, cN)         values; columns have no affinity, so "007" stays text
///     columns(number, physical, name, title, type, format, statistics)
///     meta(key, value)                                 layout, blob, rows, longest_row, report
///     place(id, west, east, south, north)              R*Tree, only where the table has coordinates
///     by_cN                                            indexes of single columns, only in large tables (ColumnIndexes)
///     words(text)                                      FTS5 over all string columns, only in large tables (WordIndex)
///
/// Readers look for the last two in the schema; files without them are of the same layout.
///
/// A value that fits its column's type is an INTEGER (integer, year; boolean as 0 and 1), a REAL (number) or TEXT
/// (string; dates and times in ISO 8601). One that does not fit is a BLOB of its source text: SQLite orders BLOBs after
/// everything else, so one comparison tells them apart, in every type.
enum TableFileLayout {
    static let version = "1"
    /// SQLite's own bound on columns, less `_id`.
    static let columnLimit = 1_999

    /// Said before anything is written.
    ///
    /// The file is private to the build until it is whole, so it needs no journal, no syncs and no wiping of freed
    /// space.
    static let preparation = """
        PRAGMA page_size = 16384;
        PRAGMA encoding = 'UTF-8';
        PRAGMA auto_vacuum = NONE;
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA secure_delete = OFF;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -65536;
        """

    /// The statements that make the tables, the rows with so many columns.
    static func schema(columns: Int) -> String {
        let names = (1...max(columns, 1)).map { ", \(physicalName($0))" }.joined()
        return """
            CREATE TABLE rows(_id INTEGER PRIMARY KEY\(columns == 0 ? "" : names));
            CREATE TABLE columns(number INTEGER PRIMARY KEY, physical TEXT NOT NULL, name TEXT NOT NULL,
                title TEXT NOT NULL, type TEXT NOT NULL, format TEXT, statistics TEXT NOT NULL);
            CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            """
    }

    /// The name of a column, counted from 1: the only names that SQL ever sees.
    static func physicalName(_ number: Int) -> String { "c\(number)" }
}
