/// Names the columns of a table, and judges their types once it has seen all rows.
///
/// It is shown the batches of one pass in order; which pass that is, one of its own or one that has something else to do as well,
/// makes no difference.
struct ColumnTyping: ~Copyable {
    private let titles: [String]
    private let names: [(name: String, change: ColumnName.Change)]
    private let rowCount: Int
    private var surveys: [ColumnSurvey]
    private var folded = FoldedText()
    /// Rows that were shown.
    private(set) var rowsSeen = 0

    /// - Parameters:
    ///   - titles: header cells as in the source.
    ///   - isJSON: whether the source tells numbers from text.
    ///   - rowCount: rows of the whole table.
    init(titles: [String], isJSON: Bool, rowCount: Int) {
        self.titles = titles
        self.rowCount = rowCount
        names = ColumnName.publish(titles)
        surveys = names.map { ColumnSurvey(name: $0.name, isJSON: isJSON) }
    }

    /// Shows all cells of the table.
    mutating func add(allOf layout: TableLayout) throws(TabularError) {
        try add(layout.makeReaderAhead(rowCount: rowCount), rows: .max)
    }

    /// Shows the cells of `rows` rows of a reader, or some more, or all until no further cell can change anything.
    mutating func add(_ reader: any RecordReader, rows: Int) throws(TabularError) {
        var reader = reader
        var batch = RecordBatch()
        var open = Array(surveys.indices)
        while !open.isEmpty, rowsSeen < rows, try reader.next(into: &batch) {
            for column in open { add(batch, column: column) }
            rowsSeen += batch.rowCount
            for column in open where surveys[column].isSettled { reader.skip(column: column) }
            open.removeAll { surveys[$0].isSettled }
        }
    }

    /// Shows the cells of one column of the next batch.
    ///
    /// When all columns were shown, ``endBatch(rows:)`` follows.
    /// - Parameter plain: what a parser that read them already found; nil to look at each cell.
    mutating func add(_ batch: borrowing RecordBatch, column: Int, plain: PlainCells? = nil) {
        guard !surveys[column].isSettled else { return }
        surveys[column].add(batch, column: column, folded: &folded, plain: plain)
        surveys[column].settle(rowCount: rowCount)
    }

    /// Ends a batch of which all columns were shown.
    mutating func endBatch(rows: Int) { rowsSeen += rows }

    /// Takes over what was seen of other rows of the same table.
    mutating func add(_ other: borrowing ColumnTyping) {
        for column in surveys.indices {
            surveys[column].add(other.surveys[column])
            surveys[column].settle(rowCount: rowCount)
        }
        rowsSeen += other.rowsSeen
    }

    /// What the columns are, as far as the rows that were shown can tell.
    func columns() -> [Column] { columns(surveys.map { $0.judge() }) }

    private func columns(_ judgements: [ColumnSurvey.Judgement]) -> [Column] {
        names.indices.map { index in
            Column(
                name: names[index].name,
                title: titles[index],
                type: judgements[index].type,
                format: judgements[index].format?.rawValue
            )
        }
    }

    /// What the columns are and what is to be said of their names and cells, once all rows were shown.
    ///
    /// Reads the columns with misfits again.
    func finish(_ layout: TableLayout, findings: inout FindingCollector) throws(TabularError) -> [Column] {
        reportNames(into: &findings)
        let judgements = surveys.map { $0.judge() }
        let columns = columns(judgements)
        for (column, judgement) in zip(columns, judgements) where judgement.nullSpellings > 0 {
            findings.add(.nullSpelling(count: judgement.nullSpellings), column: column.name)
        }
        try Self.reportCells(columns, judgements, layout: layout, into: &findings)
        return columns
    }

    private func reportNames(into findings: inout FindingCollector) {
        // A file without a header was reported as one.
        guard names.contains(where: { $0.change != .blank }) else { return }
        var seen: [String: String] = [:]
        for (index, (name, change)) in names.enumerated() {
            switch change {
            case .blank: findings.add(.blankHeader(name: name), column: name)
            case .duplicate:
                findings.add(.duplicateHeader(title: ColumnName.trim(titles[index]), name: name), column: name)
            case .none:
                let folded = ColumnName.folded(name)
                if let other = seen[folded] { findings.add(.similarHeaders(one: other, other: name), column: name) }
                seen[folded] = name
            }
        }
    }

    /// Reads the columns that have misfits once more, to say where they are.
    private static func reportCells(
        _ columns: [Column],
        _ judgements: [ColumnSurvey.Judgement],
        layout: TableLayout,
        into findings: inout FindingCollector
    ) throws(TabularError) {
        for (index, judgement) in judgements.enumerated()
        where judgement.misfits + judgement.beyondEra + judgement.outOfRange > 0 {
            var left = judgement.misfits + judgement.beyondEra + judgement.outOfRange
            var reader = layout.makeReader()
            var batch = RecordBatch()
            var parser = CellParser(column: columns[index])
            while left > 0, try reader.next(into: &batch) {
                for row in 0..<batch.rowCount {
                    let field = batch[row, index]
                    guard let notice = notice(parser.parse(field), parser.isBeyondEra, columns[index]) else { continue }
                    left -= 1
                    findings.add(
                        notice,
                        row: batch.firstRow + row,
                        line: batch.lines.isEmpty ? nil : batch.lines[row],
                        column: columns[index].name,
                        value: field.string
                    )
                }
            }
        }
    }

    /// What is to be said of one cell; nil where it is as the others.
    private static func notice(_ cell: Cell, _ isBeyondEra: Bool, _ column: Column) -> Notice? {
        switch cell {
        case .unfit:
            return .typeMismatch(type: column.type)
        case .normalized(let text) where isBeyondEra:
            return .eraOutOfRange(normalized: String(decoding: text, as: UTF8.self))
        case .integer(let year) where isBeyondEra:
            return .eraOutOfRange(normalized: String(year))
        case .number(let value):
            if column.format == ColumnRole.latitude.rawValue, abs(value) > 90 {
                return .coordinateOutOfRange(isLatitude: true)
            }
            if column.format == ColumnRole.longitude.rawValue, abs(value) > 180 {
                return .coordinateOutOfRange(isLatitude: false)
            }
            return nil
        case .null, .integer, .text, .normalized:
            return nil
        }
    }
}
