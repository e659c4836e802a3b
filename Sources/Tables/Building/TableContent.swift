internal import Tabular

/// Everything that goes into a table file, taken apart so that tests can make it by hand.
struct TableContent {
    let columns: [Column]
    let reader: any RecordReader
    let reading: Reading
    let findings: [Finding]
    let findingCounts: [String: Int]
    /// SHA-256 of the source's bytes.
    let blob: String
    /// Name of the source for the report.
    let source: String
}
