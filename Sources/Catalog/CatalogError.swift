/// Why the catalogue refused a command or could not be used.
package struct CatalogError: Error, Hashable, Sendable {
    /// What went wrong, with the thing that it went wrong about.
    package enum Kind: Hashable, Sendable {
        /// Not a valid name; `interface.md` grammar.
        case invalidName(String)
        case unknownOrganization(String)
        case unknownDataset(String)
        case unknownDistribution(String)
        case unknownSource(String)
        case unknownJob(String)
        /// Another thing has that name, or the same thing is already known under it.
        case nameTaken(String)
        /// Another thing has that id (a distribution that another dataset lists, a record that another dataset came from).
        case idTaken(String)
        /// Only a held version can be approved or rejected.
        case notHeld(distribution: String, number: Int)
        /// The version holds what the law forbids to publish (My Numbers), whoever approves it.
        case mayNotBePublished(distribution: String, number: Int)
        /// Nothing of that code is proposed for the dataset.
        case noProposal(dataset: String, code: String)
        /// The job's lease was lost to another worker: nothing was written.
        case leaseLost(job: String)
        /// Not a cursor that this catalogue gave for this order.
        case badCursor
        /// What is wrong, for an operator: which file or which log record.
        case damaged(String)
        case newerRelease
        /// No room, no permission, or the device failed.
        case notWritable
        /// Other processes held the catalogue for too long; the same command may succeed later.
        case busy
        /// A defect: SQLite refused a statement of ours. The result code, for the log.
        case unexpected(code: Int32)
    }

    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }
}
