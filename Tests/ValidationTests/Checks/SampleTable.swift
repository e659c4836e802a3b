import Tabular

@testable import Validation

/// A table in memory whose batches are made by hand, so that checks are tested without a reader.
final class SampleTable {
    let columns: [Column]
    private let rows: [[FieldSlice]]
    private let texts: [UnsafeMutableBufferPointer<UInt8>]

    /// `columns` are names and the types that reading judged; a nil cell is a missing one.
    init(_ columns: [(name: String, type: ColumnType)], rows: [[String?]]) {
        self.columns = columns.map { Column(name: $0.name, title: $0.name, type: $0.type) }
        var texts: [UnsafeMutableBufferPointer<UInt8>] = []
        self.rows = rows.map { row in
            row.map { cell in
                guard let cell else { return FieldSlice(start: nil, count: 0, kind: .missing) }
                let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: cell.utf8.count)
                _ = text.initialize(from: cell.utf8)
                texts.append(text)
                return FieldSlice(start: text.baseAddress.map { UnsafePointer($0) }, count: text.count, kind: .text)
            }
        }
        self.texts = texts
    }

    deinit {
        for text in texts { text.deallocate() }
    }

    /// Checks the rows in batches of `size`; the header is on line 1 and every row has one line.
    func check(
        against schema: TableSchema,
        batchesOf size: Int = 2,
        listed: Int = 100,
        looksAhead: Bool = true
    ) -> Validator.Outcome {
        var limits = ReadingLimits()
        limits.findings = listed
        var validator = Validator(schema: schema, columns: columns, limits: limits, looksAhead: looksAhead)
        for start in stride(from: 0, to: rows.count, by: size) {
            let part = rows[start..<min(start + size, rows.count)]
            validator.check(
                RecordBatch(rows: Array(part), lines: part.indices.map { $0 + 2 }, firstRow: start + 1)
            )
        }
        return validator.finish()
    }
}

extension TableSchema.Constraints {
    /// Constraints changed by `change`.
    static func with(_ change: (inout TableSchema.Constraints) -> Void) -> TableSchema.Constraints {
        var constraints = TableSchema.Constraints()
        change(&constraints)
        return constraints
    }
}
