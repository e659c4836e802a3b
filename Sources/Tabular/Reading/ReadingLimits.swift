/// The bounds of reading (hazards.md §1D).
///
/// Beyond one, reading ends in a clear error, quickly.
package struct ReadingLimits: Hashable, Sendable {
    /// Bytes of one field as they stand in the file.
    package var fieldBytes = 1 << 20
    package var columns = 2_000
    package var rows = 50_000_000
    package var jsonDepth = 64
    /// Findings listed per code.
    package var findings = 100

    package init() {}
}
