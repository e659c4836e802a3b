import Tabular

/// Reads オープンデータ一覧, the standard CSV in which a municipality lists its data (`NNNNNN_open_data_list.csv`), in the columns of 2017
/// and in those of 2023, whatever the encoding.
struct OpenDataListAdapter: SourceAdapter {
    let url: String
    let reader: CatalogueReader
    let filter: RecordFilter

    func gather(_ take: (GatheredPage) async throws -> Bool) async throws -> Bool {
        let document = try await reader.document(url, accept: "text/csv, */*;q=0.5")
        let list = try await OwnThread.run { try OpenDataList(document.bytes, base: document.url) }
        return try await RecordPages.hand(list.records, unreadable: list.unreadable, filter: filter, to: take)
    }
}

extension GatherError {
    /// What is no table at all is no catalogue; a table with faults is told in the words of the reader.
    init(_ error: TabularError) {
        let isOther =
            ["content_mismatch", "empty_body", "nul_byte"].contains(error.code) || error.code.hasPrefix("json_")
        self = isOther ? HarvestReason.apiShape.gatherError : GatherError(reason: error.code, message: error.message)
    }
}
