import Catalog

/// A source that is one address: one dataset with one file, named after the source.
struct FileAdapter: SourceAdapter {
    let source: Source

    func gather(_ take: (GatheredPage) async throws -> Bool) async throws -> Bool {
        let format = FileFormat.name(claim: nil, url: source.url)
        let file = RemoteRecord.File(
            id: source.url,
            title: source.name,
            // An address that does not tell is tried: what the content is shows when it is read.
            format: FileFormat.tables.contains(format) ? format : "CSV",
            url: source.url
        )
        let record = RemoteRecord(id: source.url, name: source.name, files: [file])
        _ = try await take(GatheredPage(records: [record], total: 1))
        return true
    }
}
