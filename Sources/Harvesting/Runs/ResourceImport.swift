import Catalog
import Fetching
import Foundation
import OpenData
import Tables
import Tabular
import Validation

/// Brings one distribution up to date: asks its address whether anything changed, downloads, and imports what is new.
///
/// What became of the last bytes is remembered with their hash, so that a file that has not changed costs one conditional request
/// and gets the same answer as before.
struct ResourceImport: Sendable {
    let ingest: Ingest
    let downloader: Downloader
    let lease: Lease
    let dataset: Dataset
    let distribution: Distribution
    /// Whether the distribution was not listed before this run.
    let isNew: Bool

    struct Result: Sendable {
        var resource: HarvestRecord.Resource
        /// The standard dataset that the table was recognised as; nil when it was not, or not read.
        var standard: String?
    }

    /// - Throws: `CatalogError` `.leaseLost`, `CancellationError`; everything else becomes the resource's outcome.
    func run() async throws -> Result {
        let start = ContinuousClock.now
        var result = try await outcome()
        result.resource.milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        return result
    }

    private func outcome() async throws -> Result {
        guard FileFormat.tables.contains(distribution.format), let url = distribution.downloadURL else {
            return Result(resource: resource(isNew ? .created : .unchanged, .linkOnly))
        }
        let past = try await PastFetch(ingest, distribution: distribution, url: url)
        let temporary = ingest.store.temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        do {
            var request = FetchRequest(url: url, destination: .file(path: temporary))
            request.etag = past?.state.etag
            // A server that gives both is asked by the stronger one.
            request.lastModified = past?.state.etag == nil ? past?.state.lastModified : nil
            let response = try await downloader.fetch(request)
            if let past, response.isNotModified || response.sha256 == past.state.blob {
                return try await unchanged(past, response)
            }
            return try await imported(temporary, response, url: url)
        } catch let error as FetchError {
            return Result(resource: resource(error))
        } catch let error as CatalogError where error.isLeaseLost {
            throw error
        } catch let error where error is TableError || error is CatalogError {
            return Result(resource: resource(.failed, .storage))
        }
    }

    // MARK: The same bytes

    /// The bytes of the last fetch came again: the answer is the same, without work.
    private func unchanged(_ past: PastFetch, _ response: FetchResponse) async throws -> Result {
        var state = past.state
        state.checked = ingest.now()
        if !response.isNotModified { (state.etag, state.lastModified) = (response.etag, response.lastModified) }
        try await ingest.catalog.put(state, lease: lease)
        var resource = resource(past.outcome)
        (resource.reason, resource.message) = (past.reason, past.message)
        (resource.blob, resource.bytes, resource.rows) = (state.blob, state.bytes, past.rows)
        return Result(resource: resource)
    }

    // MARK: New bytes

    private func imported(_ path: String, _ response: FetchResponse, url: String) async throws -> Result {
        let imported = try await ingest.importFile(
            path,
            Import.Request(
                dataset: dataset,
                distribution: distribution.id,
                source: distribution.title,
                schema: distribution.schema.flatMap { ingest.schemas.schema(named: $0) },
                lease: lease,
                actor: "job:\(lease.job)"
            )
        )
        let state = FetchState(
            distribution: distribution.id,
            url: url,
            etag: response.etag,
            lastModified: response.lastModified,
            blob: imported.blob,
            bytes: imported.bytes,
            outcome: imported.outcome,
            reason: imported.reason,
            message: imported.message,
            checked: ingest.now()
        )
        // Bytes that killed workers are fetched again: a release that can read them must get the chance.
        if imported.reason != ImportMessages.workerCrashed { try await ingest.catalog.put(state, lease: lease) }
        let resource = HarvestRecord.Resource(
            id: distribution.id,
            title: distribution.title,
            format: distribution.format,
            imported: imported
        )
        return Result(resource: resource, standard: imported.standard)
    }

    // MARK: Outcomes

    private func resource(_ outcome: Outcome, _ reason: HarvestReason? = nil) -> HarvestRecord.Resource {
        HarvestRecord.Resource(
            id: distribution.id,
            title: distribution.title,
            format: distribution.format,
            outcome: outcome,
            reason: reason?.rawValue,
            message: reason?.message
        )
    }

    private func resource(_ error: FetchError) -> HarvestRecord.Resource {
        var resource = resource(error.outcome == .blocked ? .blocked : .failed)
        (resource.reason, resource.message) = (error.code.rawValue, error.message)
        return resource
    }
}

extension CatalogError {
    /// Whether another worker has taken the job over; nothing more may be written for it.
    var isLeaseLost: Bool {
        if case .leaseLost = kind { return true }
        return false
    }
}
