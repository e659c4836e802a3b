package import Tabular

/// How rows are written.
package enum RowFormat: String, Hashable, Sendable, CaseIterable {
    /// JSON array of objects `[{"_id":1,"名称":"…"},…]`.
    case json
    /// RFC 4180 with a header record of published names; no `_id`.
    case csv
    /// One JSON object a line.
    case ndjson
    /// `FeatureCollection` (RFC 7946) with the row's number as `id` and its cells as properties.
    case geojson
    /// JSON array of arrays in field order, `_id` first (CKAN `records_format=lists`).
    case jsonLists
}

/// What may differ within a format.
package struct RowStyle: Hashable, Sendable {
    /// What the header of a CSV says.
    package enum Header: String, Hashable, Sendable, CaseIterable {
        /// Published names, as every other format has them.
        case name
        /// The source's header cells as they were.
        case title
    }

    package var header = Header.name
    /// Whether a spreadsheet may open the CSV safely.
    package var safety = CSVBytes.Safety.none

    package init() {}
}
