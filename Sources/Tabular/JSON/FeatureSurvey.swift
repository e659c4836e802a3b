/// The first pass over GeoJSON features: which columns they have, and what is wrong with their geometries.
struct FeatureSurvey {
    /// Keys of the properties, in first-seen order.
    private(set) var keys: [[UInt8]]
    /// The columns besides the properties.
    private(set) var columns: [FeatureColumn]

    /// - Parameter layout: With `start` and `rowCount`.
    /// - Throws: `field_too_long`, `too_many_columns`.
    init(_ layout: JSONLayout, findings: inout FindingCollector) throws(TabularError) {
        let text = layout.text
        let limits = layout.limits
        var index = KeyIndex()
        var failure: TabularError?
        var arePoints = true
        var hasAltitude = false
        var hasID = false
        var cursor = layout.cursor
        for row in 0..<layout.rowCount {
            index.startRecord()
            FeatureRecord.read(&cursor) { part, cursor in
                var limit = limits.fieldBytes
                switch part {
                case .property(let key, let isEscaped):
                    if index.find(key, isEscaped: isEscaped) == nil { index.insert(key, isEscaped: isEscaped) }
                    if index.keys.count > limits.columns {
                        failure = failure ?? .tooManyColumns(limit: limits.columns, line: text.line(at: cursor.at))
                    }
                case .id:
                    if cursor.peek() != UInt8(ascii: "n") { hasID = true }
                case .geometry:
                    limit = limits.geometryBytes
                    guard cursor.peek() == UInt8(ascii: "{") else { break }
                    let check = GeometryCheck(cursor)
                    if !check.isPoint { arePoints = false }
                    if check.hasAltitude { hasAltitude = true }
                    for notice in check.notices { findings.add(notice, row: row + 1) }
                }
                let value = cursor.skipValue()
                if value.count > limit {
                    failure = failure ?? .fieldTooLong(limit: limit, line: text.line(at: cursor.at - value.count))
                }
            }
            if let failure { throw failure }
        }
        keys = index.keys
        columns = hasID ? [.id] : []
        guard layout.rowCount > 0 else { return }
        columns += arePoints ? [.latitude, .longitude] : [.geometry]
        if arePoints, hasAltitude { columns.append(.altitude) }
    }
}
