/// How a file was understood: every decision that a person may want to check, as reports and `ydp check` print them.
package struct Reading: Hashable, Sendable, Codable {
    /// What the content is, whatever its name says.
    package enum Format: String, Hashable, Sendable, Codable { case csv, tsv, json, ndjson, geojson }
    /// The text encoding, named as WHATWG names it.
    package enum Encoding: String, Hashable, Sendable, Codable {
        case utf8 = "utf-8"
        case utf16LE = "utf-16le"
        case utf16BE = "utf-16be"
        case cp932 = "shift_jis"
        case eucJP = "euc-jp"
        case iso2022JP = "iso-2022-jp"
    }
    /// Line ends of the records: those most records have.
    package enum LineEnd: String, Hashable, Sendable, Codable { case crlf, lf, cr, mixed }

    package var format: Format = .csv
    package var encoding: Encoding = .utf8
    package var hasByteOrderMark = false
    /// Delimited text only: the delimiter, for example `,`.
    ///
    /// Nil for JSON.
    package var delimiter: String?
    package var lineEnd: LineEnd?
    /// Physical line of the header's first row, 1-based; nil when there is no header (JSON).
    package var headerLine: Int?
    /// How many rows make the header (0: none, names are `column_N`; 1: the rule).
    package var headerRows = 1
    /// JSON only: where the array of records was, as a JSON Pointer (`""` is the whole document).
    ///
    /// Nil for delimited text.
    package var jsonPath: String?
    /// Records after the header, blank trailing rows not counted.
    package var rowCount = 0

    package init() {}
}
