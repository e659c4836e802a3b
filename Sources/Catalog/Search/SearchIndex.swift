import GRDB
import OpenData
import Tables

/// The words by which datasets are found: folded, so that width, case and kana do not matter, and cut by the tokenizer
/// `bigram`, so that Japanese words of one and two characters are found.
struct SearchIndex {
    let database: Database

    /// `bm25` weights in the order of the columns: title, keywords (name and tags), organization, description, resources
    /// (titles and descriptions of distributions and the column names of their tables).
    static let rank = "bm25(dataset_search, 10.0, 6.0, 4.0, 2.0, 1.0)"

    /// Brings one dataset's text up to date.
    ///
    /// A withdrawn dataset has none.
    func update(_ number: Int64) throws {
        try database.execute(sql: "DELETE FROM dataset_search WHERE rowid = ?", arguments: [number])
        guard let dataset = try StoredDataset.fetch(database, numbers: [number]).first, dataset.state == .active else {
            return
        }
        let organization = try self.organization(dataset.organization)
        let resources: [String?] = dataset.distributions.flatMap { distribution in
            let columns = distribution.current?.fields.map(\.name) ?? []
            return [distribution.title, distribution.description] + columns
        }
        try database.execute(
            sql: """
                INSERT INTO dataset_search (rowid, title, keywords, organization, description, resources)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, folded([dataset.title, dataset.titleEnglish]), folded([dataset.name] + dataset.tags),
                folded([organization?.title, organization?.titleEnglish]), folded([dataset.description]),
                folded(resources),
            ]
        )
    }

    private func organization(_ name: String) throws -> Organization? {
        let sql = "SELECT body FROM organization WHERE name = ?"
        return try String.fetchOne(database, sql: sql, arguments: [name]).map { try CanonicalJSON.value(from: $0) }
    }

    /// Each text on a line of its own, so that no word goes across two.
    private func folded(_ texts: [String?]) -> String {
        texts.compactMap { $0 }.map { SearchText.fold($0) }.joined(separator: "\n")
    }
}
