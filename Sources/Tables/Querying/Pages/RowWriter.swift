internal import CSQLite
internal import Tabular

/// Writes rows of a statement as bytes: no string per cell, keys escaped once.
///
/// A statement's first column is `_id`, then come the output columns (``CompiledQuery``). The buffer is passed `inout`:
/// stored in a property it would cost an exclusivity check per write (architecture.md).
struct RowWriter {
    private struct OutputColumn {
        /// `,"名称":`, for objects.
        let key: [UInt8]
        let isBoolean: Bool
    }

    private let format: RowFormat
    private let columns: [OutputColumn]
    private let header: [UInt8]

    init(_ output: [QueryColumn], as format: RowFormat) {
        self.format = format
        columns = output.map { column in
            var key: [UInt8] = [UInt8(ascii: ",")]
            JSONBytes.appendString(Array(column.name.utf8), to: &key)
            key.append(UInt8(ascii: ":"))
            return OutputColumn(key: key, isBoolean: column.type == .boolean)
        }
        var header: [UInt8] = []
        for (index, column) in output.enumerated() {
            if index > 0 { header.append(UInt8(ascii: ",")) }
            CSVBytes.appendField(Array(column.name.utf8), to: &header)
        }
        CSVBytes.endRecord(&header)
        self.header = header
    }

    /// What stands before the first row.
    func begin(_ buffer: inout [UInt8]) {
        switch format {
        case .json, .jsonLists: buffer.append(UInt8(ascii: "["))
        case .csv: buffer.append(contentsOf: header)
        case .ndjson: break
        }
    }

    /// What stands after the last row.
    func end(_ buffer: inout [UInt8]) {
        switch format {
        case .json, .jsonLists: buffer.append(UInt8(ascii: "]"))
        case .csv, .ndjson: break
        }
    }

    /// The statement's present row.
    /// - Parameter isFirst: whether it is the first of the whole answer.
    func append(_ statement: borrowing Statement, isFirst: Bool, to buffer: inout [UInt8]) {
        switch format {
        case .json:
            if !isFirst { buffer.append(UInt8(ascii: ",")) }
            appendObject(statement, to: &buffer)
        case .ndjson:
            appendObject(statement, to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        case .jsonLists:
            if !isFirst { buffer.append(UInt8(ascii: ",")) }
            appendList(statement, to: &buffer)
        case .csv:
            appendRecord(statement, to: &buffer)
        }
    }

    private func appendObject(_ statement: borrowing Statement, to buffer: inout [UInt8]) {
        buffer.append(contentsOf: Self.objectStart)
        JSONBytes.append(statement.integer(0), to: &buffer)
        for index in columns.indices {
            buffer.append(contentsOf: columns[index].key)
            appendJSON(statement, index, to: &buffer)
        }
        buffer.append(UInt8(ascii: "}"))
    }

    private func appendList(_ statement: borrowing Statement, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "["))
        JSONBytes.append(statement.integer(0), to: &buffer)
        for index in columns.indices {
            buffer.append(UInt8(ascii: ","))
            appendJSON(statement, index, to: &buffer)
        }
        buffer.append(UInt8(ascii: "]"))
    }

    private func appendJSON(_ statement: borrowing Statement, _ index: Int, to buffer: inout [UInt8]) {
        let column = Int32(index + 1)
        switch sqlite3_column_type(statement.handle, column) {
        case SQLITE_NULL:
            buffer.append(contentsOf: Self.null)
        case SQLITE_INTEGER:
            let value = statement.integer(column)
            if columns[index].isBoolean {
                buffer.append(contentsOf: value == 0 ? Self.no : Self.yes)
            } else {
                JSONBytes.append(value, to: &buffer)
            }
        case SQLITE_FLOAT:
            JSONBytes.append(sqlite3_column_double(statement.handle, column), to: &buffer)
        default:
            JSONBytes.appendString(statement.bytes(column), to: &buffer)
        }
    }

    private func appendRecord(_ statement: borrowing Statement, to buffer: inout [UInt8]) {
        for index in columns.indices {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            let column = Int32(index + 1)
            switch sqlite3_column_type(statement.handle, column) {
            case SQLITE_NULL:
                break
            case SQLITE_INTEGER, SQLITE_FLOAT:
                appendJSON(statement, index, to: &buffer)
            default:
                CSVBytes.appendField(statement.bytes(column), to: &buffer)
            }
        }
        CSVBytes.endRecord(&buffer)
    }

    private static let objectStart = Array("{\"_id\":".utf8)
    private static let null = Array("null".utf8)
    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)
}
