import Catalog
import OpenData

/// Puts what a source says of its records into the catalogue: publisher, metadata and the list of files.
///
/// Versions of tables come later, file by file.
struct Cataloguing: Sendable {
    /// What became of a record's metadata.
    enum Outcome: Sendable {
        /// The dataset as stored, what changed, and which of its distributions were not there before.
        case listed(Dataset, CatalogDatabase.Change, new: Set<String>)
        /// A person withdrew the dataset: harvesting does not bring it back.
        case withdrawn(Dataset)
        /// Nothing was taken: the reason, and the name that the dataset has or would have.
        case refused(HarvestReason, name: String)
        /// Nothing was taken but a proposal for a person.
        case proposed(Proposal, name: String)
    }

    let catalog: CatalogDatabase
    let source: Source
    let lease: Lease
    let now: @Sendable () -> Timestamp

    private var actor: String { "job:\(lease.job)" }

    /// How often a name is chosen anew when somebody else took the one that was free a moment ago.
    private static let nameTries = 3

    /// Another worker, or another source run by this one, may take a name or an id between the look and the write: then it is
    /// looked up anew.
    ///
    /// - Throws: `CatalogError`.
    func put(_ record: RemoteRecord) async throws -> Outcome {
        for _ in 1..<Self.nameTries {
            do {
                return try await putOnce(record)
            } catch let error as CatalogError where error.isLostRace {
                continue
            }
        }
        return try await putOnce(record)
    }

    private func putOnce(_ record: RemoteRecord) async throws -> Outcome {
        let existing = try await existingDataset(record)
        if let existing, existing.state == .withdrawn { return .withdrawn(existing) }
        let name: String
        switch existing {
        case let existing?: name = existing.name
        case nil:
            switch try await chooseName(record) {
            case .free(let free): name = free
            case .refused(let reason, let taken): return .refused(reason, name: taken)
            }
        }
        if let existing, let change = LicenseChange(record, of: existing) {
            return try await hold(change, of: existing)
        }
        let dataset = try await describe(record, name: name, existing: existing)
        guard dataset != existing else { return .listed(dataset, .unchanged, new: []) }
        let put = try await catalog.put(dataset, lease: lease, actor: actor)
        let stored = try await catalog.dataset(name) ?? dataset
        let before = Set(existing?.distributions.map(\.id) ?? [])
        let change = put == .updated && Self.differOnlyInDates(dataset, existing) ? .unchanged : put
        return .listed(stored, change, new: Set(stored.distributions.map(\.id)).subtracting(before))
    }

    /// Keeps the dataset as it is and proposes the new licence: publishing without the right to is worse than publishing late.
    private func hold(_ change: LicenseChange, of dataset: Dataset) async throws -> Outcome {
        let proposal = change.proposal(since: now())
        if dataset.declined?.contains(proposal.key) == true { return .refused(.reviewRejected, name: dataset.name) }
        try await catalog.propose(proposal, of: dataset.name, lease: lease, actor: actor)
        return .proposed(proposal, name: dataset.name)
    }

    /// Proposes that a dataset made anew at its source is the one that is here, when that is what a name that is taken may mean.
    ///
    /// - Returns: whether a person declined that before.
    func proposeIdentity(_ record: RemoteRecord, of name: String) async throws -> Bool {
        let proposal = Proposal(
            code: HarvestReason.identityChange.rawValue,
            message: HarvestReason.identityChange.message,
            value: record.id,
            since: now()
        )
        guard let dataset = try await catalog.dataset(name), dataset.declined?.contains(proposal.key) != true else {
            return true
        }
        try await catalog.propose(proposal, of: name, lease: lease, actor: actor)
        return false
    }

    /// The dataset that this record made earlier; for a source that only knows an address, also the dataset of its name that was
    /// registered by hand.
    private func existingDataset(_ record: RemoteRecord) async throws -> Dataset? {
        if let own = try await catalog.dataset(source: source.name, remoteID: record.id) { return own }
        guard record.title == nil, let named = try await catalog.dataset(record.name) else { return nil }
        return named.name == record.name && named.origin == nil ? named : nil
    }

    private enum Name {
        case free(String)
        case refused(HarvestReason, String)
    }

    /// The first name that nobody has.
    ///
    /// A name that another record of the same source has is no accident of two portals: the dataset was made anew
    /// there, and a person decides whether it is the same.
    private func chooseName(_ record: RemoteRecord) async throws -> Name {
        let candidates = RecordName.candidates(for: record, source: source.name)
        for candidate in candidates {
            guard let owner = try await catalog.dataset(candidate) else { return .free(candidate) }
            let isOurs = owner.origin?.source == source.name
            if isOurs, !record.isNameDerived { return .refused(.identityChange, candidate) }
        }
        return .refused(.recordInvalid, candidates.first ?? source.name)
    }

    // MARK: Metadata

