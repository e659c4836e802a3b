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
    private let tries = Tries()

    init(
        ingest: Ingest,
        downloader: Downloader,
        lease: Lease,
        dataset: Dataset,
        distribution: Distribution,
        isNew: Bool,
    ) {
        self.ingest = ingest
        self.downloader = downloader
        self.lease = lease
        self.dataset = dataset
        self.distribution = distribution
        self.isNew = isNew
    }

    struct Result: Sendable {
        var resource: HarvestRecord.Resource
        /// The standard dataset that the table was recognised as; nil when it was not, or not read.
        var standard: String?
    }

    /// - Throws: `CatalogError` `.leaseLost`, `CancellationError`; everything else becomes the resource's outcome.
    func run() async throws -> Result {
        let start = ContinuousClock.now
        var result = try await outcome()
        result.resource.attempts = tries.count > 0 ? tries.count : nil
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
            let response = try await downloader.fetch(
                request(url, to: temporary, past: past?.state),
                counting: tries
            )
            if let past, response.isNotModified || response.sha256 == past.state.blob {
                return try await unchanged(past, response)
            }
            return try await improved(imported(temporary, response, url: url, past: past?.state), url: url)
        } catch let error as FetchError {
            return Result(resource: resource(error))
        } catch let error as CatalogError where error.isLeaseLost {
            throw error
        } catch let error where error is TableError || error is CatalogError {
            return Result(resource: resource(.failed, .storage))
        }
    }

    private func request(_ url: String, to path: String, past: FetchState?) -> FetchRequest {
        var request = FetchRequest(url: url, destination: .file(path: path))
        request.unpacksGzip = url.utf8.prefix { $0 != UInt8(ascii: "?") }.suffix(3).elementsEqual(".gz".utf8)
        // Now and then a file is fetched whatever the server says of it: validators of some servers do not move with the content.
        guard let past, past.confirmations ?? 0 < Self.trustedConfirmations else { return request }
        request.etag = past.etag
        // A server that gives both is asked by the stronger one.
        request.lastModified = past.etag == nil ? past.lastModified : nil
        return request
    }

    /// How often a server may say that nothing changed before that is looked into.
    static let trustedConfirmations = 20

    // MARK: The same bytes

    /// The bytes of the last fetch came again: the answer is the same, without work.
    private func unchanged(_ past: PastFetch, _ response: FetchResponse) async throws -> Result {
        var state = past.state
        state.checked = ingest.now()
        state.confirmations = response.isNotModified ? (state.confirmations ?? 0) + 1 : 0
        if !response.isNotModified { (state.etag, state.lastModified) = validators(of: response) }
        try await ingest.catalog.put(state, lease: lease)
        var resource = resource(past.outcome)
        (resource.reason, resource.message) = (past.reason, past.message)
        remark(on: &resource, response, encoding: nil, past: nil)
        (resource.blob, resource.bytes, resource.rows) = (state.blob, state.bytes, past.rows)
        return Result(resource: resource)
    }

    // MARK: New bytes

    private func validators(of response: FetchResponse) -> (etag: String?, lastModified: String?) {
        (response.etag, response.isFromFuture ? nil : response.lastModified)
    }

    /// Tries again where a file that came whole was cut or empty at its source: publishers write files in place, and a moment later
    /// all of it is there.
    ///
    /// The same bytes twice are the file.
    private func improved(_ first: Result, url: String) async throws -> Result {
        var result = first
        for pause in downloader.retries.pauses {
            guard isUnfinished(result.resource) else { break }
            try await downloader.retries.sleep(pause * Double.random(in: 0...1))
            let temporary = ingest.store.temporaryPath()
            defer { try? FileManager.default.removeItem(atPath: temporary) }
            let response = try await downloader.fetch(request(url, to: temporary, past: nil), counting: tries)
            if response.sha256 == result.resource.blob { break }
            result = try await imported(temporary, response, url: url, past: nil)
        }
        return result
    }

    /// Whether the next try may heal it (hazards.md rows 67, 86): nothing came, or JSON that is not closed.
    private func isUnfinished(_ resource: HarvestRecord.Resource) -> Bool {
        if resource.reason == "empty_body" { return true }
        guard resource.reason == "json_syntax", let blob = resource.blob,
            let file = FileHandle(forReadingAtPath: ingest.store.path(.blobs, blob))
        else { return false }
        defer { try? file.close() }
        let size = (try? file.seekToEnd()) ?? 0
        try? file.seek(toOffset: size - min(size, 64))
        let last = (try? file.readToEnd())?.last { $0 > 0x20 }
        return last != UInt8(ascii: "]") && last != UInt8(ascii: "}")
    }

    private func imported(
        _ path: String,
        _ response: FetchResponse,
        url: String,
        past: FetchState?,
    ) async throws -> Result {
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
            etag: validators(of: response).etag,
            lastModified: validators(of: response).lastModified,
            blob: imported.blob,
            bytes: imported.bytes,
            outcome: imported.outcome,
            reason: imported.reason,
            message: imported.message,
            checked: ingest.now(),
            reader: ReaderGeneration.current
        )
        // Bytes that killed workers are fetched again: a release that can read them must get the chance.
        if imported.reason != ImportMessages.workerCrashed { try await ingest.catalog.put(state, lease: lease) }
        var resource = HarvestRecord.Resource(
            id: distribution.id,
            title: distribution.title,
            format: distribution.format,
            imported: imported
        )
        remark(on: &resource, response, encoding: imported.encoding, past: past)
        return Result(resource: resource, standard: imported.standard)
    }

    // MARK: Remarks

    /// Says the first thing worth saying of an answer that was used; nothing where something graver is said already.
    private func remark(
        on resource: inout HarvestRecord.Resource,
        _ response: FetchResponse,
        encoding: String?,
        past: FetchState?,
    ) {
        guard resource.reason == nil else { return }
        let isWeak = past != nil && past?.etag != nil && past?.etag == response.etag && !response.isNotModified
        let remarks: [(HarvestReason, Bool)] = [
            (.weakValidator, isWeak), (.movedPermanently, response.permanentURL != nil),
            (.upstreamClockSkew, response.isFromFuture),
            (.charsetMismatch, Charset.contradicts(response.contentType, encoding: encoding)),
            (.integrityWeak, !response.hasKnownEnd),
        ]
        guard let remark = remarks.first(where: \.1)?.0 else { return }
        resource.reason = remark.rawValue
        guard remark == .movedPermanently, let url = response.permanentURL else {
            resource.message = remark.message
            return
        }
        resource.message = Bilingual(ja: "\(remark.message.ja) → \(url)", en: "\(remark.message.en) → \(url)")
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
        // What is gone for good did not fail: a person decides what becomes of it.
        var resource = resource(error.code == .gone ? .held : error.outcome == .blocked ? .blocked : .failed)
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
