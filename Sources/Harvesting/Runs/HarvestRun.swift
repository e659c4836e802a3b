import Catalog
import Fetching
import Logging
import OpenData
import Tables
import Tabular

/// One run of one source, from its list of records to the last of them.
///
/// Each record's outcome is stored as soon as it is known; no record's fault stops the run.
struct HarvestRun: Sendable {
    let job: Job
    let lease: Lease
    let source: Source
    let ingest: Ingest
    let downloader: Downloader
    let limits: HarvestLimits
    let logger: Logger

    private var catalog: CatalogDatabase { ingest.catalog }
    private var cataloguing: Cataloguing {
        Cataloguing(catalog: catalog, source: source, lease: lease, now: ingest.now)
    }

    /// What was gathered so far.
    private struct Progress {
        /// Remote ids that the source lists.
        var seen: Set<String> = []
        var taken = 0
        /// Whether the list may not be believed when it says that something is gone.
        var isDoubtful = false
    }

    /// Gathers and imports everything but the records in `done`, which an earlier attempt of the job finished.
    ///
    /// - Throws: ``GatherError`` when the source could not be read to its end; `CatalogError`, `CancellationError`.
    func execute(_ adapter: any SourceAdapter, done: Set<String>) async throws {
        let known = try await catalog.datasets(ofSource: source.name).count { $0.origin?.vanished == nil }
        var progress = Progress()
        let isComplete = try await withThrowingTaskGroup(of: Void.self) { group in
            var running = 0
            var gathered: Result<Bool, any Error>
            do {
                let isComplete = try await adapter.gather { page in
                    guard try await judge(page, known: known, &progress) else { return false }
                    for record in page.records {
                        progress.seen.insert(record.id)
                        guard progress.taken < job.limit ?? .max else { return false }
                        progress.taken += 1
                        guard !done.contains(record.id) else { continue }
                        guard let listed = try await list(record) else { continue }
                        if running >= limits.parallelRecords {
                            try await group.next()
                            running -= 1
                        }
                        group.addTask { try await importFiles(listed) }
                        running += 1
                    }
                    return true
                }
                gathered = .success(isComplete)
            } catch let error as GatherError {
                // What was listed before the source failed is still imported.
                gathered = .failure(error)
            }
            try await group.waitForAll()
            return try gathered.get()
        }
        try await suspectOwnClock()
        guard isComplete, !progress.isDoubtful else { return }
        try await reportVanished(seen: progress.seen)
    }

    // MARK: The list as a whole

    /// Whether to go on with a page: not when the source lists more than it may.
    private func judge(_ page: GatheredPage, known: Int, _ progress: inout Progress) async throws -> Bool {
        if page.unreadable > 0 {
            progress.isDoubtful = true
            try await put(sourceRecord(.rejected, .recordInvalid))
        }
        let total = max(page.total ?? 0, progress.seen.count + page.records.count)
        if total > limits.records {
            progress.isDoubtful = true
            try await put(sourceRecord(.held, .sourceTooBig))
            return false
        }
        if let said = page.total, !progress.isDoubtful, CollapseGuard.isCollapse(known: known, total: said) {
            progress.isDoubtful = true
            try await put(sourceRecord(.held, .catalogueCollapse))
        }
        return true
    }

    /// Hosts whose certificates must be out of date at once, with none in order, before our own clock is the likelier culprit.
    private static let hostsOutOfDate = 3

    private func suspectOwnClock() async throws {
        guard await downloader.patience.hostsOutOfDate >= Self.hostsOutOfDate else { return }
        try await put(sourceRecord(.failed, .localClockSuspect))
    }

    /// Reports the datasets that the source no longer lists; they stay as they are.
    private func reportVanished(seen: Set<String>) async throws {
        let actor = "job:\(job.id)"
        for name in try await catalog.markVanished(source: source.name, seen: seen, lease: lease, actor: actor) {
            guard let dataset = try await catalog.dataset(name) else { continue }
            try await put(
                record(dataset.origin?.remoteID ?? name, name: name, title: dataset.title, .held, .vanished)
            )
        }
    }

    // MARK: One record

    /// A record whose metadata is in the catalogue and whose files come next.
    private struct Listed: Sendable {
        var remote: RemoteRecord
        var dataset: Dataset
        var change: CatalogDatabase.Change
        var new: Set<String>
    }

