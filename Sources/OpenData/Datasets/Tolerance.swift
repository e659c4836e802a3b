/// How far the tables of one dataset may change before a version is held; nil leaves the rule for all as it is.
package struct Tolerance: Hashable, Sendable, Codable {
    /// Rows of the new version as a share of the old one's: at least (0.8), at most (3.0).
    package var leastRows: Double?
    package var mostRows: Double?
    /// A table without rows is as good as any (false).
    package var mayBeEmpty: Bool?
    /// Places may lie outside Yamaguchi (false).
    package var anywhere: Bool?

    package init() {}
}
