/// Tells an upstream accident from ordinary change: other harvesters deleted whole catalogues because a portal answered with an
/// empty list for an hour (hazards.md §2.4 row 99).
enum CollapseGuard {
    /// Largest share of the known datasets, and fewest of them, whose absence is still taken for what it says.
    static let share = 0.2
    static let fewest = 5

    /// Whether a source that had `known` datasets and now says that it has `total` must not be believed.
    static func isCollapse(known: Int, total: Int) -> Bool {
        guard total > 0 else { return true }
        let missing = known - total
        return missing >= fewest && Double(missing) > Double(known) * share
    }
}
