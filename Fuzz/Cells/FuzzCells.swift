import Tabular

private let types: [ColumnType] = [.string, .integer, .number, .boolean, .date, .time, .datetime, .year, .yearmonth]

/// A cell as bytes that its type reads again; nil for none.
private func canonical(_ cell: Cell) -> [UInt8]? {
    switch cell {
    case .null, .text, .unfit: return nil
    case .integer(let value): return Array(String(value).utf8)
    case .number(let value):
        precondition(value.isFinite, "numbers are finite")
        var bytes: [UInt8] = []
        JSONBytes.append(value, to: &bytes)
        return bytes
    case .normalized(let text):
        precondition(String(validating: text, as: UTF8.self) != nil, "what was normalised is UTF-8")
        return Array(text)
    }
}

/// Parses the bytes as a cell of every type.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCells(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    // Fields come from decoded text only.
    guard String(validating: bytes, as: UTF8.self) != nil else { return 0 }
    for type in types {
        var parser = CellParser(column: Column(name: "a", title: "a", type: type))
        let first = bytes.withUnsafeBufferPointer { field in
            canonical(parser.parse(FieldSlice(start: field.baseAddress, count: field.count, kind: .text)))
        }
        guard let first, type != .boolean else { continue }
        let again = first.withUnsafeBufferPointer { field in
            canonical(parser.parse(FieldSlice(start: field.baseAddress, count: field.count, kind: .text)))
        }
        // Years before 1000 have fewer digits than a year that is read; numbers have digits that only their own type reads.
        precondition(type == .year || again == first, "what a value becomes is read as itself")
    }
    return 0
}