    /// Puts a record's metadata.
    ///
    /// Nil when that was already all there is to do, and its outcome is stored.
    private func list(_ remote: RemoteRecord) async throws -> Listed? {
        let title = remote.title ?? remote.name
        do {
            switch try await cataloguing.put(remote) {
            case .listed(let dataset, let change, let new):
                return Listed(remote: remote, dataset: dataset, change: change, new: new)
            case .withdrawn(let dataset):
                try await put(record(remote.id, name: dataset.name, title: dataset.title, .withdrawn, nil))
            case .refused(.identityChange, let name):
                let isDeclined = try await cataloguing.proposeIdentity(remote, of: name)
                let reason: HarvestReason = isDeclined ? .reviewRejected : .identityChange
                try await put(record(remote.id, name: name, title: title, isDeclined ? .rejected : .held, reason))
            case .refused(let reason, let name):
                try await put(record(remote.id, name: name, title: title, .rejected, reason))
            case .proposed(let proposal, let name):
                var held = record(remote.id, name: name, title: title, .held, nil)
                (held.reason, held.message) = (proposal.code, proposal.message)
                try await put(held)
            }
        } catch let error as CatalogError where !error.isLeaseLost {
            logger.error("record not stored", metadata: ["record": "\(remote.id)", "error": "\(error)"])
            let name = RecordName.sanitized(remote.name) ?? source.name
            try await put(record(remote.id, name: name, title: title, .failed, .storage))
        }
        return nil
    }

    /// Imports a record's files one after the other and stores the record's outcome.
    private func importFiles(_ listed: Listed) async throws {
        var dataset = listed.dataset
        var record = record(listed.remote.id, name: dataset.name, title: dataset.title, .unchanged, nil)
        for distribution in dataset.distributions {
            let resource = ResourceImport(
                ingest: ingest,
                downloader: downloader,
                lease: lease,
                dataset: dataset,
                distribution: distribution,
                isNew: listed.new.contains(distribution.id)
            )
            let result = try await resource.run()
            record.resources.append(result.resource)
            guard let standard = result.standard, dataset.standard == nil else { continue }
            dataset.standard = standard
            try await catalog.put(dataset, lease: lease, actor: "job:\(job.id)")
        }
        record.decide(metadata: listed.change)
        try await settleGone(&record, dataset)
        record.at = ingest.now()
        try await put(record)
    }

    /// What its source says is gone for good (410) waits for a person, or leaves at once where the operator said so.
    private func settleGone(_ record: inout HarvestRecord, _ dataset: Dataset) async throws {
        let code = FetchError.Code.gone.rawValue
        let gone = record.resources.filter { $0.reason == code }
        guard let first = gone.first, let message = first.message else {
            guard dataset.proposals?.contains(where: { $0.code == code }) == true else { return }
            return try await catalog.takeBack(code, of: dataset.name, lease: lease, actor: "job:\(job.id)")
        }
        // One file of several is for the publisher to strike off the list.
        guard gone.count == record.resources.count else { return }
        let proposal = Proposal(code: code, message: message, value: nil, since: ingest.now())
        try await catalog.propose(proposal, of: dataset.name, lease: lease, actor: "job:\(job.id)")
    }

    // MARK: Records

    private func put(_ record: HarvestRecord) async throws {
        try await catalog.put(record, lease: lease)
        logger.info(
            "record",
            metadata: [
                "name": "\(record.name)", "outcome": "\(record.outcome.rawValue)", "reason": "\(record.reason ?? "-")",
            ]
        )
    }

    /// What is said of the source itself, on a line of its own among the records.
    private func sourceRecord(_ outcome: Outcome, _ reason: HarvestReason) -> HarvestRecord {
        record("source:\(reason.rawValue)", name: source.name, title: source.name, outcome, reason)
    }

    private func record(
        _ remoteID: String,
        name: String,
        title: String,
        _ outcome: Outcome,
        _ reason: HarvestReason?,
    ) -> HarvestRecord {
        HarvestRecord(
            job: job.id,
            remoteID: remoteID,
            name: name,
            title: title,
            outcome: outcome,
            reason: reason?.rawValue,
            message: reason?.message,
            at: ingest.now()
        )
    }
}
