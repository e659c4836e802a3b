/// The bounds of reading (hazards.md §1D).
///
/// Beyond one, reading ends in a clear error, quickly.
package struct ReadingLimits: Hashable, Sendable {
    /// Bytes of one field as they stand in the file.
    package var fieldBytes = 1 << 20
    /// Bytes of one GeoJSON geometry: the boundary of one town with its islands takes more than a cell may.
    package var geometryBytes = 16 << 20
    package var columns = 2_000
    /// Ten times what §1D suggests: neither memory nor the time of a row grows with their number.
    package var rows = 50_000_000
    package var jsonDepth = 64
    /// Bytes that a packed file may have when it is unpacked.
    package var inflatedBytes = 1 << 30
    /// How many times its packed size that may be; counted beyond ``freelyInflatedBytes`` only, as a small file of repeated
    /// rows harms nobody.
    package var inflationRatio = 100
    package var freelyInflatedBytes = 16 << 20
    /// Findings listed per code.
    package var findings = 100

    package init() {}
}
