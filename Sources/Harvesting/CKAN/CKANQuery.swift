import OpenData

/// What is asked of `package_search`: which records, and from when on.
struct CKANQuery: Sendable {
    let filter: RecordFilter
    /// Only records changed since; nil: all.
    let since: Timestamp?

    private static let fields: [RecordFilter.Key: String] = [
        .organization: "organization", .group: "groups", .tag: "tags", .format: "res_format",
    ]

    /// Query of one page, percent-encoded.
    ///
    /// Sorted by id, so that pages do not overlap while records change.
    func text(start: Int, rows: Int) -> String {
        let page = "sort=id%20asc&rows=\(rows)"
        let conditions = conditions.map(Self.encoded).joined(separator: "%20AND%20")
        return page + (conditions.isEmpty ? "" : "&fq=\(conditions)") + "&start=\(start)"
    }

    /// Solr conditions; several values in one pair of parentheses, for `a:x OR a:y` after another condition means something else.
    private var conditions: [String] {
        let chosen = filter.wanted.compactMap { key, values in
            Self.fields[key].map { field in "\(field):(\(values.map(Self.quoted).joined(separator: " OR ")))" }
        }
        return chosen + (since.map { ["metadata_modified:[\($0.utc) TO *]"] } ?? [])
    }

    /// A phrase of Solr.
    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
    }

    private static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
