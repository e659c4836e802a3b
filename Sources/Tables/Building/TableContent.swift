internal import Tabular

/// Everything that goes into a table file, taken apart so that tests can make it by hand.
struct TableContent {
    /// What the columns are; with ``typing`` what they seem to be.
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

extension TableContent {
    /// A pass over the records of `document`.
    init(_ document: TabularDocument, blob: String, source: String) {
        self.init(
            columns: document.columns,
            reader: document.makeReader(),
            reading: document.reading,
            findings: document.findings,
            findingCounts: document.findingCounts,
            blob: blob,
            source: source,
        )
    }
}
