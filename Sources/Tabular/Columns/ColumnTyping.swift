/// Names and types the columns of a table, judging over all its rows.
enum ColumnTyping {
    static func columns(
        titles: [String],
        layout: TableLayout,
        rowCount: Int,
        findings: inout FindingCollector
    ) throws(TabularError) -> [Column] {
        let names = ColumnName.publish(titles)
        reportNames(names, titles: titles, into: &findings)
        var surveys = names.map { ColumnSurvey(name: $0.name, isJSON: layout.isJSON) }
        try survey(&surveys, reader: layout.makeReaderAhead(rowCount: rowCount), rowCount: rowCount)
        let judgements = surveys.map { $0.judge() }
        let columns = zip(names, titles).enumerated().map { index, pair in
            Column(
                name: pair.0.name,
                title: pair.1,
                type: judgements[index].type,
                format: judgements[index].format?.rawValue
            )
        }
        for (column, judgement) in zip(columns, judgements) where judgement.nullSpellings > 0 {
            findings.add(.nullSpelling(count: judgement.nullSpellings), column: column.name)
        }
        try reportCells(columns, judgements, layout: layout, into: &findings)
        return columns
    }

    private static func reportNames(
        _ names: [(name: String, change: ColumnName.Change)],
        titles: [String],
        into findings: inout FindingCollector
    ) {
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

    /// Shows every cell to its column's survey.
    private static func survey(
        _ surveys: inout [ColumnSurvey],
        reader: any RecordReader,
        rowCount: Int
    ) throws(TabularError) {
        var reader = reader
        var batch = RecordBatch()
        var folded = FoldedText()
        var open = Array(surveys.indices)
        while !open.isEmpty, try reader.next(into: &batch) {
            for column in open {
                surveys[column].add(batch, column: column, folded: &folded)
                surveys[column].settle(rowCount: rowCount)
            }
            for column in open where surveys[column].isSettled { reader.skip(column: column) }
            open.removeAll { surveys[$0].isSettled }
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
