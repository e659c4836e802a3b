import Catalog
import OpenData

/// What became of one record of a run.
struct RecordView {
    /// What became of one of its files.
    struct Resource {
        var title: String
        var outcome: String
        var outcomeClass: String
        /// Format, size, rows and time, as far as known.
        var details: String
        var message: String?
        var reason: String?
    }

    var title: String
    /// To the dataset, when it exists here.
    var link: LinkView?
    var outcome: String
    var outcomeClass: String
    var message: String?
    /// The code, for those who look it up.
    var reason: String?
    var resources: [Resource]

    /// The view of `record`; `existing` are the names of datasets that have a page.
    init(_ record: HarvestRecord, existing: Set<String>, _ request: PageRequest) {
        let words = request.words
        title = record.title
        link =
            existing.contains(record.name)
            ? LinkView(label: record.title, href: request.links.dataset(record.name)) : nil
        outcome = words.name(of: record.outcome)
        outcomeClass = BadgeClass.of(record.outcome)
        message = record.message.map { words[$0] }
        reason = record.reason
        resources = record.resources.map { resource in
            let facts = [
                resource.format,
                resource.bytes.map(NumberText.bytes),
                resource.rows.map { words(.rowCount, NumberText.grouped($0)) },
                resource.milliseconds.map { "\(NumberText.grouped($0)) ms" },
            ]
            return Resource(
                title: resource.title,
                outcome: words.name(of: resource.outcome),
                outcomeClass: BadgeClass.of(resource.outcome),
                details: facts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · "),
                message: resource.message.map { words[$0] },
                reason: resource.reason
            )
        }
    }

    /// Views of `records`, with one question to the catalogue about which of their datasets have a page.
    static func all(
        _ records: [HarvestRecord],
        _ request: PageRequest,
        _ catalog: CatalogDatabase,
    ) async throws -> [RecordView] {
        guard !records.isEmpty else { return [] }
        var query = DatasetQuery()
        query.names = records.map(\.name)
        query.limit = records.count
        let existing = Set(try await catalog.search(query).datasets.map(\.name))
        return records.map { RecordView($0, existing: existing, request) }
    }
}
