/// The paper's measures of one loaded file: success, and precision, recall and F1 of header, records and cells, each in 0…1.
struct PollockScore {
    var success = 0.0
    var header = Measure()
    var records = Measure()
    var cells = Measure()

    /// Their sum, at most 10.
    var sum: Double { success + header.sum + records.sum + cells.sum }

    /// Precision, recall and F1.
    struct Measure {
        var precision = 0.0
        var recall = 0.0
        var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
        var sum: Double { precision + recall + f1 }

        init() {}

        /// Compares two multisets; two empty ones agree.
        init<Value: Hashable>(_ found: [Value], _ expected: [Value]) {
            var left: [Value: Int] = [:]
            for value in expected { left[value, default: 0] += 1 }
            var common = 0
            for value in found where left[value, default: 0] > 0 {
                left[value, default: 0] -= 1
                common += 1
            }
            precision = found.isEmpty ? (expected.isEmpty ? 1 : 0) : Double(common) / Double(found.count)
            recall = expected.isEmpty ? (found.isEmpty ? 1 : 0) : Double(common) / Double(expected.count)
        }
    }

    /// A file that could not be loaded.
    init() {}

    init(header: [String], rows: [[String]], expected: PollutedFile) {
        success = 1
        self.header = Measure(header, expected.header)
        records = Measure(rows, expected.rows)
        cells = Measure(rows.flatMap(\.self), expected.rows.flatMap(\.self))
    }
}

/// How often a pollution is met, for the weighted mean: files among the 575 of japan.md §5 that have it, at least 1 where the
/// catalogue does not count it. (The paper weights by a survey of its own.)
enum PollockWeight {
    private static let files: [String: Double] = [
        "file_no_trailing_newline": 196, "file_preamble_comments": 188, "file_record_delimiter_0xA": 180,
        "file_double_trailing_newline": 95, "ours_column_blank_header": 193, "ours_column_duplicate_header": 3,
        "row_less_sep": 3, "row_more_sep": 3, "file_preamble": 2, "file_header_multirow_2": 2,
    ]

    static func of(_ kind: String) -> Double { files[kind] ?? 1 }
}
