internal import CSQLite
internal import Tabular

/// Writes rows of a statement as bytes: no string per cell, keys escaped once.
///
/// A statement's first column is `_id` (but for aggregations, whose groups have none), then come the output columns and,
/// for GeoJSON, what the geometry is made of (``CompiledQuery``). The buffer is passed `inout`: stored in a property it
/// would cost an exclusivity check per write (architecture.md).
struct RowWriter {
    private struct OutputColumn {
        /// Place of `,"名称":` in ``RowWriter/keys``, for objects; the first one of all has no comma.
        let key: Range<Int>
        let isBoolean: Bool
        /// Whether a feature's geometry says it already.
        let isGeometry: Bool
    }

    /// Where a feature's geometry is in the statement.
    private enum Geometry {
        case point(longitude: Int32, latitude: Int32)
        case text(Int32)
        case none
    }

    private let format: RowFormat
    private let columns: [OutputColumn]
    /// The keys of all columns: an array each would be counted as referred to for every cell.
    private let keys: [UInt8]
    private let header: [UInt8]
    private let safety: CSVBytes.Safety
    /// 1 where the row's number comes first, else 0.
    private let firstColumn: Int32
    private let geometry: Geometry

    /// - Parameters:
    ///   - isNumbered: whether `_id` comes first.
    ///   - place: what the statement ends with, for GeoJSON.
    init(
        _ output: [QueryColumn],
        as format: RowFormat,
        style: RowStyle = RowStyle(),
        isNumbered: Bool = true,
        place: RowPlace? = nil,
    ) {
        self.format = format
        firstColumn = isNumbered ? 1 : 0
        safety = style.safety
        let startsObject = !isNumbered
        let places = Set(place?.columns ?? [])
        var keys: [UInt8] = []
        columns = output.enumerated().map { index, column in
            let start = keys.count
            if !startsObject || index > 0 { keys.append(UInt8(ascii: ",")) }
            JSONBytes.appendString(Array(column.name.utf8), to: &keys)
            keys.append(UInt8(ascii: ":"))
            return OutputColumn(
                key: start..<keys.count,
                isBoolean: column.type == .boolean,
                isGeometry: places.contains(column.physical)
            )
        }
        self.keys = keys
        header = Self.header(output, style)
        let end = firstColumn + Int32(output.count)
        geometry =
            switch place {
            case .point: .point(longitude: end, latitude: end + 1)
            case .geometry: .text(end)
            case nil: .none
            }
    }

    private static func header(_ output: [QueryColumn], _ style: RowStyle) -> [UInt8] {
        var header: [UInt8] = []
        for (index, column) in output.enumerated() {
            if index > 0 { header.append(UInt8(ascii: ",")) }
            let text = style.header == .title ? column.title : column.name
            CSVBytes.appendField(Array(text.utf8), safety: style.safety, to: &header)
        }
        CSVBytes.endRecord(&header)
        return header
    }

    /// What stands before the first row.
    func begin(_ buffer: inout [UInt8]) {
        switch format {
        case .json, .jsonLists: buffer.append(UInt8(ascii: "["))
        case .csv: buffer.append(contentsOf: header)
        case .geojson: GeoJSONBytes.begin(&buffer)
        case .ndjson: break
        }
    }

    /// What stands after the last row.
    func end(_ buffer: inout [UInt8]) {
        switch format {
        case .json, .jsonLists: buffer.append(UInt8(ascii: "]"))
        case .geojson: GeoJSONBytes.end(&buffer)
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
        case .geojson:
            appendFeature(statement, isFirst: isFirst, to: &buffer)
        }
    }

    private func appendObject(_ statement: borrowing Statement, to buffer: inout [UInt8]) {
        if firstColumn == 0 {
            buffer.append(UInt8(ascii: "{"))
        } else {
            buffer.append(contentsOf: Self.objectStart)
            JSONBytes.append(statement.integer(0), to: &buffer)
        }
        appendMembers(statement, to: &buffer)
        buffer.append(UInt8(ascii: "}"))
    }

