/// Understands JSON text: where its records are and which keys they have.
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
        guard let (top, _) = try? JSONSyntax.read(text, depthLimit: 1), top != .number else { return false }
        return cursor.peek() != 0
    }

    /// - Throws: ``TabularError`` `json_…` where the text is no JSON or no table.
    init(_ text: DecodedText, limits: ReadingLimits) throws(TabularError) {
        layout = JSONLayout(text: text, shape: .array, start: 0, rowCount: 0, limits: limits)
        reading.encoding = text.encoding
        reading.hasByteOrderMark = text.hasByteOrderMark
        reading.headerRows = 0
        if let rows = try Self.lines(text, limits: limits) {
            reading.format = .ndjson
            layout.shape = .lines
            layout.rowCount = rows
        } else {
            let (top, syntax) = try JSONSyntax.read(text, depthLimit: limits.jsonDepth)
            let array = try Self.records(top, syntax)
            reading.format = .json
            reading.jsonPath = array.pointer
            layout.start = array.offset + 1
            layout.rowCount = array.count
            if array.pointer == "/features", syntax.type.map({ $0.elementsEqual("FeatureCollection".utf8) }) ?? false {
                reading.format = .geojson
                layout.shape = .features(points: try Self.arePoints(layout))
            }
        }
        guard layout.rowCount <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
        reading.rowCount = layout.rowCount
        layout.keys = try Self.keys(layout)
    }

    /// The rows of NDJSON; nil where the text is one JSON value.
    ///
    /// The first line must be a whole object and the second begin another; then every line must.
    private static func lines(_ text: DecodedText, limits: ReadingLimits) throws(TabularError) -> Int? {
        var cursor = JSONCursor(base: text.base, count: text.count)
        guard cursor.peek() == UInt8(ascii: "{") else { return nil }
        var end = cursor.at
        while end < text.count, text.base[end] != 0x0A, text.base[end] != 0x0D { end += 1 }
        guard let first = try? JSONSyntax.readValue(text, at: cursor.at, until: end, depthLimit: limits.jsonDepth)
        else {
            return nil
        }
        cursor.at = first.end
        let lineEnd = cursor.at..<text.count
        guard cursor.peek() == UInt8(ascii: "{"),
            lineEnd.contains(where: { text.base[$0] == 0x0A || text.base[$0] == 0x0D }),
            cursor.at > end
        else { return nil }
        var rows = 1
        while cursor.peek() != 0 {
            let (kind, end) = try JSONSyntax.readValue(
                text,
                at: cursor.at,
                until: text.count,
                depthLimit: limits.jsonDepth
            )
            guard kind == .object else { throw .jsonShape(Self.notAnObject(line: text.line(at: cursor.at))) }
            cursor.at = end
            rows += 1
        }
        return rows
    }

    private static func notAnObject(line: Int) -> Bilingual {
        Bilingual(ja: "オブジェクトでない行（\(line) 行目）", en: "a line that is no object (line \(line))")
    }

    /// The one array of objects: the whole text, or the only one that can be reached through objects.
    private static func records(
        _ top: JSONSyntax.Kind,
        _ syntax: JSONSyntax
    ) throws(TabularError) -> JSONSyntax.FoundArray {
        if syntax.type.map({ $0.elementsEqual("FeatureCollection".utf8) }) ?? false,
            let features = syntax.arrays.first(where: { $0.pointer == "/features" }), features.count == features.objects
        {
            return features
        }
        let whole = syntax.arrays.filter { $0.count == $0.objects }
        let filled = whole.filter { $0.count > 0 }
        if filled.count == 1 { return filled[0] }
        if filled.isEmpty, whole.count == 1 { return whole[0] }
        throw .jsonShape(ShapeDescription.describe(top, arrays: syntax.arrays, candidates: filled))
    }

    private static func arePoints(_ layout: JSONLayout) throws(TabularError) -> Bool {
        var cursor = layout.cursor
        for _ in 0..<layout.rowCount where try !JSONRecord.hasPointOrNothing(&cursor) {
            return false
        }
        return layout.rowCount > 0
    }

    /// The keys of all records in first-seen order.
    /// - Throws: `too_many_columns`, `field_too_long`.
    private static func keys(_ layout: JSONLayout) throws(TabularError) -> [[UInt8]] {
        let limits = layout.limits
        var index = KeyIndex()
        var cursor = layout.cursor
        for _ in 0..<layout.rowCount {
            try JSONRecord.read(&cursor, shape: layout.shape) { key, isEscaped, cursor throws(TabularError) in
                if index.find(key, isEscaped: isEscaped) == nil {
                    _ = index.add(key, isEscaped: isEscaped)
                    guard index.keys.count <= limits.columns else {
                        throw .tooManyColumns(limit: limits.columns, line: layout.text.line(at: cursor.at))
                    }
                }
                let value = cursor.skipValue()
                guard value.count <= limits.fieldBytes else {
                    throw .fieldTooLong(limit: limits.fieldBytes, line: layout.text.line(at: cursor.at - value.count))
                }
            }
            index.startRecord()
        }
        return index.keys
    }
}

/// Says what JSON holds that is no table.
enum ShapeDescription {
    static func describe(
        _ top: JSONSyntax.Kind,
        arrays: [JSONSyntax.FoundArray],
        candidates: [JSONSyntax.FoundArray]
    ) -> Bilingual {
        if candidates.count > 1 {
            let pointers = candidates.prefix(5).map(\.pointer).joined(separator: ", ")
            return Bilingual(
                ja: "オブジェクトの配列が \(candidates.count) 個（\(pointers)）",
                en: "\(candidates.count) arrays of objects (\(pointers))"
            )
        }
        switch top {
        case .string: return Bilingual(ja: "文字列一つ", en: "a single string")
        case .number: return Bilingual(ja: "数一つ", en: "a single number")
        case .boolean: return Bilingual(ja: "真偽値一つ", en: "a single true or false")
        case .null: return Bilingual(ja: "null だけ", en: "only null")
        case .array(let count, let objects):
            return Bilingual(
                ja: "\(count) 個の要素のうち \(objects) 個だけがオブジェクトの配列",
                en: "an array of \(count) elements, of which \(objects) are objects"
            )
        case .object:
            guard let array = arrays.first(where: { $0.count > 0 }) else {
                return Bilingual(ja: "オブジェクト一つ（配列なし）", en: "one object without an array")
            }
            return Bilingual(
                ja: "オブジェクトでない要素を含む配列（\(array.pointer)）",
                en: "an array with elements that are no objects (\(array.pointer))"
            )
        }
    }
}
