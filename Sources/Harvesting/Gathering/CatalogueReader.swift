import Fetching

/// Asks for the documents of a source's catalogue.
struct CatalogueReader: Sendable {
    let downloader: Downloader

    /// Largest document that is read into memory.
    static let longest = 64 << 20

    /// A document, with the address that finally answered.
    struct Document: Sendable {
        var bytes: [UInt8]
        var url: String
        var contentType: String?
    }

    /// - Throws: ``GatherError`` in the words of the download; `CancellationError`.
    func document(_ url: String, accept: String) async throws -> Document {
        var request = FetchRequest(url: url, destination: .memory(limit: Self.longest))
        request.accept = accept
        do {
            let response = try await downloader.fetch(request, for: .catalogue)
            return Document(bytes: response.bytes, url: response.url, contentType: response.contentType?.lowercased())
        } catch let error as FetchError {
            throw GatherError(error)
        }
    }
}

/// Hands over records that came in one document.
enum RecordPages {
    private static let size = 100

    /// Hands over `records` page by page, those that the filter wants, each id once.
    /// - Returns: whether all were taken.
    static func hand(
        _ records: [RemoteRecord],
        unreadable: Int,
        filter: RecordFilter,
        to take: (GatheredPage) async throws -> Bool,
    ) async throws -> Bool {
        var seen: Set<String> = []
        let wanted = records.filter { filter.matches($0) && seen.insert($0.id).inserted }
        var start = 0
        repeat {
            let page = Array(wanted[start..<min(start + size, wanted.count)])
            let gathered = GatheredPage(records: page, total: wanted.count, unreadable: start == 0 ? unreadable : 0)
            guard try await take(gathered) else { return false }
            start += size
        } while start < wanted.count
        return true
    }
}