    /// All members, put together in a piece of memory of their own, which the buffer takes over whole: it is asked for room once a row and not
    /// twice a cell.
    private func appendMembers(_ statement: borrowing Statement, to buffer: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.pieceBytes) { room in
            guard let piece = room.baseAddress else { return }
            keys.withUnsafeBufferPointer { keys in
                guard let keys = keys.baseAddress else { return }
                var filled = 0
                for index in columns.indices {
                    let key = columns[index].key
                    if filled + key.count + JSONBytes.numberBytes > Self.pieceBytes {
                        buffer.append(contentsOf: UnsafeBufferPointer(start: piece, count: filled))
                        filled = 0
                    }
                    guard key.count + JSONBytes.numberBytes <= Self.pieceBytes else {
                        buffer.append(contentsOf: UnsafeBufferPointer(start: keys + key.lowerBound, count: key.count))
                        appendJSON(statement, index, to: &buffer)
                        continue
                    }
                    (piece + filled).update(from: keys + key.lowerBound, count: key.count)
                    filled += key.count
                    if let count = write(statement, index, at: piece + filled, room: Self.pieceBytes - filled) {
                        filled += count
                    } else {
                        buffer.append(contentsOf: UnsafeBufferPointer(start: piece, count: filled))
                        filled = 0
                        appendJSON(statement, index, to: &buffer)
                    }
                }
                buffer.append(contentsOf: UnsafeBufferPointer(start: piece, count: filled))
            }
        }
    }

    /// Writes a value where it fits as it is.
    ///
    /// - Parameter room: at least ``JSONBytes/numberBytes``.
    /// - Returns: how many bytes; nil where ``appendJSON(_:_:to:)`` has to do it.
    private func write(
        _ statement: borrowing Statement,
        _ index: Int,
        at target: UnsafeMutablePointer<UInt8>,
        room: Int
    ) -> Int? {
        // Found once and then asked, which saves looking for it twice more; the connection belongs to this thread alone.
        let value = sqlite3_column_value(statement.handle, Int32(index) + firstColumn)
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER where !columns[index].isBoolean:
            return JSONBytes.write(sqlite3_value_int64(value), at: target)
        case SQLITE_FLOAT:
            return JSONBytes.write(sqlite3_value_double(value), at: target)
        case SQLITE_NULL:
            return Self.write("null", at: target)
        case SQLITE_INTEGER:
            return Self.write(sqlite3_value_int64(value) == 0 ? "false" : "true", at: target)
        default:
            let start = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
            let text = UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
            return JSONBytes.writeString(text, at: target, room: room)
        }
    }

    private static func write(_ word: StaticString, at target: UnsafeMutablePointer<UInt8>) -> Int {
        target.update(from: word.utf8Start, count: word.utf8CodeUnitCount)
        return word.utf8CodeUnitCount
    }

    private func appendList(_ statement: borrowing Statement, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "["))
        if firstColumn == 1 { JSONBytes.append(statement.integer(0), to: &buffer) }
        for index in columns.indices {
            if index > 0 || firstColumn == 1 { buffer.append(UInt8(ascii: ",")) }
            appendJSON(statement, index, to: &buffer)
        }
        buffer.append(UInt8(ascii: "]"))
    }

    private func appendFeature(_ statement: borrowing Statement, isFirst: Bool, to buffer: inout [UInt8]) {
        GeoJSONBytes.beginFeature(id: firstColumn == 1 ? statement.integer(0) : nil, isFirst: isFirst, to: &buffer)
        let point = point(statement)
        appendProperties(statement, isLocated: point != nil, to: &buffer)
        if let point {
            GeoJSONBytes.endFeature(longitude: point.longitude, latitude: point.latitude, to: &buffer)
        } else if case .text(let column) = geometry {
            GeoJSONBytes.endFeature(geometry: statement.bytes(column), to: &buffer)
        } else {
            GeoJSONBytes.endUnlocatedFeature(&buffer)
        }
    }

    /// The place of a row; nil where it is not on the globe.
    private func point(_ statement: borrowing Statement) -> (longitude: Double, latitude: Double)? {
        guard case .point(let longitude, let latitude) = geometry, statement.isNumber(longitude),
            statement.isNumber(latitude)
        else { return nil }
        let point = (
            longitude: sqlite3_column_double(statement.handle, longitude),
            latitude: sqlite3_column_double(statement.handle, latitude)
        )
        return GeoJSONBytes.isPlace(longitude: point.longitude, latitude: point.latitude) ? point : nil
    }

    /// The members but those that are the feature's geometry.
    private func appendProperties(_ statement: borrowing Statement, isLocated: Bool, to buffer: inout [UInt8]) {
        var isFirst = true
        for index in columns.indices where !(columns[index].isGeometry && (isLocated || !isPoint)) {
            let key = keys[columns[index].key]
            buffer.append(contentsOf: isFirst ? key.dropFirst() : key)
            appendJSON(statement, index, to: &buffer)
            isFirst = false
        }
    }

    private var isPoint: Bool {
        if case .point = geometry { return true }
        return false
    }

    private func appendJSON(_ statement: borrowing Statement, _ index: Int, to buffer: inout [UInt8]) {
        let column = Int32(index) + firstColumn
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
            let column = Int32(index) + firstColumn
            switch sqlite3_column_type(statement.handle, column) {
            case SQLITE_NULL:
                break
            case SQLITE_INTEGER, SQLITE_FLOAT:
                appendJSON(statement, index, to: &buffer)
            default:
                CSVBytes.appendField(statement.bytes(column), safety: safety, to: &buffer)
            }
        }
        CSVBytes.endRecord(&buffer)
    }

    private static let pieceBytes = 8_192
    private static let objectStart = Array("{\"_id\":".utf8)
    private static let null = Array("null".utf8)
    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)
}

/// What a row's geometry is made of.
enum RowPlace {
    /// The columns of the table's index of places.
    case point(SpatialIndex)
    /// A column of GeoJSON geometries.
    case geometry(QueryColumn)

    /// Physical names, in the order in which ``RowWriter`` reads them.
    var columns: [String] {
        switch self {
        case .point(let place): [place.longitude, place.latitude]
        case .geometry(let column): [column.physical]
        }
    }
}