    private func describe(_ record: RemoteRecord, name: String, existing: Dataset?) async throws -> Dataset {
        let moment = now()
        var dataset: Dataset
        if let existing {
            dataset = existing
        } else {
            dataset = Dataset(
                name: name,
                id: try await datasetID(record),
                title: record.title ?? name,
                organization: "",
                created: moment,
                modified: moment
            )
        }
        dataset.origin = Dataset.Origin(source: source.name, remoteID: record.id, url: record.page)
        if existing == nil || record.title != nil {
            dataset.title = record.title ?? dataset.title
            dataset.titleEnglish = record.titleEnglish
            dataset.description = record.description
            dataset.organization = try await organization(record.publisher)
            dataset.license = record.license
            dataset.tags = record.tags
            dataset.frequency = record.frequency
            dataset.landingPage = record.landingPage
            dataset.contact = record.contact
            dataset.sourceModified = record.modified
        }
        dataset.proposals?.removeAll { $0.code == HarvestReason.licenseChange.rawValue }
        if dataset.proposals?.isEmpty == true { dataset.proposals = nil }
        dataset.distributions = try await distributions(record, of: dataset)
        if dataset != existing { dataset.modified = moment }
        return dataset
    }

    private static func differOnlyInDates(_ dataset: Dataset, _ existing: Dataset?) -> Bool {
        guard let existing else { return false }
        var same = dataset
        same.modified = existing.modified
        same.sourceModified = existing.sourceModified
        return same == existing
    }

    /// The record's own identifier where it can be ours too, so that links to the source's datasets work here.
    private func datasetID(_ record: RemoteRecord) async throws -> String {
        if Identifier.isUUID(record.id), try await catalog.dataset(record.id) == nil { return record.id }
        return Identifier.uuid("dataset", "\(source.name)/\(record.id)")
    }

    private func distributions(_ record: RemoteRecord, of dataset: Dataset) async throws -> [Distribution] {
        var listed: [Distribution] = []
        for file in record.files {
            let known = dataset.distributions
            let isBare = record.title == nil
            if isBare, let same = known.first(where: { $0.downloadURL == file.url }) {
                listed.append(same)
                continue
            }
            let id = try await distributionID(file, record: record, known: known)
            guard !listed.contains(where: { $0.id == id }) else { continue }
            var distribution =
                known.first { $0.id == id } ?? Distribution(id: id, title: file.title, format: file.format)
            distribution.title = file.title
            distribution.description = file.description
            distribution.format = file.format
            distribution.mediaType = file.mediaType
            distribution.downloadURL = file.url
            listed.append(distribution)
        }
        return listed
    }

    private func distributionID(
        _ file: RemoteRecord.File,
        record: RemoteRecord,
        known: [Distribution],
    ) async throws -> String {
        func derivedID(_ file: RemoteRecord.File) -> String {
            Identifier.uuid("distribution", "\(source.name)/\(record.id)/\(file.id)")
        }
        let derived = derivedID(file)
        if known.contains(where: { $0.id == derived }) { return derived }
        if known.contains(where: { $0.id == file.id }) { return file.id }
        // A dataset made anew at its source lists the same files under new ids: their addresses tell which is which, and so
        // links and versions stay.
        let listed = Set(record.files.flatMap { [$0.id, derivedID($0)] })
        if let same = known.first(where: { $0.downloadURL == file.url && !listed.contains($0.id) }) { return same.id }
        guard Identifier.isUUID(file.id), try await catalog.distribution(file.id) == nil else { return derived }
        return file.id
    }

    // MARK: Publishers

    /// The name of the organization that publishes a record, which is put into the catalogue when it is new.
    ///
    /// An organization of that name that this source did not make is used as it is.
    private func organization(_ publisher: RemoteRecord.Publisher?) async throws -> String {
        let fallback = RemoteRecord.Publisher(
            name: source.organization ?? source.name,
            title: source.organization ?? source.name
        )
        let publisher = publisher ?? fallback
        let name: String
        if let own = RecordName.sanitized(publisher.name) {
            name = own
        } else if let same = try await catalog.organizations().first(where: { $0.organization.title == publisher.title }
        ) {
            return same.organization.name
        } else {
            name = RecordName.organization(titled: publisher.title, source: source.name)
        }
        let known = try await catalog.organization(name)
        let id = publisher.id.flatMap { Identifier.isUUID($0) ? $0 : nil } ?? Identifier.uuid("organization", name)
        guard known == nil || (known?.id == id && publisher.id != nil) else { return known?.name ?? name }
        let moment = now()
        var organization = known ?? Organization(name: name, id: id, title: name, created: moment, modified: moment)
        organization.title = publisher.title
        organization.description = publisher.description
        guard organization != known else { return name }
        organization.modified = moment
        try await catalog.put(organization, actor: actor)
        return name
    }
}

extension CatalogError {
    /// Whether somebody else took the name or the id first.
    fileprivate var isLostRace: Bool {
        switch kind {
        case .nameTaken, .idTaken: true
        default: false
        }
    }
}
