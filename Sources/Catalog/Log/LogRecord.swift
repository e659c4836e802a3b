package import OpenData

/// One appended change: the whole new state of one entity.
package struct LogRecord: Hashable, Sendable {
    /// 1, 2, 3 … without gaps.
    package var seq: Int64
    package var at: Timestamp
    /// Who: `seed`, `cli`, `job:<id>`, later a token's name.
    package var actor: String
    /// `organization.put`, `dataset.put`, `dataset.withdraw`, `version.publish`, `version.hold`, `source.put`, ….
    package var kind: String
    /// Name of the organization, dataset or source; id of the distribution whose version it is.
    package var entity: String
    /// The new state as JSON with sorted keys.
    package var body: String
    /// Hex SHA-256; the first record's is 64 zeros.
    package var previousHash: String
    package var hash: String
}
