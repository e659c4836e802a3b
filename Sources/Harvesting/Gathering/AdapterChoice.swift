import Catalog
import OpenData

extension Source {
    /// The adapter that reads this kind of source.
    /// - Parameters:
    ///   - now: the present, for addresses with a date in them.
    ///   - since: only what changed after this moment is wanted, where the kind can tell; nil: all.
    func adapter(
        _ downloader: Downloader,
        now: @escaping @Sendable () -> Timestamp,
        since: Timestamp?,
    ) -> any SourceAdapter {
        let reader = CatalogueReader(downloader: downloader)
        let filter = RecordFilter(filters)
        switch kind {
        case .ckan:
            return CKANAdapter(url: url, downloader: downloader, query: CKANQuery(filter: filter, since: since))
        case .dcat: return DCATAdapter(url: url, reader: reader, filter: filter)
        case .datajson: return DataJSONAdapter(url: url, reader: reader, filter: filter)
        case .opendatalist: return OpenDataListAdapter(url: url, reader: reader, filter: filter)
        case .file: return FileAdapter(source: self, downloader: downloader, now: now)
        }
    }
}
