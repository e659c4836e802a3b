package import Catalog
package import OpenData
package import Tabular
package import Validation

/// What became of the bytes of one distribution.
package struct Import: Hashable, Sendable {
    package var outcome: Outcome
    /// Reason code (hazards.md §2), nil when there is nothing to say.
    package var reason: String?
    package var message: Bilingual?
    /// SHA-256 (hex) and size of the bytes.
    package var blob: String
    package var bytes: Int
    /// Records read; nil when the bytes are no table.
    package var rows: Int?
    /// Text encoding that it was read in (WHATWG name); nil when the bytes are no table or were not read.
    package var encoding: String?
    /// The standard dataset that the header was recognised as.
    package var standard: String?

    /// What is to be imported, for whom.
    package struct Request: Sendable {
        package var dataset: Dataset
        package var distribution: String
        /// Name of the file for reports.
        package var source: String
        /// Nil: recognised by the header.
        package var schema: TableSchema?
        /// The worker's claim; nil for commands.
        package var lease: Lease?
        package var actor: String

        package init(
            dataset: Dataset,
            distribution: String,
            source: String,
            schema: TableSchema?,
            lease: Lease?,
            actor: String,
        ) {
            self.dataset = dataset
            self.distribution = distribution
            self.source = source
            self.schema = schema
            self.lease = lease
            self.actor = actor
        }
    }
}
