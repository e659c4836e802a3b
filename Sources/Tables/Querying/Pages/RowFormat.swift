/// How rows are written.
package enum RowFormat: String, Hashable, Sendable, CaseIterable {
    /// JSON array of objects `[{"_id":1,"名称":"…"},…]`.
    case json
    /// RFC 4180 with a header record of published names; no `_id`.
    case csv
    /// One JSON object a line.
    case ndjson
    /// JSON array of arrays in field order, `_id` first (CKAN `records_format=lists`).
    case jsonLists
}
