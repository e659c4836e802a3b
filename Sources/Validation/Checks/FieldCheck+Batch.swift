import Tabular

/// The look over a column's cells in one batch that only tells whether anything is wrong with them.
///
/// Column by column, each rule in a loop of its own, right cells cost a quarter of what they cost row by row. It may call a
/// right batch unclean (then that is looked at row by row, which decides), but never a wrong one clean: a test holds both ways
/// of checking to each other.
extension FieldCheck {
    /// Whether every cell of the column is right.
    ///
    /// Remembers values that must be unique, as looking row by row does.
    /// - Parameters:
    ///   - cells: room for one cell of every row.
    ///   - plain: is set to what the cells are, where that was seen in passing.
    mutating func isClean(
        _ batch: RecordBatch,
        cells: UnsafeMutablePointer<PackedCell>,
        plain: inout PlainCells?
    ) -> Bool {
        guard missingValues.areUsual, column < batch.columnCount else { return false }
        if type != .string { plain = parser?.parse(batch, column: column, into: cells) }
        let (rows, first) = (batch.rowCount, batch.firstRow)
        return batch.withColumn(column) { texts in
            if type == .string { parseText(texts, rows, cells) }
            guard areThere(cells, rows), isInRange(cells, rows), isMember(cells, rows) else { return false }
            return hasRightText(texts, cells, rows) && isUnique(texts, cells, rows, firstRow: first)
        }
    }

    /// Text as ``MissingValues`` sees it: any that begins like white space is looked at closely.
    private func parseText(
        _ texts: UnsafeBufferPointer<FieldSlice>,
        _ rows: Int,
        _ cells: UnsafeMutablePointer<PackedCell>
    ) {
        for row in 0..<rows {
            let field = texts[row]
            guard field.count > 0, let start = field.start else {
                cells[row] = .null
                continue
            }
            let mayBeMissing = start[0] <= 0x20 || start[0] == 0xE3 || start[0] == 0xC2
            let isMissing = mayBeMissing && missingValues.contain(field, type: .string)
            cells[row] = isMissing ? .null : .text(.text, start, count: field.count)
        }
    }

    private func areThere(_ cells: UnsafeMutablePointer<PackedCell>, _ rows: Int) -> Bool {
        var areThere = true
        for row in 0..<rows {
            switch cells[row].kind {
            case .unfit: areThere = false
            case .null: if isRequired { areThere = false }
            case .integer, .number, .text: break
            }
        }
        return areThere
    }

    private func isInRange(_ cells: UnsafeMutablePointer<PackedCell>, _ rows: Int) -> Bool {
        guard minimum != nil || maximum != nil else { return true }
        if type == .number, case .number(let low) = minimum ?? .number(-.infinity),
            case .number(let high) = maximum ?? .number(.infinity)
        {
            for row in 0..<rows {
                guard case .number = cells[row].kind else { continue }
                guard cells[row].number >= low, cells[row].number <= high else { return false }
            }
            return true
        }
        for row in 0..<rows where !cells[row].isNull {
            let cell = cell(cells[row])
            if minimum?.order(of: cell) == .below || maximum?.order(of: cell) == .above { return false }
        }
        return true
    }

    private func isMember(_ cells: UnsafeMutablePointer<PackedCell>, _ rows: Int) -> Bool {
        guard let enumeration else { return true }
        return (0..<rows).allSatisfy { cells[$0].isNull || Self.isMember(cell(cells[$0]), of: enumeration) }
    }

    private mutating func hasRightText(
        _ texts: UnsafeBufferPointer<FieldSlice>,
        _ cells: UnsafeMutablePointer<PackedCell>,
        _ rows: Int
    ) -> Bool {
        if constraints.minLength != nil || constraints.maxLength != nil {
            let (least, most) = (constraints.minLength ?? 0, constraints.maxLength ?? .max)
            for row in 0..<rows where !cells[row].isNull {
                let count = UTF8Scalars.count(texts[row].bytes)
                guard count >= least, count <= most else { return false }
            }
        }
        guard pattern != nil || formatPattern != nil else { return true }
        for row in 0..<rows where !cells[row].isNull {
            let bytes = texts[row].bytes
            if pattern?.matches(bytes) == false || formatPattern?.matches(bytes) == false { return false }
        }
        return true
    }

    /// All values are hashed and their places fetched before any is looked up: so they wait for memory together.
    private mutating func isUnique(
        _ texts: UnsafeBufferPointer<FieldSlice>,
        _ cells: UnsafeMutablePointer<PackedCell>,
        _ rows: Int,
        firstRow: Int
    ) -> Bool {
        guard seen != nil else { return true }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: rows) { hashes in
            for row in 0..<rows { hashes[row] = cells[row].isNull ? 0 : SeenValues.hash(texts[row].bytes) }
            seen?.fetch(UnsafeBufferPointer(hashes))
            var isUnique = true
            for row in 0..<rows where !cells[row].isNull {
                if seen?.firstRow(of: hashes[row], row: firstRow + row) != nil { isUnique = false }
            }
            return isUnique
        }
    }

    /// As ``Tabular/Cell``, for rules that are seldom.
    private func cell(_ packed: PackedCell) -> Cell {
        switch packed.kind {
        case .null: .null
        case .integer: .integer(packed.integer)
        case .number: .number(packed.number)
        case .text: type == .string ? .text(packed.text) : .normalized(packed.text)
        case .unfit: .unfit(packed.text)
        }
    }
}

extension PackedCell {
    /// By pattern: `==` of another module's enumeration is a call.
    @inline(__always)
    fileprivate var isNull: Bool {
        if case .null = kind { return true }
        return false
    }
}
