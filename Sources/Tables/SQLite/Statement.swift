internal import CSQLite

/// A compiled statement, ended when it goes out of scope.
///
/// Parameters count from 1, columns from 0, as in SQLite.
struct Statement: ~Copyable {
    let handle: OpaquePointer

    deinit { sqlite3_finalize(handle) }

    /// Binds values to the parameters 1, 2, ….
    func bind(_ values: [SQLValue]) throws {
        for (index, value) in values.enumerated() {
            try bind(value, at: Int32(index + 1))
        }
    }

    func bind(_ value: SQLValue, at index: Int32) throws {
        let result =
            switch value {
            case .null: sqlite3_bind_null(handle, index)
            case .integer(let value): sqlite3_bind_int64(handle, index, value)
            case .real(let value): sqlite3_bind_double(handle, index, value)
            case .text(let text): bind(text, at: index)
            case .blob(let bytes): ydp_bind_blob_copy(handle, index, bytes, Int32(clamping: bytes.count))
            }
        guard result == SQLITE_OK else { throw SQLiteFailure(code: result, statement: "bind") }
    }

    private func bind(_ text: String, at index: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty buffer has no address, and a null address would bind NULL.
                guard let start = characters.baseAddress else { return ydp_bind_text_copy(handle, index, "", 0) }
                return ydp_bind_text_copy(handle, index, start, Int32(clamping: characters.count))
            }
        }
    }

    /// Moves to the next row.
    /// - Returns: false at the end.
    func step() throws -> Bool {
        let result = sqlite3_step(handle)
        if result == SQLITE_ROW { return true }
        if result == SQLITE_DONE { return false }
        throw SQLiteFailure(code: result, statement: "step")
    }

    func reset() { sqlite3_reset(handle) }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// Bytes of a text or blob, valid until the next step.
    func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_blob(handle, column)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }

    /// The value of a column as it can be bound again.
    func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT: .text(string(column))
        case SQLITE_BLOB: .blob(Array(bytes(column)))
        default: .null
        }
    }

    /// Whether a column's value is a number.
    func isNumber(_ column: Int32) -> Bool {
        let type = sqlite3_column_type(handle, column)
        return type == SQLITE_INTEGER || type == SQLITE_FLOAT
    }

    func string(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}

/// A value bound to a parameter.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}
