import CSQLite
import Testing

/// A plain SQLite connection for tests, in memory or over a file.
final class TestDatabase {
    private(set) var handle: OpaquePointer?

    init(_ path: String = ":memory:") throws {
        let result = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, nil)
        try #require(result == SQLITE_OK)
    }

    deinit { sqlite3_close_v2(handle) }

    /// Runs one statement with text parameters; every value as text, `NULL` for null.
    @discardableResult
    func rows(_ sql: String, _ parameters: String...) throws -> [[String]] {
        var statement: OpaquePointer?
        let prepared = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        try #require(prepared == SQLITE_OK, "\(sql): \(String(cString: sqlite3_errmsg(handle)))")
        for (index, parameter) in parameters.enumerated() {
            ydp_bind_text_copy(statement, Int32(index + 1), parameter, Int32(parameter.utf8.count))
        }
        var rows: [[String]] = []
        while true {
            let result = sqlite3_step(statement)
            if result == SQLITE_DONE { return rows }
            try #require(result == SQLITE_ROW, "\(sql): \(String(cString: sqlite3_errmsg(handle)))")
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
                }
            )
        }
    }
}

/// A statement over a connection that a test owns.
struct BorrowedStatement {
    private let statement: OpaquePointer

    init(_ handle: OpaquePointer, _ sql: String) throws {
        var statement: OpaquePointer?
        try #require(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
        self.statement = try #require(statement)
    }

    /// Steps to the end.
    /// - Throws: the result code when it is not the end.
    func run() throws {
        defer { sqlite3_finalize(statement) }
        var result = sqlite3_step(statement)
        while result == SQLITE_ROW { result = sqlite3_step(statement) }
        guard result == SQLITE_DONE else { throw Ended(result: result) }
    }

    struct Ended: Error { let result: Int32 }
}
