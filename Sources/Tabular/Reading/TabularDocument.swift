/// A file that was recognised as a table: how it was read, its typed columns, what was noticed, and passes over its records.
///
/// Opening makes one pass over the whole file (structure, encoding, types over all rows); it never samples.
package final class TabularDocument: Sendable {
    package let reading: Reading
    package let columns: [Column]
    /// What reading noticed, in row order, at most ``ReadingLimits/findings`` of each code; the counts are complete.
    package let findings: [Finding]
    /// All findings by code, also those not listed.
    package let findingCounts: [String: Int]

    /// Opens the file at `path`, mapping it into memory.
    /// - Throws: ``TabularError`` when the content is no table or breaks a limit.
    package init(path: String, limits: ReadingLimits = .init()) throws(TabularError) {
        fatalError("stub")
    }

    /// Opens bytes in memory.
    package init(bytes: [UInt8], limits: ReadingLimits = .init()) throws(TabularError) {
        fatalError("stub")
    }

    /// A new pass over the records, from the first.
    package func makeReader() -> any RecordReader {
        fatalError("stub")
    }
}

/// The bounds of reading (hazards.md §1D). Beyond one, reading ends in a clear error, quickly.
package struct ReadingLimits: Hashable, Sendable {
    package var fieldBytes = 1 << 20
    package var columns = 2_000
    package var rows = 50_000_000
    package var jsonDepth = 64
    /// Findings listed per code.
    package var findings = 100

    package init() {}
}
