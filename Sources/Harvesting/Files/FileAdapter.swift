import Catalog
import Fetching
import OpenData

/// A source that is one address: one dataset with one file, named after the source.
///
/// Where the address has places for a date (``DatePattern``), the newest file that exists is taken.
struct FileAdapter: SourceAdapter {
    let source: Source
    let downloader: Downloader
    /// The present, for addresses with a date in them.
    let now: @Sendable () -> Timestamp

    func gather(_ take: (GatheredPage) async throws -> Bool) async throws -> Bool {
        let url = try await address()
        let format = FileFormat.name(claim: nil, url: url)
        let file = RemoteRecord.File(
            // The same file whatever the day.
            id: source.url,
            title: source.name,
            // An address that does not tell is tried: what the content is shows when it is read.
            format: FileFormat.tables.contains(format) ? format : "CSV",
            url: url
        )
        let record = RemoteRecord(id: source.url, name: source.name, files: [file])
        _ = try await take(GatheredPage(records: [record], total: 1))
        return true
    }

    /// The source's address, or the newest of its pattern that exists.
    /// - Throws: ``GatherError`` `not_found` when none of the last dates has a file; of the download when the host is down.
    private func address() async throws -> String {
        guard let pattern = DatePattern(source.url) else { return source.url }
        for address in pattern.addresses(before: now()) where try await exists(address) {
            return address
        }
        throw HarvestReason.noDatedFile.gatherError
    }

    /// Asks for a file without taking it: one that is there is larger than what we accept, or is taken for a moment.
    private func exists(_ address: String) async throws -> Bool {
        var request = FetchRequest(url: address, destination: .memory(limit: Self.probe))
        var limits = FetchLimits()
        limits.wireBytes = Self.probe
        request.limits = limits
        do {
            let response = try await downloader.fetch(request)
            // A page that says “not found” with status 200 is no file.
            return response.contentType?.lowercased().contains("html") != true
        } catch let error as FetchError {
            switch error.code {
            case .tooLarge, .decompressionLimit: return true
            case .notFound, .gone, .authRequired, .httpStatus: return false
            default: throw GatherError(error)
            }
        }
    }

    /// Bytes that are read to see whether a file is there.
    private static let probe = 64 << 10
}
