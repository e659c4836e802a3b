/// Understands JSON text: where its records are and which keys they have.
///
/// Objects and arrays inside a record are not flattened: they stay in one cell, as their JSON text.
struct JSONOpening {
    private(set) var reading = Reading()
    private(set) var layout: JSONLayout

    /// Whether text that begins like this is meant to be JSON.
    ///
    /// A CSV header may begin with a bracket, but not so.
    static func looksLikeJSON(_ text: DecodedText) -> Bool {
        var cursor = JSONCursor(base: text.base, count: text.count)
        switch cursor.peek() {
        case UInt8(ascii: "{"):
            return true
        case UInt8(ascii: "["):
            cursor.at += 1
            let next = cursor.peek()
            return next == 0 || next == UInt8(ascii: "-") || NumberGrammar.isDigit(next)
                || "{[\"]tfn,:".utf8.contains(next)
        default:
            return isScalar(text)
        }
    }

    /// Whether the whole text is one JSON string, number or word.
    ///
    /// As CSV that would be a header and nothing else.
    private static func isScalar(_ text: DecodedText) -> Bool {
        var cursor = JSONCursor(base: text.base, count: text.count)
        return cursor.peek() != 0 && (try? JSONSyntax.read(text, limits: .init())) != nil
    }

    /// - Throws: ``TabularError`` `json_…` where the text is no JSON or no table.
    init(_ text: DecodedText, limits: ReadingLimits, findings: inout FindingCollector) throws(TabularError) {
        layout = JSONLayout(text: text, shape: .array, start: 0, rowCount: 0, limits: limits)
        reading.encoding = text.encoding
        reading.hasByteOrderMark = text.hasByteOrderMark
        reading.headerRows = 0
        if Self.isLines(text, limits: limits) {
            reading.format = .ndjson
            layout.shape = .lines
            try take(JSONSyntax.readLines(text, limits: limits))
        } else {
            reading.format = .json
            try choose(JSONSyntax.read(text, limits: limits), into: &findings)
        }
        guard layout.columnCount <= limits.columns else {
            throw .tooManyColumns(limit: limits.columns, line: text.line(at: layout.start))
        }
        guard layout.rowCount <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
        reading.rowCount = layout.rowCount
    }

    /// Whether the text is NDJSON: the first line is a whole object and the second begins another.
    private static func isLines(_ text: DecodedText, limits: ReadingLimits) -> Bool {
        var cursor = JSONCursor(base: text.base, count: text.count)
        guard cursor.peek() == UInt8(ascii: "{") else { return false }
        var end = cursor.at
        while end < text.count, text.base[end] != 0x0A, text.base[end] != 0x0D { end += 1 }
        guard let objectEnd = JSONSyntax.isObject(text, at: cursor.at, until: end, limits: limits) else { return false }
        cursor.at = objectEnd
        return cursor.peek() == UInt8(ascii: "{") && cursor.at > end
    }

    /// The records are the elements of `array`.
    private mutating func take(_ array: JSONArray) throws(TabularError) {
        if let longValue = array.longValue {
            throw .fieldTooLong(limit: layout.limits.fieldBytes, line: layout.text.line(at: longValue))
        }
        layout.keys = array.keys
        layout.rowCount = array.elements.count
    }

    private mutating func choose(
        _ structure: JSONStructure,
        into findings: inout FindingCollector
    ) throws(TabularError) {
        if structure.isFeatureCollection,
            let features = structure.arrays.first(where: { $0.pointer == "/features" && $0.elements.areObjects })
        {
            reading.format = .geojson
            reading.jsonPath = features.pointer
            layout.start = features.offset + 1
            layout.rowCount = features.elements.count
            let survey = try FeatureSurvey(layout, findings: &findings)
            layout.keys = survey.keys
            layout.shape = .features(survey.columns)
            return
        }
        guard let (table, others) = JSONTableChoice.choose(structure) else {
            throw .jsonShape(ShapeDescription.describe(structure))
        }
        switch table {
        case .objects(let array):
            reading.jsonPath = array.pointer
            layout.start = array.offset + 1
            try take(array)
        case .rows(let array):
            reading.jsonPath = array.pointer
            reading.headerRows = 1
            layout.shape = .rows
            layout.start = array.offset + 1
            layout.rowCount = table.rowCount
            try takeHeader(width: array.elements.width)
        case .columns(let arrays):
            reading.jsonPath = JSONSyntax.pointer(Array(arrays[0].path.dropLast()))
            layout.shape = .columns(arrays.map { $0.offset + 1 })
            layout.start = arrays[0].offset
            layout.rowCount = table.rowCount
            layout.keys = arrays.map { $0.path.last ?? [] }
            for array in arrays { try measure(array) }
        }
        guard !others.isEmpty else { return }
        findings.add(
            .jsonArrayChosen(pointer: reading.jsonPath ?? "", others: Array(others.prefix(5)), count: others.count)
        )
    }

    /// The first row names the columns; longer rows have columns without a name.
    private mutating func takeHeader(width: Int) throws(TabularError) {
        var cursor = layout.cursor
        _ = cursor.take(UInt8(ascii: "["))
        while cursor.peek() == UInt8(ascii: "\"") {
            let (text, isEscaped) = cursor.string()
            layout.keys.append(JSONText.bytes(text, isEscaped: isEscaped))
            _ = cursor.take(UInt8(ascii: ","))
        }
        _ = cursor.take(UInt8(ascii: "]"))
        _ = cursor.take(UInt8(ascii: ","))
        layout.start = cursor.at
        while layout.keys.count < width { layout.keys.append([]) }
        for _ in 0..<layout.rowCount {
            _ = cursor.take(UInt8(ascii: "["))
            while cursor.peek() != UInt8(ascii: "]"), cursor.at < cursor.count {
                try measure(cursor.skipValue(), at: cursor.at)
                _ = cursor.take(UInt8(ascii: ","))
            }
            _ = cursor.take(UInt8(ascii: "]"))
            _ = cursor.take(UInt8(ascii: ","))
        }
    }

    private func measure(_ array: JSONArray) throws(TabularError) {
        var cursor = JSONCursor(base: layout.text.base, count: layout.text.count, at: array.offset + 1)
        for _ in 0..<array.elements.count {
            try measure(cursor.skipValue(), at: cursor.at)
            _ = cursor.take(UInt8(ascii: ","))
        }
    }

    /// - Throws: `field_too_long` for a value that ends at `end` and is longer than a cell may be.
    private func measure(_ value: UnsafeBufferPointer<UInt8>, at end: Int) throws(TabularError) {
        guard value.count > layout.limits.fieldBytes else { return }
        throw .fieldTooLong(limit: layout.limits.fieldBytes, line: layout.text.line(at: end - value.count))
    }
}
