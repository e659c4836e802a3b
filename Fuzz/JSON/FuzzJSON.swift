import Tabular

/// Any bytes as a document, packed or not: opened, and read to the end twice.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    // The first byte stands for a beginning that random bytes seldom have.
    let beginnings = [
        "", "[{\"a\":", "{\"type\":\"FeatureCollection\",\"features\":[", "[[\"a\",\"b\"],", "{\"a\":1}\n",
    ]
    guard count > 0 else { return 0 }
    let beginning = Array(beginnings[Int(start[0]) % beginnings.count].utf8)
    let bytes = beginning + Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    var limits = ReadingLimits()
    limits.fieldBytes = 4_096
    limits.geometryBytes = 8_192
    limits.inflatedBytes = 1 << 20
    guard let document = try? TabularDocument(bytes: bytes, limits: limits) else { return 0 }
    // Delimited text has a target of its own.
    guard document.reading.format != .csv, document.reading.format != .tsv else { return 0 }
    for _ in 0..<2 {
        var reader = document.makeReader()
        var batch = RecordBatch()
        var rows = 0
        var buffer: [UInt8] = []
        while (try? reader.next(into: &batch)) ?? false {
            rows += batch.rowCount
            for row in 0..<batch.rowCount {
                for column in 0..<batch.columnCount {
                    buffer.removeAll(keepingCapacity: true)
                    JSONBytes.appendString(batch[row, column].bytes, to: &buffer)
                    CSVBytes.appendField(batch[row, column].bytes, safety: .excel, to: &buffer)
                }
            }
        }
        precondition(rows == document.reading.rowCount, "a pass has other rows than the reading says")
    }
    return 0
}
