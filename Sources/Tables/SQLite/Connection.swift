internal import CSQLite

/// One SQLite connection, used by one thread at a time (it is opened without SQLite's own locks).
final class Connection {
    let handle: OpaquePointer

    /// Opens a database.
    /// - Parameters:
    ///   - path: a file path, or a `file:` URI with ``OpenMode/immutable``.
    ///   - mode: what may be done with it.
    /// - Throws: ``SQLiteFailure``.
    init(path: String, mode: OpenMode) throws {
        let flags: Int32
        let name: String
        switch mode {
        case .create:
            flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            name = path
        case .immutable:
            flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            // Two slashes say that no host follows, so that a path of two slashes is not taken for one.
            let authority = path.utf8.first == UInt8(ascii: "/") ? "//" : ""
            name = "file:\(authority)\(Self.escapedForURI(path))?mode=ro&immutable=1"
        }
        var opened: OpaquePointer?
        let result = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard result == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw SQLiteFailure(code: result, statement: "open")
        }
        handle = opened
    }

    deinit { sqlite3_close_v2(handle) }

    /// What an opened connection may do.
    enum OpenMode {
        /// Read and write; the file is made when it is not there.
        case create
        /// Read a file that nothing changes any more: SQLite then takes no locks and looks for no journal.
        case immutable
    }

    /// Runs statements that answer nothing.
    func execute(_ sql: String) throws {
        let result = sqlite3_exec(handle, sql, nil, nil, nil)
        guard result == SQLITE_OK else { throw SQLiteFailure(code: result, statement: sql) }
    }

    /// Compiles one statement.
    func prepare(_ sql: String) throws -> Statement {
        var statement: OpaquePointer?
        let result = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        guard result == SQLITE_OK, let statement else { throw SQLiteFailure(code: result, statement: sql) }
        return Statement(handle: statement)
    }

    /// The bytes that mean something in a URI's path (RFC 3986 §3.3) as percent escapes.
    private static func escapedForURI(_ path: String) -> String {
        var escaped: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"):
                escaped += Array("%\(String(byte, radix: 16, uppercase: true))".utf8)
            default:
                escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
