import Catalog

extension Outcome {
    /// How telling an outcome is for the whole that it is a part of: what a person must look at comes first.
    private var weight: Int {
        switch self {
        case .failed: 7
        case .blocked: 6
        case .rejected: 5
        case .held: 4
        case .withdrawn: 3
        case .created: 2
        case .updated: 1
        case .unchanged: 0
        }
    }

    /// Whether this outcome tells more than `other`.
    func outweighs(_ other: Outcome) -> Bool { weight > other.weight }
}

extension HarvestRecord {
    /// Sets outcome, reason and message from the metadata's change and the resources: the first of the most telling decides, and
    /// a dataset that is new is `created` although a resource is only `updated` or `unchanged`.
    mutating func decide(metadata: CatalogDatabase.Change) {
        let own: Outcome =
            switch metadata {
            case .created: .created
            case .updated: .updated
            case .unchanged: .unchanged
            }
        let isNew = own == .created || resources.allSatisfy { $0.outcome == .created }
        outcome = own
        (reason, message) = (nil, nil)
        for resource in resources where resource.outcome.outweighs(outcome) {
            // A resource that is new beside known ones is an update of the dataset. Where all are new the dataset is: its metadata
            // may be known from an attempt that was cut off.
            outcome = resource.outcome == .created && !isNew ? .updated : resource.outcome
            (reason, message) = (resource.reason, resource.message)
        }
        // A remark that holds for all of them (`link_only`) is worth the line; for one beside a good table it is not.
        if reason == nil, let first = resources.first, resources.allSatisfy({ $0.reason != nil }) {
            (reason, message) = (first.reason, first.message)
        }
    }
}
