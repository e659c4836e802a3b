import Validation

/// Reads a catalogue in one `data.json` (DCAT-US 1.1, formerly Project Open Data; 1.0 too, which is a bare list).
struct DataJSONAdapter: SourceAdapter {
    let url: String
    let reader: CatalogueReader
    let filter: RecordFilter

    func gather(_ take: (GatheredPage) async throws -> Bool) async throws -> Bool {
        let document = try await reader.document(url, accept: "application/json")
        let catalogue = JSONValue(document.bytes, limit: CatalogueReader.longest)
        guard let elements = catalogue?["dataset"]?.elements ?? catalogue?.elements else {
            throw HarvestReason.apiShape.gatherError
        }
        var unreadable = 0
        var records: [RemoteRecord] = []
        for element in elements where !DataJSONDataset.isPrivate(element) {
            if let record = DataJSONDataset.record(element, base: document.url) {
                records.append(record)
            } else {
                unreadable += 1
            }
        }
        return try await RecordPages.hand(records, unreadable: unreadable, filter: filter, to: take)
    }
}
