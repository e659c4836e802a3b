internal import CSQLite

/// Compares a cell that only Unicode's tables can fold with a folded needle: what the SQL functions `ydp_contains`,
/// `ydp_startswith` and `ydp_endswith` call where C gives up.
enum TextMatch {
    /// - Returns: 1 when the cell matches, else 0.
    static func matches(
        _ text: UnsafePointer<UInt8>?,
        _ count: Int,
        _ needle: UnsafePointer<UInt8>?,
        _ needleCount: Int,
        _ how: Int32,
    ) -> Int32 {
        let folded = SearchText.fold(UnsafeBufferPointer(start: text, count: count))
        guard let needle else { return 1 }
        return ydp_match_folded(folded, folded.count, needle, needleCount, how)
    }
}
