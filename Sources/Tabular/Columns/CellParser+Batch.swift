extension CellParser {
    /// The cells of one column of a batch, each as ``parse(_:)`` would give it.
    ///
    /// The column's type is looked at once and not per cell, and plain values are read straight from their bytes
    /// (``PlainValue``).
    /// - Parameters:
    ///   - batch: holds the fields; a column that it has not is missing in all rows.
    ///   - column: from 0.
    ///   - cells: room for one cell of every row of the batch. Their text is valid until this is called again.
    /// - Returns: what the cells are, where all are empty or of plain form; nil where one is not, and for types without such a form.
    @discardableResult
    package mutating func parse(
        _ batch: borrowing RecordBatch,
        column: Int,
        into cells: UnsafeMutablePointer<PackedCell>
    ) -> PlainCells? {
        let rows = batch.rowCount
        guard column < batch.columnCount else {
            cells.update(repeating: .null, count: rows)
            return nil
        }
        keptText.reset()
        return batch.withColumn(column) { fields -> PlainCells? in
            switch type {
            case .string:
                parseText(fields, rows, cells)
                return nil
            case .integer: return parseIntegers(fields, rows, cells)
            case .number: return parseNumbers(fields, rows, cells)
            case .boolean: return parseFlags(fields, rows, cells)
            case .date: return parseDates(fields, rows, cells)
            case .datetime: return parseDateTimes(fields, rows, cells)
            case .time, .year, .yearmonth:
                for row in 0..<rows { cells[row] = parseSlowly(fields[row]) }
                return nil
            }
        }
    }

    private func parseText(
        _ fields: UnsafeBufferPointer<FieldSlice>,
        _ rows: Int,
        _ cells: UnsafeMutablePointer<PackedCell>
    ) {
        for row in 0..<rows {
            let field = fields[row]
            guard field.kind != .missing, field.count > 0, let start = field.start else {
                cells[row] = .null
                continue
            }
            // U+3000 and the kana begin with the same byte.
            let mayBeBlank = start[0] <= 0x20 || (start[0] == 0xE3 && (field.count < 3 || start[1] == 0x80))
            cells[row] =
                mayBeBlank && Blank.isBlank(field.bytes) ? .null : .text(.text, start, count: field.count)
        }
    }

    private mutating func parseIntegers(
        _ fields: UnsafeBufferPointer<FieldSlice>,
        _ rows: Int,
        _ cells: UnsafeMutablePointer<PackedCell>
    ) -> PlainCells? {
        var plain = PlainCells()
        var isPlain = true
        for row in 0..<rows {
            let field = fields[row]
            if let start = field.start, field.isPlain,
                case .integer(let value) = PlainValue.number(start, Int(field.count))
            {
                cells[row] = .integer(value)
                plain.count(value)
            } else {
                if field.count > 0 { isPlain = false }
                cells[row] = parseSlowly(field)
            }
        }
        return isPlain ? plain : nil
    }

    private mutating func parseNumbers(
        _ fields: UnsafeBufferPointer<FieldSlice>,
        _ rows: Int,
        _ cells: UnsafeMutablePointer<PackedCell>
    ) -> PlainCells? {
        var plain = PlainCells()
        var isPlain = true
        for row in 0..<rows {
            let field = fields[row]
            guard let start = field.start, field.isPlain, let value = PlainValue.number(start, Int(field.count)) else {
                if field.count > 0 { isPlain = false }
                cells[row] = parseSlowly(field)
                continue
            }
            switch value {
            case .integer(let value):
                cells[row] = .number(Double(value))
                plain.count(value)
            case .decimal(let value):
                cells[row] = .number(value)
                plain.count(value)
            }
        }
        return isPlain ? plain : nil
    }

    private mutating func parseFlags(
        _ fields: UnsafeBufferPointer<FieldSlice>,
        _ rows: Int,
        _ cells: UnsafeMutablePointer<PackedCell>
    ) -> PlainCells? {
        var plain = PlainCells()
        var isPlain = true
        for row in 0..<rows {
            let field = fields[row]
            if let start = field.start, field.isPlain, let value = PlainValue.flag(start, Int(field.count)) {
                cells[row] = .integer(value)
                plain.flags += 1
            } else {
                if field.count > 0 { isPlain = false }
                cells[row] = parseSlowly(field)
            }
        }
        plain.filled = plain.flags
        return isPlain ? plain : nil
    }

    private mutating func parseDates(
        _ fields: UnsafeBufferPointer<FieldSlice>,
        _ rows: Int,
        _ cells: UnsafeMutablePointer<PackedCell>
    ) -> PlainCells? {
        var plain = PlainCells()
        var isPlain = true
        for row in 0..<rows {
            let field = fields[row]
            if let start = field.start, field.isPlain, PlainValue.isDate(start, Int(field.count)) {
                cells[row] = .text(.text, start, count: field.count)
                plain.dates += 1
            } else {
                if field.count > 0 { isPlain = false }
                cells[row] = parseSlowly(field)
            }
        }
        plain.filled = plain.dates
        return isPlain ? plain : nil
    }

    private mutating func parseDateTimes(
        _ fields: UnsafeBufferPointer<FieldSlice>,
        _ rows: Int,
        _ cells: UnsafeMutablePointer<PackedCell>
    ) -> PlainCells? {
        var plain = PlainCells()
        var isPlain = true
        for row in 0..<rows {
            let field = fields[row]
            if let start = field.start, field.isPlain, PlainValue.isDateTime(start, Int(field.count)) {
                cells[row] = .text(.text, start, count: field.count)
                plain.datetimes += 1
            } else {
                if field.count > 0 { isPlain = false }
                cells[row] = parseSlowly(field)
            }
        }
        plain.filled = plain.datetimes
        return isPlain ? plain : nil
    }

    /// Any field, by the grammars.
    ///
    /// Most of what comes here in a clean column is empty.
    private mutating func parseSlowly(_ field: FieldSlice) -> PackedCell {
        if field.count == 0 { return .null }
        switch parse(field) {
        case .null: return .null
        case .integer(let value): return .integer(value)
        case .number(let value): return .number(value)
        case .text(let text): return .text(.text, text.baseAddress, count: Int32(text.count))
        case .unfit(let text): return .text(.unfit, text.baseAddress, count: Int32(text.count))
        case .normalized(let text):
            // The parser's scratch is written over by its next cell.
            let kept = keptText.reserve(text.count)
            if let start = text.baseAddress { kept.update(from: start, count: text.count) }
            keptText.commit(text.count)
            return .text(.text, kept, count: Int32(text.count))
        }
    }
}

extension FieldSlice {
    /// Whether its bytes are a value as such: not missing, and no JSON array or object.
    @inline(__always)
    var isPlain: Bool { kind != .missing && kind != .structure }
}
